package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Start;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What sets an epoch apart from the first one, in which every seat is taken and the chain begins.
 *
 * @param start where it begins; empty for the first
 * @param vacant seats without a key: they have no vote, and never lead
 */
public record Epoch(Optional<Start> start, SortedSet<Integer> vacant) {
    public static final Epoch FIRST = new Epoch(Optional.empty(), new TreeSet<>());

    public Epoch {
        vacant = Collections.unmodifiableSortedSet(new TreeSet<>(vacant));
    }
}
