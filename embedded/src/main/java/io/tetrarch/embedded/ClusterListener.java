package io.tetrarch.embedded;

import io.tetrarch.client.request.GroupClient;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells the client what concerns it, and the observer the rest. */
final class ClusterListener implements ReplicaListener {
    private final GroupClient desk;
    private final Runnable cut;
    private final ClusterObserver observer;
    private final Function<Domain, GroupClient.Epoch> epochs;
    private final int faulty;
    private final Consumer<Executed> ledger;
    private final AtomicInteger halted = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * @param cut ends all that the replicas say to each other
     * @param observer told last
     * @param epochs those that have begun
     * @param faulty how many replicas may halt before nothing can be decided any more
     * @param ledger told of what was executed before the client is
     */
    ClusterListener(
            GroupClient desk,
            Runnable cut,
            ClusterObserver observer,
            Function<Domain, GroupClient.Epoch> epochs,
            int faulty,
            Consumer<Executed> ledger) {
        this.desk = desk;
        this.cut = cut;
        this.observer = observer;
        this.epochs = epochs;
        this.faulty = faulty;
        this.ledger = ledger;
    }

    @Override
    public void onExecuted(Executed executed) {
        ledger.accept(executed);
        ReplicaAnswers.reply(executed).ifPresent(desk::onReply);
        observer.onExecuted(executed);
    }

    @Override
    public void onRefused(int replica, Digest request, Refusal reason) {
        desk.onRefused(replica, request, ReplicaAnswers.refusal(reason));
    }

    @Override
    public void onSent(int replica, Signed<?> message) {
        observer.onSent(replica, message);
    }

    @Override
    public void onDropped(int replica, int sender, String reason) {
        observer.onDropped(replica, sender, reason);
    }

    @Override
    public void onLateObjection(int replica, Verdict verdict) {
        observer.onLateObjection(replica, verdict);
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {
        observer.onViewChanged(replica, view, active);
    }

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        observer.onEvidence(replica, evidence);
    }

    @Override
    public void onEpochBegun(int replica, Domain begun) {
        desk.onEpochBegun(replica, epochs.apply(begun));
        observer.onEpochBegun(replica, begun);
    }

    /**
     * A broken replica, or one whose store is damaged, is one of f; a disk, or a virtual machine, that fails is everyone's,
     * and stops all.
     */
    @Override
    public void onHalted(int replica, Throwable cause) {
        observer.onHalted(replica, cause);
        if (cause instanceof IOException && !(cause instanceof StoreDamagedException)) {
            stop(String.valueOf(cause.getMessage()), cause);
        } else if (cause instanceof Error) {
            stop(cause.toString(), cause);
        } else if (halted.incrementAndGet() > faulty) {
            ClusterLog.tooFew(halted.get());
            desk.close("too many replicas have stopped: " + cause);
        }
    }

    @Override
    public void onFailed(Throwable cause) {
        stop(cause.toString(), cause);
    }

    /** Once is enough to say: what stops one replica this way may stop each of them. */
    private void stop(String why, Throwable cause) {
        cut.run();
        if (!stopped.getAndSet(true)) {
            ClusterLog.stopped(cause);
        }
        String reason = Shortage.of(cause).map(Shortage::line).orElse(why);
        desk.close("the replicas have stopped: " + reason, cause);
    }

    @Override
    public void onTick() {
        desk.tick();
    }
}
