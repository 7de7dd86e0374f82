package io.tetrarch.embedded;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.Governance;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.SharedExecutor;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Question;
import io.tetrarch.client.stack.StackRoom;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.NamedValues;
import io.tetrarch.gate.service.Trails;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.observe.Drill;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.observe.Work;
import io.tetrarch.node.replica.ReplicaInspection;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.RequestLife;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.CharterBook;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Four replicas in one process, each with its own key, judge and store, verifying everything for itself. Tolerates one
 * faulty judge or replica; not the loss of the host.
 *
 * <p>{@snippet :
 * try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(Path.of(".tetrarch")).open()) {
 *     Decision decision = gate.decide(Action.parse(json));
 *     if (decision.isApproved()) { ... }
 * }
 * }
 */
public final class EmbeddedCluster implements GovernedGate, Observatory, Drill {
    private static final long RECEIPT_LIFE_MILLIS = 30_000;

    private final ClusterParts parts;
    private final LocalGovernance governance;
    private final LocalNetwork network;
    private final ReplicaSet replicas;
    private final GroupClient desk;
    private final Workers workers;
    private final Audience audience;
    private final AskedDesk asked;
    private final SharedExecutor executor = new SharedExecutor(this::openExecutor);
    private Optional<CompletionStage<Decision>> proposed = Optional.empty();
    private Duration openedIn = Duration.ZERO;
    private final List<Notice> notices = new ArrayList<>();

    EmbeddedCluster(
            ClusterParts parts,
            LocalNetwork network,
            ReplicaSet replicas,
            GroupClient desk,
            Workers workers,
            Audience audience) {
        this.parts = parts;
        this.governance = new LocalGovernance(parts);
        this.network = network;
        this.replicas = replicas;
        this.desk = desk;
        this.workers = workers;
        this.audience = audience;
        this.asked = new AskedDesk(new LocalAskedPlace(parts, audience), desk, audience.answers());
    }

    /** In memory, with the default charter and four replicas, unless told otherwise. */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    @Override
    public Decision decide(Submission submission) throws InterruptedException {
        StackRoom.require(); // also for the turns of replicas
        try {
            return decision(workers.lend(() -> submit(submission)).get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UndecidedException undecided) {
                throw undecided;
            }
            throw new IllegalStateException("asking fails in one way only", e);
        }
    }

    @Override
    public CompletionStage<Decision> decideAsync(Submission submission) {
        StackRoom.require();
        return audience.answers().of(submit(submission), this::decision);
    }

