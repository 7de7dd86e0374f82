package io.tetrarch.node;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.group.Group;
import io.tetrarch.node.client.Question;
import io.tetrarch.node.client.SubmissionDesk;
import io.tetrarch.node.client.UndecidedException;
import io.tetrarch.node.executor.GuardedExecutor;
import io.tetrarch.node.home.Plan;
import io.tetrarch.node.replica.LocalNetwork;
import io.tetrarch.node.replica.ReplicaSet;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Terms;
import java.io.IOException;
import java.util.List;
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
public final class EmbeddedCluster implements Gate {
    private final ClusterParts parts;
    private final LocalNetwork network;
    private final ReplicaSet replicas;
    private final SubmissionDesk desk;
    private final Workers workers;

    EmbeddedCluster(
            ClusterParts parts, LocalNetwork network, ReplicaSet replicas, SubmissionDesk desk, Workers workers) {
        this.parts = parts;
        this.network = network;
        this.replicas = replicas;
        this.desk = desk;
        this.workers = workers;
    }

    /** In memory, with the default charter and four replicas, unless told otherwise. */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    @Override
    public Decision decide(Submission submission) throws InterruptedException {
        try {
            return ask(submission).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UndecidedException undecided) {
                throw undecided;
            }
            throw new IllegalStateException("asking fails in one way only", e);
        }
    }

    @Override
    public CompletionStage<Decision> decideAsync(Submission submission) {
        return ask(submission);
    }

    private CompletableFuture<Decision> ask(Submission submission) {
        String executor = submission.executor().orElse(Plan.GATE);
        Tier tier = parts.tiers().of(submission.action(), executor, Plan.GATE);
        long lifeMillis = submission
                .life()
                .map(duration -> Math.max(1, duration.toMillis()))
                .orElse(tier.limits().deadlineMillis());
        Question question = new Question(
                Bytes.wrap(submission.action().bytes()),
                submission.action().hash(),
                new Terms(executor, tier.name(), parts.charter().version()),
                lifeMillis,
                submission.toolDefinition());
        return desk.submit(question).thenApply(decided -> new Decision(parts.group(), decided));
    }

    public Group group() {
        return parts.group();
    }

    public Charter charter() {
        return parts.charter();
    }

    /** Where each replica stands, by index. */
    public List<Standing> standings() {
        return replicas.standings();
    }

    /** The entries executed so far, as the replica that is furthest keeps them. */
    public LedgerArchive ledger() throws IOException {
        return parts.ledger();
    }

    /** An executor of this gate's own name; to be closed before the gate, and asked for once. */
    public GuardedExecutor executor() throws IOException {
        return parts.executor();
    }

    /** What was done since the cluster was opened. */
    public Work work() {
        return parts.work(network.messages());
    }

    @Override
    public void close() throws IOException {
        desk.close("the gate is closed");
        replicas.close();
        workers.close();
        parts.home().close();
    }
}
