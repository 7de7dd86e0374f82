package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.world.WorldListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes down every event of a run that belongs to one of the phases. */
final class Recorder implements WorldListener {
    /** Where a request comes from. */
    static final int CLIENT = -1;

    private final List<ScenarioEvent> events = new ArrayList<>();
    private final Set<Bytes> sent = new HashSet<>();
    private final Flights flights = new Flights();
    private final Map<Integer, List<Batch>> chains = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final SignedRequest request;
    private final Cue cue;
    private final Mouth mouth;
    private long swallowed;
    private Optional<ScenarioResult.Decided> decided = Optional.empty();
    private long decidedAtMillis;
    private long executions;

    /** What a scenario does when something happens. */
    @FunctionalInterface
    interface Cue {
        void on(int replica, Effect effect);
    }

    /** Whether what a replica would send leaves it. */
    @FunctionalInterface
    interface Mouth {
        boolean leaves(int replica, MessageType type);
    }

    Recorder(SignedRequest request, Cue cue, Mouth mouth) {
        this.request = request;
        this.cue = cue;
        this.mouth = mouth;
    }

    /** Messages that were swallowed where they were made. */
    long swallowed() {
        return swallowed;
    }

    List<ScenarioEvent> events() {
        return events;
    }

    List<ScenarioResult.Flight> flights() {
        return flights.all();
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

    /** @param present whether the replica is up */
    void submitted(long millis, int replica, boolean present) {
        Subject subject =
                Subject.local(Phase.REQUEST, replica).about(request.digest()).signed(request.signature());
        flights.sent(
                millis - 1,
                Subject.local(Phase.REQUEST, CLIENT).about(request.digest()).told(request),
                replica,
                request.signature());
        if (present) {
            flights.arrived(millis, replica, request.signature());
            add(millis, replica, EventStatus.RECEIVED, subject);
        }
    }

    @Override
    public void sent(long millis, int from, int to, Signed<? extends Message> message) {
        if (!mouth.leaves(from, message.message().type())) {
            swallowed++;
            return;
        }
        subjects(message, "").stream()
                .findFirst()
                .ifPresent(subject -> flights.sent(millis, subject.told(request), to, message.signature()));
        if (sent.add(message.signature())) {
            note(millis, from, message, EventStatus.SENT, "");
        }
    }

    @Override
    public void received(long millis, int replica, Signed<? extends Message> message) {
        flights.arrived(millis, replica, message.signature());
        note(millis, replica, message, EventStatus.RECEIVED, "");
    }

    @Override
    public void ignored(long millis, int replica, Signed<? extends Message> message) {
        flights.arrived(millis, replica, message.signature());
        note(millis, replica, message, EventStatus.LATE, "");
    }

    @Override
    public void refused(long millis, int replica, Signed<? extends Message> message) {
        flights.arrived(millis, replica, message.signature());
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
        List<Batch> chain = chains.computeIfAbsent(replica, unused -> new ArrayList<>());
        for (Batch batch : execute.batches()) {
            if (chain.isEmpty() || batch.sequence() > chain.getLast().sequence()) {
                chain.add(batch);
            }
        }
        for (Batch batch : execute.batches()) {
            for (Entry entry : batch.entries()) {
                if (entry instanceof DecisionEntry decision
                        && decision.request().equals(request)) {
                    executions++;
                    if (decided.isEmpty()) {
                        decided = Optional.of(
                                new ScenarioResult.Decided(decision, batch, execute.certificate(), List.copyOf(chain)));
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
        subjects(signed, reason).forEach(subject -> add(millis, replica, status, subject));
    }

    /** What a message is about; several requests if it has verdicts on them, nothing if no phase has such messages. */
    private static List<Subject> subjects(Signed<? extends Message> signed, String reason) {
        Subject.Signer signer = new Subject.Signer(signed.sender(), signed.signature());
        return switch (signed.message()) {
            case Vote vote ->
                List.of(signer.says(phase(vote), reason)
                        .in(vote.view(), vote.sequence())
                        .about(vote.digest()));
            case Verdicts verdicts ->
                verdicts.verdicts().stream()
                        .map(verdict -> signer.says(
                                        Phase.VERDICT,
                                        reason.isEmpty() ? verdict.answer().name() : reason)
                                .about(verdict.request()))
                        .toList();
            case ViewChange change ->
                List.of(signer.says(Phase.VIEW_CHANGE, reason).in(change.view(), 0));
            case NewView newView -> List.of(signer.says(Phase.NEW_VIEW, reason).in(newView.view(), 0));
            case Checkpoint checkpoint -> List.of();
            case Status status -> List.of();
            case Relay relay -> List.of();
            case Forward forward -> List.of();
            case Fetch fetch -> List.of();
            case Body body -> List.of();
            case Committed committed -> List.of();
            case Stable stable -> List.of();
            case Chunk chunk -> List.of();
            case Accusation accusation -> List.of();
            case Succession succession -> List.of();
            case Reminder reminder -> List.of();
        };
    }

    private void add(long millis, int replica, EventStatus status, Subject subject) {
        events.add(new ScenarioEvent(
                millis,
                replica,
                subject.told(request),
                status,
                subject.words(),
                subject.signature().toString()));
    }

    private static Phase phase(Vote vote) {
        return switch (vote) {
            case PrePrepare ignored -> Phase.PRE_PREPARE;
            case Prepare ignored -> Phase.PREPARE;
            case Commit ignored -> Phase.COMMIT;
        };
    }
}
