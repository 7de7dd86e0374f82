package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One replica of a group, in one epoch, that decides requests by PBFT (Castro and Liskov, OSDI '99), with verdicts given before
 * ordering and with batches in a chain. A pure state machine: the same inputs give the same effects, byte for byte. Not
 * thread-safe; one driver feeds it.
 *
 * <p>A step takes its input in, then draws every consequence until nothing changes: proposals are accepted, committed
 * batches executed, checkpoints adopted, new batches proposed, the view timer set. It ends by holding the replica against
 * its {@link Invariant}s.
 *
 * @throws BrokenInvariant from any step, when what cannot happen with f faulty replicas happens; the driver must then
 *     stop this replica, and do nothing of what the step wanted
 */
public final class Replica {
    private final ReplicaState state;
    private final Parts parts;
    private final Bodies bodies;
    private final Checkpoints checkpoints;
    private final NormalCase normalCase;
    private final Leader leader;
    private final ViewChanges viewChanges;
    private final ViewTimer viewTimer;
    private final StateTransfer stateTransfer;
    private final Compaction compaction;
    private final CatchUp catchUp;
    private final Learner learner;
    private final Enquiry enquiry;
    private final LostVotes lostVotes;
    private final Handover handover;
    private final Certificates certificates;
    private final Relevance relevance;
    private final Invariants invariants;
    private final Reporter reporter;
    private final CheckRunner checkRunner;
    private boolean recovered;

    public Replica(Configuration configuration, Service service, Signer signer) {
        this(configuration, service, signer, CheckRunner.PLAIN);
    }

    public Replica(Configuration configuration, Service service, Signer signer, CheckRunner checkRunner) {
        this.checkRunner = checkRunner;
        Outbox out = new Outbox(configuration.self(), signer);
        state = new ReplicaState(configuration, service, out);
        bodies = new Bodies(state, 2 * configuration.limits().window());
        VoteLog votes = new VoteLog(configuration);
        Equivocations equivocations = new Equivocations(state);
        RequestPool requests = new RequestPool(state, equivocations);
        Chain chain = new Chain(state, bodies);
        checkpoints = new Checkpoints(state);
        Execution execution = new Execution(state, bodies, chain, requests, checkpoints);
        parts = new Parts(state, chain, new OwnVotes(state, votes), requests, equivocations, execution);
        normalCase = new NormalCase(parts);
        leader = new Leader(parts, normalCase);
        viewChanges = new ViewChanges(parts, checkpoints, normalCase);
        viewTimer = new ViewTimer(parts, viewChanges);
        stateTransfer = new StateTransfer(state, checkpoints);
        compaction = new Compaction(parts, bodies, checkpoints, normalCase, viewChanges);
        learner = new Learner(state, requests, checkpoints, viewChanges);
        catchUp = new CatchUp(parts, bodies, checkpoints, normalCase, viewChanges, learner);
        enquiry = catchUp.enquiry();
        lostVotes = new LostVotes(state, parts.own());
        certificates = new Certificates(configuration);
        handover = new Handover(state, checkpoints, learner, certificates);
        relevance = new Relevance(parts, checkpoints, normalCase, catchUp, enquiry);
        invariants = new Invariants(parts, bodies, viewChanges);
        reporter = new Reporter(parts, viewChanges, viewTimer, catchUp);
    }

    public Configuration configuration() {
        return state.configuration;
    }

    /**
     * Takes one input and says what is to be done, in order.
     *
     * @param wallMillis the time of this turn in milliseconds of Unix time; used for deadlines only, never for timers
     */
    public List<Effect> step(long wallMillis, Input input) {
        if (recovered == input instanceof Input.Recovered) {
            throw new IllegalArgumentException("a replica is recovered once, and first of all");
        }
        if (state.ended) {
            return List.of();
        }
        state.nowMillis = wallMillis;
        List<Effect> effects = defers(input) ? drawn(input) : stepped(input);
        boolean over = enquiry.endIfOver();
        List<Input> released = enquiry.released();
        if (!over && released.isEmpty()) {
            return effects;
        }
        List<Effect> all = new ArrayList<>(effects);
        for (Input waited : released) {
            if (!state.ended) {
                all.addAll(stepped(waited));
            }
        }
        if (!state.ended) {
            all.addAll(drawn(input));
        }
        return all;
    }

    private List<Effect> stepped(Input input) {
        take(input);
        return drawn(input);
    }

    private List<Effect> drawn(Input input) {
        drawConsequences();
        checkRunner.run(() -> invariants.check(input, state.out.effects(), state.out.signed()));
        return state.out.take();
    }

    /** A signature that shows votes to be lost counts at once, though its message has to wait. */
    private boolean defers(Input input) {
        if (input instanceof Input.Received(Verified<?> message) && isOfThisEpoch(message)) {
            lostVotes.look(message.signed());
            learner.beginIfLost();
        }
        return enquiry.defers(input);
    }

    private boolean isOfThisEpoch(Verified<?> message) {
        return message.domain().equals(state.configuration.domain());
    }

    private void take(Input input) {
        switch (input) {
            case Input.Recovered stored -> recover(stored);
            case Input.Received received -> receive(received.message());
            case Input.Submitted submitted ->
                parts.requests()
                        .admit(submitted.request().signed())
                        .ifPresent(reason -> state.out.add(
                                new Effect.Refuse(submitted.request().signed().digest(), reason)));
            case Input.Judged judged -> parts.requests().onJudged(judged.verdicts());
            case Input.TimerFired fired -> {
                switch (fired.timer()) {
                    case VIEW -> viewTimer.onFired();
                    case STATUS -> {
                        parts.requests().onTick();
                        stateTransfer.onTick();
                        handover.onTick();
                        catchUp.onTick();
                    }
                }
            }
        }
        learner.beginIfLost();
    }

    private void recover(Input.Recovered input) {
        recovered = true;
        state.challenge = input.challenge();
        new Recovery(parts, bodies, normalCase, viewChanges, compaction).recover(input.stored());
        catchUp.begin();
    }

    private void drawConsequences() {
        boolean changed = !state.ended;
        while (changed) {
            if (stateTransfer.complete().isPresent()) {
                compaction.install(stateTransfer.complete().get(), stateTransfer.takeChunks());
            }
            changed = !state.asking && normalCase.acceptWaiting();
            changed |= parts.execution().run();
            changed |= compaction.adoptReached();
            changed |= leader.propose();
        }
        learner.beginIfLost();
        handover.endIfStable();
        if (!state.ended) {
            learner.endIfPassed();
            viewTimer.refresh();
        }
    }

    private void receive(Verified<?> verified) {
        Signed<?> signed = verified.signed();
        if (!isOfThisEpoch(verified)) {
            state.out.drop(signed.sender(), Rejection.EPOCH_ENDED);
            return;
        }
        dispatch(signed.sender(), signed.message(), signed)
                .ifPresent(reason -> state.out.drop(signed.sender(), reason));
    }

    private Optional<Rejection> dispatch(int sender, Message message, Signed<?> signed) {
        return switch (message) {
            case Verdicts verdicts -> parts.requests().onVerdicts(sender, verdicts, signed.signature());
            case PrePrepare proposal -> normalCase.onPrePrepare(new Signed<>(sender, proposal, signed.signature()));
            case Prepare prepare -> normalCase.onPrepare(new Signed<>(sender, prepare, signed.signature()));
            case Commit commit -> normalCase.onCommit(new Signed<>(sender, commit, signed.signature()));
            case Checkpoint checkpoint ->
                checkpoints.onCheckpoint(new Signed<>(sender, checkpoint, signed.signature()));
            case ViewChange change -> viewChanges.onViewChange(new Signed<>(sender, change, signed.signature()));
            case NewView newView -> onNewView(new Signed<>(sender, newView, signed.signature()));
            case Forward forward -> onForward(forward.original());
            case Status status -> {
                handover.heard(sender);
                yield catchUp.onStatus(sender, status);
            }
            case Relay relay -> catchUp.onRelay(relay);
            case Fetch fetch -> catchUp.onFetch(sender, fetch);
            case Body body -> catchUp.onBody(body);
            case Committed committed ->
                certificates.isValid(committed.certificate())
                        ? parts.execution().onCommitted(committed)
                        : Optional.of(Rejection.BAD_CERTIFICATE);
            case Stable stable -> onStable(sender, stable);
            case Chunk chunk -> stateTransfer.onChunk(sender, chunk);
            case Accusation accusation -> onAccusation(accusation);
            case Succession succession -> handover.onSuccession(succession);
            case Reminder reminder -> onReminder(sender, reminder);
        };
    }

    private Optional<Rejection> onNewView(Signed<NewView> signed) {
        Optional<Rejection> rejection = viewChanges.onNewView(signed);
        if (rejection.isEmpty()) {
            catchUp.fetchMissingBody();
        }
        return rejection;
    }

    private Optional<Rejection> onReminder(int sender, Reminder reminder) {
        Optional<Rejection> rejection = enquiry.onReminder(sender, reminder);
        if (rejection.isEmpty()) {
            learner.onReminder(sender, reminder);
        }
        return rejection;
    }

    private Optional<Rejection> onForward(Signed<?> original) {
        return original.message() instanceof PrePrepare || original.message() instanceof NewView
                ? dispatch(original.sender(), original.message(), original)
                : Optional.of(Rejection.UNASKED);
    }

    private Optional<Rejection> onStable(int sender, Stable stable) {
        if (!certificates.isValid(stable.certificate())) {
            return Optional.of(Rejection.BAD_CERTIFICATE);
        }
        checkpoints.onStable(stable.certificate());
        stateTransfer.onStable(sender);
        return Optional.empty();
    }

    private Optional<Rejection> onAccusation(Accusation accusation) {
        if (!parts.equivocations().convict(accusation.evidence())) {
            return Optional.of(Rejection.DUPLICATE);
        }
        parts.voidVotesIn(accusation.evidence());
        return Optional.empty();
    }

    /** Whether verifying and delivering this message can still bring anything about; if not, drop it unverified. */
    public boolean wants(Signed<?> message) {
        return relevance.of(message);
    }

    /** The same of a client's request: one that waits here already brings nothing about by coming again. */
    public boolean wants(SignedRequest request) {
        return parts.requests().get(request.digest()).isEmpty();
    }

    /** Where this replica stands. */
    public Standing standing() {
        return new Standing(state.view, state.active, state.lowWatermark(), state.executed);
    }

    /** What this replica is at, copied. To be asked for by whoever feeds it, between two steps. */
    public ReplicaReport report() {
        return reporter.report();
    }
}
