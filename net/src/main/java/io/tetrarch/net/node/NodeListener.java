package io.tetrarch.net.node;

import io.tetrarch.embedded.ReplicaAnswers;
import io.tetrarch.net.ops.NodeMetrics;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells clients what concerns them, counts, and tells whoever runs the node when it is over. */
final class NodeListener implements ReplicaListener {
    private final Answers answers;
    private final ClientTalk talk;
    private final NodeMetrics metrics;
    private final List<String> names;
    private final CompletableFuture<Throwable> over;
    private final Runnable tick;

    /**
     * @param names of the replicas
     * @param over completed once the replica has stopped for good, with why
     * @param tick called every few milliseconds
     */
    NodeListener(
            Answers answers,
            ClientTalk talk,
            NodeMetrics metrics,
            List<String> names,
            CompletableFuture<Throwable> over,
            Runnable tick) {
        this.answers = answers;
        this.talk = talk;
        this.metrics = metrics;
        this.names = names;
        this.over = over;
        this.tick = tick;
    }

    @Override
    public void onExecuted(Executed executed) {
        answers.onExecuted(executed);
        for (Batch batch : executed.batches()) {
            for (Entry entry : batch.entries()) {
                if (entry instanceof DecisionEntry decision) {
                    metrics.decided(decision, executed.replica());
                }
            }
        }
    }

    @Override
    public void onRefused(int replica, Digest request, Refusal reason) {
        io.tetrarch.client.request.Refusal said = ReplicaAnswers.refusal(reason);
        metrics.rejected(said.word());
        talk.refuse(request, said);
    }

    @Override
    public void onSent(int replica, Signed<?> message) {}

    @Override
    public void onDropped(int replica, int sender, String reason) {
        metrics.dropped(reason);
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {
        metrics.viewChanged(active);
    }

    @Override
    public void onLateObjection(int replica, Verdict verdict) {}

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        metrics.evidence(names.get(evidence.slot().replica()));
    }

    @Override
    public void onEpochBegun(int replica, Domain epoch) {}

    @Override
    public void onHalted(int replica, Throwable cause) {
        over.complete(cause);
    }

    @Override
    public void onFailed(Throwable cause) {
        over.complete(cause);
    }

    @Override
    public void onTick() {
        tick.run();
    }
}
