package io.tetrarch.embedded;

import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All observers of a cluster, as one that costs its replicas no more than to say what happened. */
final class Observers implements ClusterObserver, AutoCloseable {
    /** What an observer gets at the end, to hear the rest. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final List<ToldObserver> all = new CopyOnWriteArrayList<>();

    private final InTurn inTurn;

    Observers(ClusterObserver first, InTurn inTurn) {
        this.inTurn = inTurn;
        if (!NONE.equals(first)) {
            all.add(new ToldObserver(first));
        }
    }

    Observatory.Watch add(ClusterObserver observer) {
        ToldObserver told = new ToldObserver(observer);
        all.add(told);
        return () -> {
            all.remove(told);
            told.end();
        };
    }

    private void tell(Consumer<ClusterObserver> event) {
        for (ToldObserver each : all) {
            each.tell(event);
        }
    }

    @Override
    public void onSent(int replica, Signed<?> message) {
        inTurn.onSent(replica, message);
        tell(each -> each.onSent(replica, message));
    }

    @Override
    public void onExecuted(Executed executed) {
        inTurn.onExecuted(executed);
        tell(each -> each.onExecuted(executed));
    }

    @Override
    public void onDropped(int replica, int sender, String reason) {
        tell(each -> each.onDropped(replica, sender, reason));
    }

    @Override
    public void onLateObjection(int replica, Verdict verdict) {
        tell(each -> each.onLateObjection(replica, verdict));
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {
        tell(each -> each.onViewChanged(replica, view, active));
    }

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        tell(each -> each.onEvidence(replica, evidence));
    }

    @Override
    public void onDrill(int replica, boolean atWork) {
        tell(each -> each.onDrill(replica, atWork));
    }

    @Override
    public void onEpochBegun(int replica, Domain epoch) {
        tell(each -> each.onEpochBegun(replica, epoch));
    }

    @Override
    public void onHalted(int replica, Throwable cause) {
        tell(each -> each.onHalted(replica, cause));
    }

    /** Nothing happens any more. */
    @Override
    public void close() {
        all.forEach(each -> each.endSoon(PATIENCE_MILLIS));
        all.clear();
    }
}
