package io.tetrarch.node.record;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.record.HaltRecord.Answer;
import io.tetrarch.node.record.HaltRecord.Outcome;
import io.tetrarch.node.record.HaltRecord.Step;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records of halted replicas to bytes and back. A record begins with a mark and its version, and ends with the SHA3-256 of
 * all before, so that what is no record, another version's, cut short or damaged is told apart and refused.
 */
public final class HaltRecordCodec {
    private static final byte[] MARK = "TETRARCH HALT\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int HEAD = MARK.length + Integer.BYTES;

    private HaltRecordCodec() {}

    static byte[] encode(HaltRecord record, int replicas) {
        InputCodec inputs = new InputCodec(WireLimits.of(replicas));
        Encoder to = new Encoder(1 << 16);
        for (byte each : MARK) {
            to.u8(each);
        }
        to.u32(VERSION)
                .u32(record.replica())
                .bytes(record.groupFile())
                .u64(record.firstStep())
                .string(record.cause())
                .optional(record.restart(), (each, restart) -> inputs.encode(restart, each))
                .list(record.steps(), (each, step) -> encode(step, inputs, each));
        return to.digest(to.sha3()).toArray();
    }

    private static void encode(Step step, InputCodec inputs, Encoder to) {
        inputs.encode(step.input(), to.u64(step.wallMillis()));
        to.list(
                        step.answers(),
                        (each, answer) -> each.digest(answer.statement()).bytes(answer.signature()))
                .optional(
                        step.outcome(),
                        (each, outcome) -> each.digest(outcome.digest()).list(outcome.lines(), Encoder::string));
    }

    /**
     * Reads a record; every message and request in it is verified again.
     *
     * @param scheme that verifies
     * @throws UnreadableRecord if the bytes are no record of this version, whole and as written
     */
    public static HaltRecord decode(byte[] bytes, SignatureScheme scheme) throws UnreadableRecord {
        int end = bytes.length - Digest.SIZE_BYTES;
        if (bytes.length < MARK.length || !Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
            throw new UnreadableRecord("is not the record of a halted replica");
        }
        if (end < HEAD) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        int version = new RecordBytes(bytes, MARK.length, Integer.BYTES).u32();
        if (version != VERSION) {
            throw new UnreadableRecord("is a record of version " + version + "; this build reads " + VERSION);
        }
        if (!Hash.sha3(bytes, 0, end).equals(Digest.read(bytes, end))) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        RecordBytes from = new RecordBytes(bytes, HEAD, end - HEAD);
        HaltRecord record = decode(from, scheme);
        from.end();
        return record;
    }

    private static HaltRecord decode(RecordBytes from, SignatureScheme scheme) throws UnreadableRecord {
        int replica = from.u32();
        byte[] file = from.bytes();
        Group group = group(file, scheme);
        int replicas = group.replicas().size();
        if (replica < 0 || replica >= replicas) {
            throw new UnreadableRecord("is of replica " + replica + " in a group of " + replicas);
        }
        long firstStep = from.u64();
        String cause = from.string();
        Authenticator authenticator = new Authenticator(group.keyring(scheme), group.domain());
        InputCodec inputs = new InputCodec(WireLimits.of(replicas));
        Optional<Input.Recovered> restart =
                from.flag() ? Optional.of(recovered(inputs.decode(from, authenticator))) : Optional.empty();
        List<Step> steps = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            steps.add(step(from, inputs, authenticator));
        }
        if (steps.isEmpty() || restart.isPresent() == steps.getFirst().input() instanceof Input.Recovered) {
            throw new UnreadableRecord("does not say what the replica was at its first step");
        }
        return new HaltRecord(replica, Bytes.wrap(file), firstStep, cause, restart, steps);
    }

    /** The group in whose epoch the replica was. */
    static Group group(byte[] file, SignatureScheme scheme) throws UnreadableRecord {
        try {
            return GroupFile.read(file, scheme);
        } catch (JsonRejected e) {
            throw new UnreadableRecord("names a group that cannot be read: " + e.getMessage());
        }
    }

    private static Input.Recovered recovered(Input input) throws UnreadableRecord {
        if (input instanceof Input.Recovered recovered) {
            return recovered;
        }
        throw new UnreadableRecord("does not say what the replica was at its first step");
    }

    private static Step step(RecordBytes from, InputCodec inputs, Authenticator authenticator) throws UnreadableRecord {
        long wallMillis = from.u64();
        Input input = inputs.decode(from, authenticator);
        List<Answer> answers = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            answers.add(new Answer(from.digest(), Bytes.wrap(from.bytes())));
        }
        return new Step(wallMillis, input, answers, from.flag() ? Optional.of(outcome(from)) : Optional.empty());
    }

    private static Outcome outcome(RecordBytes from) throws UnreadableRecord {
        Digest digest = from.digest();
        List<String> lines = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            lines.add(from.string());
        }
        return new Outcome(digest, lines);
    }
}
