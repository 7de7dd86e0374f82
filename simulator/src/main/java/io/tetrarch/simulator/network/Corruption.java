package io.tetrarch.simulator.network;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.random.Randomness;
import java.util.Arrays;
import java.util.List;

/** Makes of a message another one that keeps its signature: by flipped bits, or on purpose. */
public final class Corruption {
    private Corruption() {}

    /**
     * The message with a signature, or one field, that is not what was signed. A proof of succession rests on nobody's
     * signature around it.
     */
    public static Signed<? extends Message> of(Signed<? extends Message> signed, Randomness randomness) {
        if (randomness.chance(500) && !(signed.message() instanceof Succession)) {
            return new Signed<>(signed.sender(), signed.message(), damaged(signed.signature(), randomness));
        }
        return new Signed<>(signed.sender(), altered(signed.message(), randomness), signed.signature());
    }

    /** A flipped bit, a missing byte, or one too many. */
    public static Bytes damaged(Bytes signature, Randomness randomness) {
        byte[] bytes = signature.toArray();
        if (bytes.length == 0) {
            return Bytes.copyOf(new byte[] {1});
        }
        return switch (randomness.below(4)) {
            case 0 -> Bytes.copyOf(Arrays.copyOf(bytes, bytes.length - 1));
            case 1 -> Bytes.copyOf(Arrays.copyOf(bytes, bytes.length + 1));
            default -> {
                bytes[randomness.below(bytes.length)] ^= (byte) (1 << randomness.below(8));
                yield Bytes.wrap(bytes);
            }
        };
    }

    private static Message altered(Message message, Randomness randomness) {
        return switch (message) {
            case PrePrepare it -> new PrePrepare(it.view() + 1, it.batch());
            case Prepare it -> prepare(it, randomness);
            case Commit it -> commit(it, randomness);
            case Verdicts it -> new Verdicts(List.of());
            case Checkpoint it -> new Checkpoint(it.sequence() + 1, it.header(), flipped(it.stateRoot()));
            case ViewChange it -> new ViewChange(it.view() + 1, it.stable(), it.prepared());
            case NewView it -> new NewView(it.view() + 1, it.viewChanges());
            case Status it ->
                new Status(it.view() + 1, it.active(), it.stable(), it.executed(), it.challenge(), it.learning());
            case Relay it -> new Status(0, true, 0, 0);
            case Forward it -> new Status(2, true, 0, 0);
            case Fetch it -> new Fetch(new Fetch.WantedChunk(0, 0));
            case Body it -> new Fetch(new Fetch.WantedBatch(it.batch().digest()));
            case Committed it ->
                new Stable(new CheckpointCertificate(new Checkpoint(1, Digest.ZERO, Digest.ZERO), Signatures.NONE));
            case Stable it -> new Status(0, true, it.certificate().sequence(), 0);
            case Chunk it -> new Chunk(it.sequence(), Bytes.copyOf(new byte[] {1}), it.path());
            case Accusation it -> new Status(1, true, 0, 0);
            case Succession it -> new Succession(it.ended(), it.certificate(), Bytes.copyOf(new byte[] {1}));
            case Reminder it ->
                new Reminder(it.of(), it.challenge() + 1, it.executed(), it.votes(), it.change(), it.verdicts());
        };
    }

    /** Another view, sequence or digest; or the same vote as the next phase's. */
    private static Message prepare(Prepare it, Randomness randomness) {
        return switch (randomness.below(4)) {
            case 0 -> new Prepare(it.view() + 1, it.sequence(), it.digest());
            case 1 -> new Prepare(it.view(), it.sequence() + 1, it.digest());
            case 2 -> new Prepare(it.view(), it.sequence(), flipped(it.digest()));
            default -> new Commit(it.view(), it.sequence(), it.digest());
        };
    }

    private static Message commit(Commit it, Randomness randomness) {
        return switch (randomness.below(4)) {
            case 0 -> new Commit(it.view() + 1, it.sequence(), it.digest());
            case 1 -> new Commit(it.view(), it.sequence() + 1, it.digest());
            case 2 -> new Commit(it.view(), it.sequence(), flipped(it.digest()));
            default -> new Prepare(it.view(), it.sequence(), it.digest());
        };
    }

    private static Digest flipped(Digest digest) {
        return new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
    }
}
