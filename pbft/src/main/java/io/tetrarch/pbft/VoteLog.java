package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prepares and commits of the present view, this replica's own among them. Bound: one vote of each kind per replica
 * and sequence of the window.
 */
final class VoteLog {
    private final Configuration configuration;
    private final TreeMap<Long, SortedMap<Integer, Signed<Prepare>>> prepares = new TreeMap<>();
    private final TreeMap<Long, SortedMap<Integer, Signed<Commit>>> commits = new TreeMap<>();

    VoteLog(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The replica's vote that stands already in this slot. */
    Optional<Signed<Prepare>> prepareOf(int replica, long sequence) {
        return of(prepares, replica, sequence);
    }

    Optional<Signed<Commit>> commitOf(int replica, long sequence) {
        return of(commits, replica, sequence);
    }

    /** The prepares of a sequence, whatever they are for. */
    List<Signed<Prepare>> prepares(long sequence) {
        return List.copyOf(prepares.getOrDefault(sequence, new TreeMap<>()).values());
    }

    private static <V extends Vote> Optional<Signed<V>> of(
            TreeMap<Long, SortedMap<Integer, Signed<V>>> votes, int replica, long sequence) {
        SortedMap<Integer, Signed<V>> slot = votes.get(sequence);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.get(replica));
    }

    /** Counts a vote in a place where none of its sender stands. */
    void add(Signed<? extends Vote> signed) {
        switch (signed.message()) {
            case Prepare prepare ->
                slot(prepares, prepare.sequence())
                        .put(signed.sender(), new Signed<>(signed.sender(), prepare, signed.signature()));
            case Commit commit ->
                slot(commits, commit.sequence())
                        .put(signed.sender(), new Signed<>(signed.sender(), commit, signed.signature()));
            case PrePrepare proposal ->
                throw new IllegalArgumentException("a pre-prepare is kept as a proposal: " + proposal.sequence());
        }
    }

    private static <V extends Vote> SortedMap<Integer, Signed<V>> slot(
            TreeMap<Long, SortedMap<Integer, Signed<V>>> votes, long sequence) {
        return votes.computeIfAbsent(sequence, any -> new TreeMap<>());
    }

    /**
     * The prepared certificate of a header, if 2f+1 distinct replicas signed for it.
     *
     * @param prePrepare the leader's signature over its pre-prepare of this header, which stands for its prepare
     */
    Optional<PreparedCertificate> prepared(long view, Link link, Optional<Bytes> prePrepare) {
        Optional<Signed<Prepare>> leaders = prepareOf(configuration.leader(view), link.sequence())
                .filter(prepare -> prepare.message().digest().equals(link.digest()));
        int signers = matches(prepares, link.sequence(), link.digest())
                + (prePrepare.isPresent() && leaders.isEmpty() ? 1 : 0);
        if (signers < configuration.quorum()) {
            return Optional.empty();
        }
        SortedMap<Integer, Bytes> signatures = matching(prepares, link.sequence(), link.digest());
        return Optional.of(
                new PreparedCertificate(view, link.sequence(), link.digest(), prePrepare, new Signatures(signatures)));
    }

    /** The commit certificate of a header, if 2f+1 distinct replicas signed for it. */
    Optional<CommitCertificate> committed(Commit commit) {
        if (matches(commits, commit.sequence(), commit.digest()) < configuration.quorum()) {
            return Optional.empty();
        }
        SortedMap<Integer, Bytes> signatures = matching(commits, commit.sequence(), commit.digest());
        return Optional.of(new CommitCertificate(commit, new Signatures(signatures)));
    }

    /** How many replicas voted for this digest. */
    private static <V extends Vote> int matches(
            TreeMap<Long, SortedMap<Integer, Signed<V>>> votes, long sequence, Digest digest) {
        SortedMap<Integer, Signed<V>> slot = votes.get(sequence);
        if (slot == null) {
            return 0;
        }
        int count = 0;
        for (Signed<V> vote : slot.values()) {
            if (vote.message().digest().equals(digest)) {
                count++;
            }
        }
        return count;
    }

    private static <V extends Vote> SortedMap<Integer, Bytes> matching(
            TreeMap<Long, SortedMap<Integer, Signed<V>>> votes, long sequence, Digest digest) {
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        for (Map.Entry<Integer, Signed<V>> each :
                votes.getOrDefault(sequence, new TreeMap<>()).entrySet()) {
            if (each.getValue().message().digest().equals(digest)) {
                signatures.put(each.getKey(), each.getValue().signature());
            }
        }
        return signatures;
    }

    /** A replica caught voting twice in this slot has no vote in it. */
    void voidVotes(int replica, long sequence, boolean commit) {
        Map<Integer, ?> slot = commit ? commits.get(sequence) : prepares.get(sequence);
        if (slot != null) {
            slot.remove(replica);
        }
    }

    void clear() {
        prepares.clear();
        commits.clear();
    }

    void discardUpTo(long sequence) {
        prepares.headMap(sequence, true).clear();
        commits.headMap(sequence, true).clear();
    }
}
