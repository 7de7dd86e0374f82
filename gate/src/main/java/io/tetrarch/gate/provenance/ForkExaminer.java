package io.tetrarch.gate.provenance;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Verifies branches of a trail, record by record, and tells which of two the rule chooses. A branch with a broken link,
 * a bad signature or a wrong root is never chosen. For any number of threads.
 */
public final class ForkExaminer {
    private final ProvenanceTerms.Rule rule;
    private final SortedMap<Digest, VerifyingKey> writers;
    private final SortedMap<Digest, VerifyingKey> witnesses;

    /** What became of verifying a branch. */
    public sealed interface Finding {
        /**
         * Every record is its writer's and follows on the one before.
         *
         * @param head where it ends
         * @param signers how many writers signed records of it
         * @param seenMillis when a witness first saw a record that is in this branch alone
         */
        record Good(TrailEdge head, int signers, long seenMillis) implements Finding {}

        /** @param problem one line, for people */
        record Broken(String problem) implements Finding {}
    }

    /** @throws KeyRefusedException if a key of the terms is unfit */
    public ForkExaminer(ProvenanceTerms terms, SignatureScheme scheme) {
        this.rule = terms.rule();
        this.writers = keys(terms.writers().values(), scheme);
        this.witnesses = keys(terms.witnesses().values(), scheme);
    }

    private static SortedMap<Digest, VerifyingKey> keys(Collection<Bytes> raw, SignatureScheme scheme) {
        SortedMap<Digest, VerifyingKey> keys = new TreeMap<>();
        for (Bytes each : raw) {
            VerifyingKey key = scheme.verifyingKey(each.toArray());
            keys.put(key.id(), key);
        }
        return keys;
    }

    public ProvenanceTerms.Rule rule() {
        return rule;
    }

    /**
     * The fork with what the rule makes of it.
     *
     * @return empty if both branches are broken
     */
    public Optional<ResolveFork> propose(String trail, TrailEdge ancestor, List<Branch> branches) {
        return choose(trail, ancestor, branches)
                .map(index -> new ResolveFork(trail, ResolveFork.Ancestor.of(ancestor), branches, rule, index));
    }

    /** The index of the branch that the rule chooses; empty if both are broken. */
    public Optional<Integer> choose(String trail, TrailEdge ancestor, List<Branch> branches) {
        int shared = shared(branches);
        Finding first = examine(trail, ancestor, branches.get(0), shared);
        Finding second = examine(trail, ancestor, branches.get(1), shared);
        return switch (first) {
            case Finding.Good left ->
                switch (second) {
                    case Finding.Good right -> Optional.of(isBetter(right, left) ? 1 : 0);
                    case Finding.Broken broken -> Optional.of(0);
                };
            case Finding.Broken broken ->
                switch (second) {
                    case Finding.Good right -> Optional.of(1);
                    case Finding.Broken too -> Optional.empty();
                };
        };
    }

    /** How many records both begin with. */
    public static int shared(List<Branch> branches) {
        List<TrailRecord> one = branches.get(0).records();
        List<TrailRecord> other = branches.get(1).records();
        int shared = 0;
        while (shared < Math.min(one.size(), other.size()) && one.get(shared).equals(other.get(shared))) {
            shared++;
        }
        return shared;
    }

    private boolean isBetter(Finding.Good one, Finding.Good other) {
        int byRule = switch (rule) {
            case LONGEST_VALID -> 0;
            case MOST_SIGNERS -> Integer.compare(one.signers(), other.signers());
            case EARLIEST_WITNESSED -> Long.compare(other.seenMillis(), one.seenMillis());
        };
        if (byRule != 0) {
            return byRule > 0;
        }
        int byLength = Long.compare(one.head().size(), other.head().size());
        return byLength != 0
                ? byLength > 0
                : one.head().root().compareTo(other.head().root()) < 0;
    }

    /**
     * Verifies one branch.
     *
     * @param shared how many of its records are not its own
     */
    public Finding examine(String trail, TrailEdge ancestor, Branch branch, int shared) {
        TrailEdge edge = ancestor;
        TreeSet<Digest> signers = new TreeSet<>();
        SortedMap<Long, Digest> ownRoots = new TreeMap<>();
        for (int i = 0; i < branch.records().size(); i++) {
            TrailRecord record = branch.records().get(i);
            Optional<String> problem = problem(trail, edge, record);
            if (problem.isPresent()) {
                return new Finding.Broken("record " + edge.size() + ": " + problem.get());
            }
            edge = edge.after(record);
            signers.add(record.writer());
            if (i >= shared) {
                ownRoots.put(edge.size(), edge.root());
            }
        }
        if (!edge.root().equals(branch.root())) {
            return new Finding.Broken("its root is " + edge.root().abbreviated() + ", it says "
                    + branch.root().abbreviated());
        }
        return new Finding.Good(edge, signers.size(), firstSeen(trail, branch, ownRoots));
    }

    private Optional<String> problem(String trail, TrailEdge edge, TrailRecord record) {
        try {
            TrailRecord.Body body = record.body();
            if (!body.trail().equals(trail) || body.index() != edge.size()) {
                return Optional.of("it is record " + body.index() + " of trail " + body.trail());
            }
            if (!body.previous().equals(edge.last())) {
                return Optional.of("it does not follow on the record before");
            }
            VerifyingKey key = writers.get(record.writer());
            if (key == null) {
                return Optional.of(
                        "no writer of the charter has key " + record.writer().abbreviated());
            }
            return record.isSignedBy(key) ? Optional.empty() : Optional.of("its writer's signature is bad");
        } catch (JsonRejected e) {
            return Optional.of("it is malformed: " + e.getMessage());
        }
    }

    /** Words of strangers, forged ones and those on other roots say nothing, and take nothing from the branch. */
    private long firstSeen(String trail, Branch branch, SortedMap<Long, Digest> ownRoots) {
        long first = Long.MAX_VALUE;
        for (Witness witness : branch.witnesses()) {
            VerifyingKey key = witnesses.get(witness.witness());
            boolean counts = key != null
                    && witness.root().equals(ownRoots.get(witness.size()))
                    && witness.isSignedBy(key, trail);
            first = counts ? Math.min(first, witness.atMillis()) : first;
        }
        return first;
    }
}
