package io.tetrarch.gate.service;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The state as chunks: one canonical byte string, everything in ascending order, cut every 64 KiB. So equal states give
 * equal chunks whatever way led to them. It begins with the founding domain, since the state goes on from epoch to
 * epoch, the sequence, the ledger's right edge and the name
 * and SHA3-256 of every part, so the state root commits to each part's hash by the first chunk; then the parts follow.
 */
final class SnapshotCodec {
    /** In bytes; every chunk but the last has exactly this size. */
    static final int CHUNK = 64 * 1024;

    private static final int FORMAT = 4;

    private final Domain founding;
    private final Supplier<State> empty;

    /**
     * @param founding the group and epoch that all began with
     * @param empty makes a state whose parts hold nothing yet
     */
    SnapshotCodec(Domain founding, Supplier<State> empty) {
        this.founding = founding;
        this.empty = empty;
    }

    /** A part of the state by its name and hash. */
    private record Entry(String name, Digest hash) {
        void encode(Encoder to) {
            to.string(name).digest(hash);
        }

        static Entry decode(CanonicalReader from) {
            return new Entry(from.string(), from.digest());
        }
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
        List<Part> parts = state.parts();
        Encoder to = new Encoder();
        to.u8(FORMAT)
                .domain(founding)
                .u64(state.sequence())
                .bytes(state.ledger().encode());
        to.list(parts, (encoder, part) -> entry(state, part).encode(encoder));
        parts.forEach(part -> to.bytes(state.encoding(part)));
        return to.toArray();
    }

    private static Entry entry(State state, Part part) {
        return new Entry(part.name(), Hash.sha3(state.encoding(part).readOnlyArray()));
    }

    private State decode(CanonicalReader from) {
        int format = from.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("expected a snapshot of format " + FORMAT + ", found " + format);
        }
        if (!from.domain().equals(founding)) {
            throw new IllegalArgumentException("the snapshot is of another group");
        }
        State state = empty.get();
        state.stand(from.u64(), Frontier.decode(from.bytes().readOnlyArray()));
        List<Entry> entries = from.list(36, Entry::decode);
        for (Part part : state.parts(entries.stream().map(Entry::name).toList())) {
            CanonicalReader content = new CanonicalReader(from.bytes().readOnlyArray());
            part.decode(content);
            content.end();
        }
        from.end();
        return state;
    }
}
