package io.tetrarch.proof.group;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.proof.rule.CharterVersion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The seats of a group in one epoch, as its file has them, and how the file of the next epoch is made.
 *
 * @param founding the group and epoch that all began with: the state is of this one, whatever the epoch
 * @param seats by index; none in a group that cannot change
 * @param clients key ids of the clients
 * @param clientNames their names
 */
public record Roster(
        Domain founding, List<Seat> seats, SortedSet<Digest> clients, SortedSet<String> clientNames, NextGroup next) {
    /** Makes the group file of the epoch that follows. */
    @FunctionalInterface
    public interface NextGroup {
        /**
         * @param start where that epoch begins
         * @param keys by seat, no bytes for a vacant one
         * @param joining the client that joins with that epoch
         * @param charter the one in force then
         * @return the file's canonical bytes
         */
        Bytes file(Start start, List<Bytes> keys, Optional<ClientMember> joining, CharterVersion charter);
    }

    public Roster {
        seats = List.copyOf(seats);
        clients = Collections.unmodifiableSortedSet(new TreeSet<>(clients));
        clientNames = Collections.unmodifiableSortedSet(new TreeSet<>(clientNames));
    }

    /** Of a group that has no file, and so never changes. */
    public static Roster unchanging(Domain domain) {
        return new Roster(domain, List.of(), new TreeSet<>(), new TreeSet<>(), (start, keys, joining, charter) -> {
            throw new IllegalStateException("this group cannot change");
        });
    }

    /** The seats that nobody has. */
    public SortedSet<Integer> vacant() {
        SortedSet<Integer> vacant = new TreeSet<>();
        for (int seat = 0; seat < seats.size(); seat++) {
            if (seats.get(seat).key().size() == 0) {
                vacant.add(seat);
            }
        }
        return vacant;
    }

    /** The index of the seat of that name; negative if there is none. */
    public int indexOf(String name) {
        return seats.stream().map(Seat::name).toList().indexOf(name);
    }

    /** 2f+1: so many seats always have a key. */
    public int quorum() {
        return new GroupSize(seats.size()).quorum();
    }
}
