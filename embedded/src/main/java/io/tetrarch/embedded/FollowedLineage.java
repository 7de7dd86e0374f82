package io.tetrarch.embedded;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Lineage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The epochs that a group has come to, as far as quorums have signed them, from the founding on: whoever tells of another
 * is believed no further. For any thread.
 */
final class FollowedLineage {
    private final Group founding;
    private final SignatureScheme scheme;
    private final Keeper keeper;

    /** Of every epoch there was, by its number: quorums have signed them, so there is one of each. */
    private final ConcurrentSkipListMap<Long, Group> groups = new ConcurrentSkipListMap<>();

    /** The latest ones, which somebody may still be in. */
    private final Map<Domain, Epoch> begun = new ConcurrentHashMap<>();

    private volatile Epoch latest;

    /** The group in an epoch, with its keys. */
    record Epoch(Group group, Keyring keys) {}

    /** Keeps what led to the latest epoch. */
    @FunctionalInterface
    interface Keeper {
        void keep(List<Succession> lineage) throws IOException;
    }

    FollowedLineage(Group founding, SignatureScheme scheme, Keeper keeper) {
        this.founding = founding;
        this.scheme = scheme;
        this.keeper = keeper;
        this.latest = begin(founding);
    }

    private Epoch begin(Group group) {
        groups.put(group.title().epoch(), group);
        Epoch epoch = new Epoch(group, group.keyring(scheme));
        begun.put(group.domain(), epoch);
        return epoch;
    }

    /**
     * The epoch that these ends of epochs lead to. What was followed once is known; the first who is there pays for the
     * others.
     *
     * @throws IOException if no quorum has signed for it, or it cannot be kept
     */
    synchronized Epoch after(List<Succession> lineage) throws IOException {
        Domain domain =
                lineage.isEmpty() ? founding.domain() : lineage.getLast().next();
        Epoch known = begun.get(domain);
        if (known != null) {
            return known;
        }
        List<Group> followed = follow(lineage);
        followed.forEach(group -> groups.put(group.title().epoch(), group));
        Epoch next = begin(followed.getLast());
        if (next.group().title().epoch() > latest.group().title().epoch()) {
            begun.keySet().removeIf(old -> old.epoch() < latest.group().title().epoch());
            keeper.keep(lineage);
            latest = next;
        }
        return next;
    }

    /** From the last of the groups on the way that is known already; what led to it was checked before. */
    private List<Group> follow(List<Succession> lineage) throws IOException {
        int known = lineage.size() - 1;
        while (known > 0 && group(lineage.get(known).ended()).isEmpty()) {
            known--;
        }
        Group from = group(lineage.get(known).ended()).orElse(founding);
        try {
            return Lineage.groups(from, lineage.subList(known, lineage.size()), scheme);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "a replica's log leads to a group that no quorum has signed for: " + e.getMessage(), e);
        }
    }

    private Optional<Group> group(Domain domain) {
        return Optional.ofNullable(groups.get(domain.epoch()))
                .filter(group -> group.domain().equals(domain));
    }

    /** The latest that anybody here has begun. */
    Epoch latest() {
        return latest;
    }

    /** One of the latest ones; empty if nobody here has begun it, or all have left it long ago. */
    Optional<Epoch> begun(Domain domain) {
        return Optional.ofNullable(begun.get(domain));
    }

    /** @throws IllegalArgumentException if the group has not come to this epoch */
    Group group(long epoch) {
        Group group = groups.get(epoch);
        if (group == null) {
            throw new IllegalArgumentException("the group has not come to epoch " + epoch);
        }
        return group;
    }
}
