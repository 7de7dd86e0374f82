package io.tetrarch.gate.service;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.gate.provenance.Branch;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.provenance.ResolveFork;
import io.tetrarch.gate.provenance.TrailEdge;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The heads of audit trails as the group named them, and the forks that it decided. Immutable.
 *
 * @param byName at most {@link #MOST_TRAILS}
 */
public record Trails(SortedMap<String, Trail> byName) {
    /** Trails at most; a choice that would add another has no effect. */
    public static final int MOST_TRAILS = 64;

    /** Choices remembered per trail; all of them are on the ledger. */
    public static final int MOST_RESOLUTIONS = 16;

    static final Trails EMPTY = new Trails(new TreeMap<>());

    /**
     * A trail with forks decided.
     *
     * @param head where the last branch chosen ends
     * @param resolutions the last ones, ascending
     */
    public record Trail(TrailEdge head, List<Resolution> resolutions) {
        public Trail {
            resolutions = List.copyOf(resolutions);
        }

        void encode(Encoder to) {
            to.bytes(head.tree().encode())
                    .digest(head.last())
                    .list(resolutions, (encoder, resolution) -> resolution.encode(encoder));
        }

        static Trail decode(CanonicalReader from) {
            return new Trail(
                    new TrailEdge(Frontier.decode(from.bytes().readOnlyArray()), from.digest()),
                    from.list(Resolution.BYTES, Resolution::decode));
        }
    }

    /**
     * A fork that was decided. Both branches stand in the action of the ledger entry: the one not chosen is kept there as
     * evidence.
     *
     * @param canonicalRoot of the branch chosen
     * @param otherRoot what the other branch says of its root
     * @param otherRecords SHA3-256 of the other branch's records
     */
    public record Resolution(
            long ledgerIndex, ProvenanceTerms.Rule rule, Digest canonicalRoot, Digest otherRoot, Digest otherRecords) {
        static final int BYTES = 8 + 1 + 3 * Digest.SIZE_BYTES;

        void encode(Encoder to) {
            to.u64(ledgerIndex)
                    .u8(rule.code())
                    .digest(canonicalRoot)
                    .digest(otherRoot)
                    .digest(otherRecords);
        }

        static Resolution decode(CanonicalReader from) {
            return new Resolution(
                    from.u64(),
                    from.constant(ProvenanceTerms.Rule.values(), ProvenanceTerms.Rule::code),
                    from.digest(),
                    from.digest(),
                    from.digest());
        }
    }

    public Trails {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Where a trail ends; that of an unknown one is empty. */
    public TrailEdge head(String name) {
        Trail trail = byName.get(name);
        return trail == null ? TrailEdge.EMPTY : trail.head();
    }

    /** The choices made of a trail, as far as they are remembered. */
    public List<Resolution> resolutions(String name) {
        Trail trail = byName.get(name);
        return trail == null ? List.of() : trail.resolutions();
    }

    /** After an approved choice; unchanged if it does not begin at the trail's head, or there is no room. */
    Trails after(ResolveFork fork, long ledgerIndex) {
        boolean room = byName.containsKey(fork.trail()) || byName.size() < MOST_TRAILS;
        if (!room || !fork.follows(head(fork.trail()))) {
            return this;
        }
        List<Resolution> before = resolutions(fork.trail());
        List<Resolution> all =
                new ArrayList<>(before.subList(Math.max(0, before.size() + 1 - MOST_RESOLUTIONS), before.size()));
        all.add(new Resolution(
                ledgerIndex, fork.rule(), fork.chosen().root(), fork.other().root(), records(fork.other())));
        SortedMap<String, Trail> next = new TreeMap<>(byName);
        next.put(fork.trail(), new Trail(head(fork.trail()).after(fork.chosen().records()), all));
        return new Trails(next);
    }

    /** SHA3-256 of the hashes of a branch's records, in their order. */
    public static Digest records(Branch branch) {
        Encoder encoder = new Encoder();
        encoder.list(branch.records(), (to, record) -> to.digest(record.hash()));
        return encoder.sha3();
    }

    void encode(Encoder to) {
        to.list(List.copyOf(byName.entrySet()), Trails::encode);
    }

    private static void encode(Encoder to, Map.Entry<String, Trail> trail) {
        trail.getValue().encode(to.string(trail.getKey()));
    }

    static Trails decode(CanonicalReader from) {
        SortedMap<String, Trail> byName = new TreeMap<>();
        from.list(52, reader -> byName.put(reader.string(), Trail.decode(reader)));
        return new Trails(byName);
    }

    static long mostBytes() {
        long trail = 4
                + 64
                + 4
                + 8
                + 64L * Digest.SIZE_BYTES
                + Digest.SIZE_BYTES
                + 4
                + (long) MOST_RESOLUTIONS * Resolution.BYTES;
        return 4 + MOST_TRAILS * trail;
    }
}
