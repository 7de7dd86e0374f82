package io.tetrarch.node.record;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.record.HaltRecord.Answer;
import io.tetrarch.node.record.HaltRecord.Outcome;
import io.tetrarch.node.record.HaltRecord.Step;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Steps a replica through a record, from its start or from what it was when the record begins, and compares each effect with
 * what was recorded. No key is needed: what is to be signed gets the signature that it got then.
 */
public final class Replay {
    private final HaltRecord record;
    private final Configuration configuration;
    private final Replica replica;
    private final EffectBytes effects;
    private Iterator<Answer> answers = List.<Answer>of().iterator();

    /**
     * What came of one step.
     *
     * @param number as it was counted then
     * @param lines its effects, computed anew
     * @param difference how it differs from what was recorded; empty if it does not
     */
    public record Stepped(long number, Step step, List<String> lines, Optional<String> difference) {}

    /** The replica wants something signed that it did not want signed then. */
    private static final class OtherStatement extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private OtherStatement(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * With the service that decides. To be run once.
     *
     * @throws UnreadableRecord if the group or the state that the record begins with cannot be what a replica had
     */
    public static Replay of(HaltRecord record, SignatureScheme scheme) throws UnreadableRecord {
        Group group = HaltRecordCodec.group(record.groupFile().readOnlyArray(), scheme);
        return new Replay(record, group.configuration(record.replica()), DecisionService.of(group, scheme));
    }

    Replay(HaltRecord record, Configuration configuration, Service service) throws UnreadableRecord {
        this.record = record;
        this.configuration = configuration;
        this.effects = new EffectBytes(WireLimits.of(configuration.replicas()));
        this.replica = record.before().isPresent()
                ? record.before().get().restore(configuration, service, this::answer, CoreShape.DECIDING)
                : new Replica(configuration, service, this::answer);
    }

    /**
     * Tells of each step, up to the first that differs.
     *
     * @return whether all were as recorded, the one that broke included
     */
    public boolean run(Consumer<Stepped> told) {
        long number = record.firstStep();
        for (Step step : record.steps()) {
            Stepped stepped = step(number, step);
            told.accept(stepped);
            if (stepped.difference().isPresent()) {
                return false;
            }
            number++;
        }
        return true;
    }

    private Stepped step(long number, Step step) {
        answers = step.answers().iterator();
        Outcome outcome;
        try {
            outcome = effects.outcome(replica.step(step.wallMillis(), step.input()));
        } catch (RuntimeException e) {
            return new Stepped(number, step, List.of("break: " + e), broken(step, e));
        }
        return new Stepped(number, step, outcome.lines(), difference(step, outcome));
    }

    private Optional<String> broken(Step step, RuntimeException now) {
        if (step.outcome().isPresent()) {
            return Optional.of("when recorded, it did: "
                    + String.join("; ", step.outcome().get().lines()));
        }
        return now.toString().equals(record.cause())
                ? Optional.empty()
                : Optional.of("when recorded, it broke otherwise: " + record.cause());
    }

    private Optional<String> difference(Step step, Outcome outcome) {
        if (step.outcome().isEmpty()) {
            return Optional.of("when recorded, it broke: " + record.cause());
        }
        if (!step.outcome().get().equals(outcome)) {
            return Optional.of("when recorded, it did: "
                    + String.join("; ", step.outcome().get().lines()));
        }
        return answers.hasNext() ? Optional.of("when recorded, it signed more") : Optional.empty();
    }

    private Bytes answer(Statement statement) {
        if (answers.hasNext()) {
            Answer answer = answers.next();
            if (answer.statement().equals(StepRecorder.hash(statement, configuration.domain()))) {
                return answer.signature();
            }
        }
        throw new OtherStatement("it wants a " + statement.type() + " signed that it did not want signed then");
    }
}
