package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.world.WorldListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down every event of a run that belongs to one of the phases. */
final class Recorder implements WorldListener {
    private final List<ScenarioEvent> events = new ArrayList<>();
    private final Set<Bytes> sent = new HashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final SignedRequest request;
    private final Cue cue;
    private Optional<ScenarioResult.Decided> decided = Optional.empty();
    private long decidedAtMillis;
    private long executions;

    /** What a scenario does when something happens. */
    @FunctionalInterface
    interface Cue {
        void on(int replica, Effect effect);
    }

    Recorder(SignedRequest request, Cue cue) {
        this.request = request;
        this.cue = cue;
    }

    List<ScenarioEvent> events() {
        return events;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    Optional<ScenarioResult.Decided> decided() {
        return decided;
    }

    long decidedAtMillis() {
        return decidedAtMillis;
    }

    /** How many replicas have executed the request. */
    long executions() {
        return executions;
    }

    void submitted(long millis, int replica) {
        add(
                millis,
                replica,
                EventStatus.RECEIVED,
                Subject.local(Phase.REQUEST, replica).about(request.digest()).signed(request.signature()));
    }

    @Override
    public void sent(long millis, int from, int to, Signed<? extends Message> message) {
        if (sent.add(message.signature())) {
            note(millis, from, message, EventStatus.SENT, "");
        }
    }

    @Override
    public void received(long millis, int replica, Signed<? extends Message> message) {
        note(millis, replica, message, EventStatus.RECEIVED, "");
    }

    @Override
    public void ignored(long millis, int replica, Signed<? extends Message> message) {
        note(millis, replica, message, EventStatus.LATE, "");
    }

    @Override
    public void refused(long millis, int replica, Signed<? extends Message> message) {
        note(millis, replica, message, EventStatus.REJECTED, "BAD_SIGNATURE");
    }

    /** The core said no to what was noted as received a moment ago. */
    @Override
    public void rejected(long millis, int replica, Signed<? extends Message> message, Rejection reason) {
        for (int i = events.size() - 1; i >= 0; i--) {
            ScenarioEvent event = events.get(i);
            if (event.status() == EventStatus.RECEIVED
                    && event.replica() == replica
                    && event.signature().equals(message.signature().toString())) {
                events.remove(i);
                break;
            }
        }
        note(millis, replica, message, EventStatus.REJECTED, reason.name());
    }

    @Override
    public void crashed(long millis, int replica) {
        add(
                millis,
                replica,
                EventStatus.DONE,
                Subject.local(Phase.POWER, replica).saying("off"));
    }

    @Override
    public void restarted(long millis, int replica) {
        if (millis > 0) {
            add(
                    millis,
                    replica,
                    EventStatus.DONE,
                    Subject.local(Phase.POWER, replica).saying("on"));
        }
    }

    @Override
    public void did(long millis, int replica, Effect effect) {
        if (effect instanceof Effect.Execute execute) {
            executed(millis, replica, execute);
        } else if (effect instanceof Effect.Report report) {
            Evidence.Slot slot = report.evidence().slot();
            evidence.add(report.evidence());
            add(
                    millis,
                    replica,
                    EventStatus.DONE,
                    Subject.local(Phase.EVIDENCE, slot.replica())
                            .in(slot.view(), slot.sequence())
                            .about(slot.request())
                            .saying("replica " + slot.replica() + " signed two " + slot.type() + "s for one slot"));
        }
        cue.on(replica, effect);
    }

    private void executed(long millis, int replica, Effect.Execute execute) {
        for (Batch batch : execute.batches()) {
            for (Entry entry : batch.entries()) {
                if (entry instanceof DecisionEntry decision
                        && decision.request().equals(request)) {
                    executions++;
                    if (decided.isEmpty()) {
                        decided = Optional.of(new ScenarioResult.Decided(decision, batch, execute.certificate()));
                        decidedAtMillis = millis;
                    }
                    add(
                            millis,
                            replica,
                            EventStatus.DONE,
                            Subject.local(Phase.EXECUTE, replica)
                                    .in(execute.certificate().commit().view(), batch.sequence())
                                    .about(batch.digest())
                                    .saying(decision.outcome().name()));
                }
            }
        }
    }

    private void note(long millis, int replica, Signed<? extends Message> signed, EventStatus status, String reason) {
        int from = signed.sender();
        switch (signed.message()) {
            case Vote vote ->
                add(
                        millis,
                        replica,
                        status,
                        Subject.local(phase(vote), from)
                                .in(vote.view(), vote.sequence())
                                .about(vote.digest())
                                .saying(reason)
                                .signed(signed.signature()));
            case Verdicts verdicts -> {
                for (Verdict verdict : verdicts.verdicts()) {
                    add(
                            millis,
                            replica,
                            status,
                            Subject.local(Phase.VERDICT, from)
                                    .about(verdict.request())
                                    .saying(reason.isEmpty() ? verdict.answer().name() : reason)
                                    .signed(signed.signature()));
                }
            }
            case ViewChange change ->
                add(
                        millis,
                        replica,
                        status,
                        Subject.local(Phase.VIEW_CHANGE, from)
                                .in(change.view(), 0)
                                .saying(reason)
                                .signed(signed.signature()));
            case NewView newView ->
                add(
                        millis,
                        replica,
                        status,
                        Subject.local(Phase.NEW_VIEW, from)
                                .in(newView.view(), 0)
                                .saying(reason)
                                .signed(signed.signature()));
            case Message ignored -> {}
        }
    }

    private void add(long millis, int replica, EventStatus status, Subject subject) {
        Slot slot = subject.slot();
        events.add(new ScenarioEvent(
                millis,
                replica,
                new ScenarioEvent.Subject(
                        subject.phase(),
                        subject.from(),
                        slot.view(),
                        slot.sequence(),
                        request.request().actionHash().toString(),
                        subject.digest().equals(Digest.ZERO)
                                ? ""
                                : subject.digest().toString()),
                status,
                subject.words(),
                subject.signature().toString()));
    }

    private record Slot(long view, long sequence) {}

    /** What an event is about. */
    private record Subject(Phase phase, int from, Slot slot, Digest digest, String words, Bytes signature) {
        static Subject local(Phase phase, int from) {
            return new Subject(phase, from, new Slot(0, 0), Digest.ZERO, "", Bytes.EMPTY);
        }

        Subject in(long view, long sequence) {
            return new Subject(phase, from, new Slot(view, sequence), digest, words, signature);
        }

        Subject about(Digest other) {
            return new Subject(phase, from, slot, other, words, signature);
        }

        Subject saying(String other) {
            return new Subject(phase, from, slot, digest, other, signature);
        }

        Subject signed(Bytes other) {
            return new Subject(phase, from, slot, digest, words, other);
        }
    }

    private static Phase phase(Vote vote) {
        return switch (vote) {
            case PrePrepare ignored -> Phase.PRE_PREPARE;
            case Prepare ignored -> Phase.PREPARE;
            case Commit ignored -> Phase.COMMIT;
        };
    }
}
