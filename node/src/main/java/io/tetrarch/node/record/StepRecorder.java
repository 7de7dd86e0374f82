package io.tetrarch.node.record;

import io.tetrarch.node.record.HaltRecord.Answer;
import io.tetrarch.node.record.HaltRecord.Step;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Trace;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a replica's steps, so that it can leave a record if it halts. It holds on to the inputs and effects as they
 * are, and makes bytes of them only then. What it remembers is bounded: beyond the bound it forgets the older half, and
 * what is left begins with what the replica was at that moment. So beside the steps it keeps two images of the replica at
 * most; each keeps alive what the replica held then, which is the least just after a stable checkpoint, when it is taken if
 * that comes in time.
 *
 * <p>Of one replica, on the thread that steps.
 */
public final class StepRecorder {
    /** About the bytes that a replica's steps hold on to, at most. */
    static final long MOST_HELD = 8 << 20;

    /** Of a record. */
    private static final int MOST_BYTES = 64 << 20;

    private final Configuration configuration;
    private final HaltRecords records;
    private final long mostHeld;
    private final boolean keeping;
    private Optional<HeardService> service = Optional.empty();
    /** Why nothing more is remembered. */
    private Optional<String> lost = Optional.empty();

    private List<Segment> segments = new ArrayList<>();
    private Taken last = new Taken(0, new Input.Recovered(List.of(), 0));
    private long steps;

    /** A step as it was taken. */
    private static final class Taken {
        private final long wallMillis;
        private final Input input;
        private final List<Answer> answers = new ArrayList<>(2);
        private Optional<List<Effect>> effects = Optional.empty();

        private Taken(long wallMillis, Input input) {
            this.wallMillis = wallMillis;
            this.input = input;
        }
    }

    /** Steps in a row, and what the replica was before the first of them, unless that is its start. */
    private static final class Segment {
        private final long firstStep;
        private final Optional<StateImage> before;
        private final List<Taken> taken = new ArrayList<>();
        private long weight;

        private Segment(long firstStep, Optional<StateImage> before) {
            this.firstStep = firstStep;
            this.before = before;
        }
    }

    /** @param firstStep the number of the first step */
    public StepRecorder(Configuration configuration, HaltRecords records, long firstStep) {
        this(configuration, records, firstStep, MOST_HELD);
    }

    StepRecorder(Configuration configuration, HaltRecords records, long firstStep, long mostHeld) {
        this.configuration = configuration;
        this.records = records;
        this.mostHeld = mostHeld;
        this.keeping = records.folder().isPresent();
        this.steps = firstStep;
        this.segments.add(new Segment(firstStep, Optional.empty()));
    }

    /** How many steps were begun so far, those of earlier epochs included: the number of the next. */
    public long steps() {
        return steps;
    }

    /** The signing port, heard. */
    public Signer heard(Signer signer) {
        return keeping ? statement -> answer(signer, statement) : signer;
    }

    /** The replica's service, heard; it must be in its first state. */
    public Service heard(Service fresh) {
        if (!keeping) {
            return fresh;
        }
        HeardService heard = new HeardService(fresh);
        service = Optional.of(heard);
        return heard;
    }

    private Bytes answer(Signer signer, Statement statement) {
        Bytes signature = signer.sign(statement);
        last.answers.add(new Answer(hash(statement, configuration.domain()), signature));
        return signature;
    }

    static Digest hash(Statement statement, Domain domain) {
        return Hash.sha3(new Encoder()
                .string(statement.type().name())
                .bytes(statement.body(domain))
                .toArray());
    }

    /** A step begins. */
    public void begin(long wallMillis, Input input) {
        last = new Taken(wallMillis, input);
        steps++;
        if (keeping && lost.isEmpty()) {
            segments.getLast().taken.add(last);
            segments.getLast().weight += Weight.of(input);
        }
    }

    /** The replica's step went well, and wants this done. */
    public void end(Replica replica, List<Effect> effects) {
        if (!keeping || lost.isPresent()) {
            return;
        }
        last.effects = Optional.of(List.copyOf(effects));
        Segment latest = segments.getLast();
        latest.weight += Weight.of(effects);
        if (latest.weight > mostHeld / 2 || (latest.weight > mostHeld * 3 / 8 && haveCompacted(effects))) {
            begin(replica, latest);
        }
    }

    private static boolean haveCompacted(List<Effect> effects) {
        return effects.stream()
                .anyMatch(
                        effect -> effect instanceof Effect.Persist(Stored stored) && stored instanceof Stored.Snapshot);
    }

    /** Forgets all before the latest segment, and begins the next. */
    private void begin(Replica replica, Segment latest) {
        try {
            StateImage now = StateImage.of(replica, service.orElseThrow(), CoreShape.DECIDING);
            segments = new ArrayList<>(List.of(latest, new Segment(steps, Optional.of(now))));
        } catch (RuntimeException e) {
            // a replica that decides matters more than its record; its halt will say why there is none
            lost = Optional.of("what it was could not be remembered: " + e);
            segments = new ArrayList<>();
        }
    }

    /** The replica halts: says what is known of it, and leaves the record. Never throws. */
    public Halt halt(Throwable cause) {
        long step = Math.max(0, steps - 1);
        String input = steps == 0 ? "nothing happened" : Trace.line(last.input);
        try {
            return Halt.of(cause, step, input, leave(cause), Optional.empty());
        } catch (IOException | RuntimeException | Error e) {
            // there is nobody above who could do more about it, and the halt itself matters more
            return Halt.of(cause, step, input, Optional.empty(), Optional.of(e.toString()));
        }
    }

    private Optional<Path> leave(Throwable cause) throws IOException {
        Optional<RecordFolder> folder = records.folder();
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        if (lost.isPresent()) {
            throw new IOException(lost.get());
        }
        byte[] bytes = HaltRecordCodec.encode(record(cause), configuration.replicas());
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it would have " + bytes.length + " bytes, and " + MOST_BYTES + " are the most");
        }
        return Optional.of(folder.get().keep(records.nameOf(configuration.self()), bytes));
    }

    /** What is remembered. */
    HaltRecord record(Throwable cause) {
        EffectBytes effects = new EffectBytes(WireLimits.of(configuration.replicas()));
        List<Step> all = segments.stream()
                .flatMap(segment -> segment.taken.stream())
                .map(taken ->
                        new Step(taken.wallMillis, taken.input, taken.answers, taken.effects.map(effects::outcome)))
                .toList();
        Segment first = segments.getFirst();
        return new HaltRecord(
                configuration.self(),
                records.groupFile(configuration.domain()),
                first.firstStep,
                cause.toString(),
                first.before,
                all);
    }
}
