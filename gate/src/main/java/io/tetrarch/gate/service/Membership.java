package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may ask and who may run, as the group file says; fixed for an epoch.
 *
 * @param replicas n
 * @param submitters key ids of the clients that may submit requests
 * @param executors names of the clients that may run actions
 * @param longestLifeMillis between a request's not-before and its deadline
 */
public record Membership(
        Domain domain,
        int replicas,
        SortedSet<Digest> submitters,
        SortedSet<String> executors,
        long longestLifeMillis) {
    public Membership {
        submitters = Collections.unmodifiableSortedSet(new TreeSet<>(submitters));
        executors = Collections.unmodifiableSortedSet(new TreeSet<>(executors));
    }
}
