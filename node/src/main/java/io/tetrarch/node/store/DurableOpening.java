package io.tetrarch.node.store;

import io.tetrarch.node.store.Batches.Rows;
import io.tetrarch.node.store.Batches.Table;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.wire.StoredCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds out, when a replica's store is opened, whether it is that replica's and whether votes may be lost: where it was
 * expected and is not there, where it has fewer records than the {@link SignedMark} beside it says, and where that is
 * missing or cannot be read though there was one. Then the log goes on with {@link Stored.Learning#BEGINS}, in the very
 * write that makes the store: whoever dies before its first step has not forgotten it at the next start.
 */
final class DurableOpening {
    static final byte[] IDENTITY = "identity".getBytes(StandardCharsets.US_ASCII);
    /** In a store that has, or had, a {@link SignedMark} beside it. */
    static final byte[] HAS_MARK = "signed".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOTHING = {};

    private final Storage storage;
    private final Batches batches;
    private final byte[] identity;
    private final boolean existed;
    private final boolean hadMark;
    private final Path beside;
    private final boolean markIsThere;
    private final long end;

    /** @throws IOException if the store is another's */
    DurableOpening(Storage storage, Batches batches, Domain domain, int replica) throws IOException {
        this.storage = storage;
        this.batches = batches;
        this.identity = identity(domain, replica);
        Optional<byte[]> found = batches.get(Table.IDENTITY, IDENTITY);
        if (found.isPresent() && !Arrays.equals(found.get(), identity)) {
            throw otherIdentity();
        }
        this.existed = found.isPresent();
        this.hadMark = batches.get(Table.IDENTITY, HAS_MARK).isPresent();
        this.beside = SignedMark.of(batches.folder());
        this.markIsThere = storage.disk().exists(beside);
        this.end = end();
    }

    static byte[] identity(Domain domain, int replica) {
        return new Encoder().domain(domain).u32(replica).toArray();
    }

    private IOException otherIdentity() {
        return new StoreRefusedException("the store in " + batches.folder() + " is of another group, epoch or replica");
    }

    /** Where the log ends: the position of the next record. */
    private long end() throws IOException {
        try (Rows last = batches.rows(Table.LOG)) {
            return last.last() ? ByteBuffer.wrap(last.key()).getLong() + 1 : 0;
        }
    }

    /** Whether a start would find that votes may be lost. Changes nothing. */
    boolean wouldLearn() throws IOException {
        if (!existed) {
            throw new StoreDamagedException(
                    "the store in " + batches.folder() + " is damaged: it has lost its beginning");
        }
        return loss(markIsThere ? SignedMark.confirmed(storage.disk(), beside, identity) : Optional.empty(), false)
                .isPresent();
    }

    /** Why votes may be lost; empty if none are. */
    private Optional<String> loss(Optional<Long> confirmed, boolean mayBeNew) {
        if (!existed && !mayBeNew) {
            return Optional.of("there was a store, and it is gone");
        }
        if (confirmed.isPresent()) {
            return end < confirmed.get()
                    ? Optional.of("it ends at record " + end + ", and " + confirmed.get() + " were durable")
                    : Optional.empty();
        }
        if (markIsThere) {
            return Optional.of(beside.getFileName() + ", which says how far its replica has signed, cannot be read");
        }
        return hadMark
                ? Optional.of(beside.getFileName() + ", which says how far its replica has signed, is missing")
                : Optional.empty();
    }

    /** Makes the store, the mark beside it and that of a learner, whatever of them has to be made. */
    SignedMark settle(boolean mayBeNew) throws IOException {
        Optional<SignedMark> mark = markIsThere ? SignedMark.open(storage, beside, identity) : Optional.empty();
        try {
            Optional<String> loss = loss(mark.map(SignedMark::confirmed), mayBeNew);
            return loss.isPresent() ? learn(loss.get(), mark) : goOn(mark);
        } catch (IOException | RuntimeException e) {
            mark.ifPresent(SignedMark::close);
            throw e;
        }
    }

    private SignedMark learn(String why, Optional<SignedMark> mark) throws IOException {
        StoreLog.lost(batches.folder(), why);
        byte[] learning = new StoredCodec(WireLimits.of(4)).encode(Stored.Learning.BEGINS);
        batches.write(
                batch -> {
                    batch.put(Table.IDENTITY, IDENTITY, identity);
                    batch.put(Table.IDENTITY, HAS_MARK, NOTHING);
                    batch.put(Table.LOG, DurableStore.key(end), learning);
                },
                true);
        if (mark.isPresent()) {
            mark.get().reset(end + 1);
            return mark.get();
        }
        return SignedMark.create(storage, beside, identity, end + 1);
    }

    private SignedMark goOn(Optional<SignedMark> mark) throws IOException {
        SignedMark settled = mark.isPresent() ? mark.get() : SignedMark.create(storage, beside, identity, 0);
        if (existed && mark.isEmpty()) {
            StoreLog.markMade(beside);
        }
        if (!hadMark) {
            batches.write(
                    batch -> {
                        batch.put(Table.IDENTITY, IDENTITY, identity);
                        batch.put(Table.IDENTITY, HAS_MARK, NOTHING);
                    },
                    true);
        }
        return settled;
    }
}
