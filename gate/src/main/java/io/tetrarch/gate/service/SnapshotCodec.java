package io.tetrarch.gate.service;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.gate.ledger.CanonicalReader;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state as chunks: one canonical byte string, everything in ascending order, cut every 64 KiB. So equal states give
 * equal chunks whatever way led to them.
 */
final class SnapshotCodec {
    /** In bytes; every chunk but the last has exactly this size. */
    static final int CHUNK = 64 * 1024;

    private static final int FORMAT = 1;

    private final Domain domain;

    SnapshotCodec(Domain domain) {
        this.domain = domain;
    }

    List<Bytes> write(State state) {
        byte[] whole = encode(state);
        List<Bytes> chunks = new ArrayList<>();
        for (int from = 0; from < whole.length; from += CHUNK) {
            chunks.add(Bytes.wrap(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + CHUNK))));
        }
        return chunks;
    }

    /** @throws IllegalArgumentException if {@link #write} cannot have made the chunks, or not for this group */
    State read(List<Bytes> chunks) {
        byte[] whole = join(chunks);
        State state = decode(new CanonicalReader(whole));
        // Writing it again is the whole check of order, repetition and whatever else a forged encoding could vary.
        if (!Arrays.equals(whole, encode(state))) {
            throw new IllegalArgumentException("a snapshot is expected in its canonical form");
        }
        return state;
    }

    private static byte[] join(List<Bytes> chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.size(); i++) {
            int size = chunks.get(i).size();
            boolean last = i == chunks.size() - 1;
            if (last ? size == 0 || size > CHUNK : size != CHUNK) {
                throw new IllegalArgumentException("chunk " + i + " of " + chunks.size() + " has " + size + " bytes");
            }
            whole.writeBytes(chunks.get(i).readOnlyArray());
        }
        return whole.toByteArray();
    }

    private byte[] encode(State state) {
        Encoder to = new Encoder();
        to.u8(FORMAT).domain(domain).u64(state.sequence).bytes(state.ledger.encode());
        to.list(List.copyOf(state.charters.values()), (encoder, rules) -> rules.encode(encoder));
        to.list(
                List.copyOf(state.windows.entrySet()),
                (encoder, client) -> client.getValue().encode(encoder.digest(client.getKey())));
        to.list(
                List.copyOf(state.evidence.entrySet()),
                (encoder, replica) -> replica.getValue().encode(encoder.u32(replica.getKey())));
        return to.toArray();
    }

    private State decode(CanonicalReader from) {
        int format = from.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("expected a snapshot of format " + FORMAT + ", found " + format);
        }
        if (!from.domain().equals(domain)) {
            throw new IllegalArgumentException("the snapshot is of another group or epoch");
        }
        State state = new State();
        state.sequence = from.u64();
        state.ledger = Frontier.decode(from.bytes().readOnlyArray());
        from.list(12, SnapshotCodec::charter).forEach(rules -> state.charters.put(rules.version(), rules));
        from.list(36, reader -> readWindow(reader, state));
        from.list(16, reader -> readEvidence(reader, state));
        from.end();
        return state;
    }

    private static CharterRules charter(CanonicalReader from) {
        long version = from.u64();
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        from.list(12, reader -> tiers.put(reader.string(), tier(reader)));
        return new CharterRules(version, tiers);
    }

    private static TierRule tier(CanonicalReader from) {
        int approvals = from.u32();
        return new TierRule(approvals, new TreeSet<>(from.list(4, CanonicalReader::u32)));
    }

    private static ReplayWindow readWindow(CanonicalReader from, State into) {
        ReplayWindow window = into.window(from.digest());
        from.list(49, SnapshotCodec::decided).forEach(window::add);
        return window;
    }

    private static Decided decided(CanonicalReader from) {
        return new Decided(from.u64(), from.digest(), from.constant(Outcome.values(), Outcome::code), from.u64());
    }

    private static EvidenceRecord readEvidence(CanonicalReader from, State into) {
        int replica = from.u32();
        EvidenceRecord record = new EvidenceRecord(from.u64(), from.list(49, reader -> slot(replica, reader)));
        into.evidence.put(replica, record);
        return record;
    }

    private static Evidence.Slot slot(int replica, CanonicalReader from) {
        return new Evidence.Slot(
                replica, from.constant(MessageType.values(), MessageType::code), from.u64(), from.u64(), from.digest());
    }
}