    /** What depends on the answer directly runs on a thread that the replicas need. */
    private CompletableFuture<DecidedEntry> submit(Submission submission) {
        try {
            Question question = question(submission);
            return audience.outcomes()
                    .watch(desk.submit(question), question.terms().tier(), this::decision, audience.answers());
        } catch (UndecidedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @throws UndecidedException if this group lets no request live for so long */
    private Question question(Submission submission) {
        Governance.Placement placement = governance.placement(
                submission.action(), submission.executor().orElse(Plan.GATE), submission.principal());
        long lifeMillis = submission.life().map(Duration::toMillis).orElse(placement.lifeMillis());
        Optional<String> flaw = RequestLife.tooLong(lifeMillis, group().frame().requestLifeMillis());
        if (flaw.isPresent()) {
            throw new UndecidedException(UndecidedException.Reason.REFUSED, "this group refuses it: " + flaw.get());
        }
        return new Question(
                Bytes.wrap(submission.action().bytes()),
                submission.action().hash(),
                placement.terms(),
                lifeMillis,
                submission.toolDefinition());
    }

    private Decision decision(DecidedEntry decided) {
        return parts.decision(decided);
    }

    @Override
    public DecisionHandle ask(Submission submission) {
        StackRoom.require();
        return asked.ask(submission, question(submission));
    }

    @Override
    public Optional<DecisionHandle> resume(RequestId id) {
        StackRoom.require();
        return asked.resume(id);
    }

    @Override
    public Group group() {
        return parts.group();
    }

    @Override
    public Group group(long epoch) {
        return parts.epochs().group(epoch);
    }

    @Override
    public Charter charter() {
        return governance.compiled(parts.agreed().charters().current()).charter();
    }

    @Override
    public CharterBook charters() {
        return parts.agreed().charters();
    }

    @Override
    public Placement placement(Action action, String executor, Optional<Principal> principal) {
        return governance.placement(action, executor, principal);
    }

    @Override
    public Action proposal(byte[] file) throws CharterRefused {
        return governance.proposal(file);
    }

    /** A line for operators, where the group does not accept judges that sit here. */
    Optional<String> strangers() {
        return governance.strangers();
    }

    @Override
    public Action removal(String replica) {
        return governance.removal(replica);
    }

    @Override
    public Action joining(ClientMember client) {
        return governance.joining(client);
    }

    @Override
    public Action rekeying(String replica) throws IOException {
        return governance.rekeying(replica);
    }

    /** The shared named state as each replica has it, by index. */
    public List<NamedValues> named() {
        return parts.services().stream().map(DecisionService::named).toList();
    }

    /** The heads of audit trails as each replica has them, by index. */
    public List<Trails> trails() {
        return parts.services().stream().map(DecisionService::trails).toList();
    }

    @Override
    public List<DecisionProof.Amendment> amendments(long epoch, long version) {
        return parts.amendments(group(epoch), version);
    }

    @Override
    public Approvals approvals() {
        return parts.approvals();
    }

    /** How long opening took, with the recovery of what an earlier process left. */
    public Duration openedIn() {
        return openedIn;
    }

    /** What opening took over from an earlier build, and which replicas cannot work since their stores are damaged. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    void note(Notice notice) {
        notices.add(notice);
    }

    /** The decision on the charter that the builder was told to propose, if the group goes by another. */
    public Optional<CompletionStage<Decision>> proposed() {
        return proposed;
    }

    void proposed(Optional<CompletionStage<Decision>> decision) {
        proposed = decision;
    }

    DeviceLedger deviceLedger() {
        return new DeviceDesk(parts, desk, this);
    }

    void openedIn(Duration duration) {
        openedIn = duration;
    }

    /** Where each replica stands, by index. */
    public List<Standing> standings() {
        return replicas.standings();
    }

    @Override
    public List<ReplicaState> replicas() {
        return replicas.states();
    }

    @Override
    public Optional<ReplicaInspection> inspect(int replica) throws IOException, InterruptedException {
        return Optional.of(replicas.inspect(replica));
    }

    /** The entries executed so far, as long as the replica that is furthest keeps them. */
    @Override
    public LedgerArchive ledger() {
        return parts.ledger();
    }

    @Override
    public GuardedExecutor executor() throws IOException {
        return executor.lend();
    }

    private GuardedExecutor openExecutor() throws IOException {
        GuardedExecutor opened = parts.executor(this::file);
        try {
            opened.receipts().takeUp();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private CompletionStage<Long> file(Receipt receipt) {
        Action action = receipt.toAction();
        Question question = new Question(
                Bytes.wrap(action.bytes()),
                action.hash(),
                new Terms(
                        Plan.GATE,
                        Receipt.TIER,
                        parts.agreed().charters().current().version()),
                RECEIPT_LIFE_MILLIS,
                Optional.empty());
        return desk.submit(question).thenApply(DecidedEntry::index);
    }

    @Override
    public Optional<Drill> drill() {
        return Optional.of(this);
    }

    @Override
    public synchronized boolean halt(int replica) throws IOException {
        if (replicas.states().get(replica).halted()) {
            return false;
        }
        parts.leave(replica);
        if (!replicas.halt(replica)) {
            return false;
        }
        audience.observers().onDrill(replica, false);
        return true;
    }

    @Override
    public synchronized boolean start(int replica) throws IOException {
        if (!replicas.isStartable(replica)) {
            return false;
        }
        ReplicaStore store = parts.openAgain(replica);
        try {
            replicas.start(replica, store);
        } catch (IOException | RuntimeException e) {
            parts.leave(replica);
            throw e;
        }
        audience.observers().onDrill(replica, true);
        return true;
    }

    @Override
    public Watch watch(ClusterObserver observer) {
        return audience.observers().add(observer);
    }

    /** What was done since the cluster was opened. */
    @Override
    public Work work() {
        return parts.work(network.messages());
    }

    @Override
    public synchronized void close() throws IOException {
        desk.close("the gate is closed");
        replicas.close();
        workers.close();
        audience.observers().close();
        executor.close();
        parts.closeHome();
    }
}
