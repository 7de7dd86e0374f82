package io.tetrarch.embedded;

import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All observers of a cluster, as one. */
final class Observers implements ClusterObserver {
    private final List<ClusterObserver> all;

    Observers(ClusterObserver first) {
        all = new CopyOnWriteArrayList<>(List.of(first));
    }

    Observatory.Watch add(ClusterObserver observer) {
        all.add(observer);
        return () -> all.remove(observer);
    }

    @Override
    public void onSent(int replica, Signed<?> message) {
        all.forEach(each -> each.onSent(replica, message));
    }

    @Override
    public void onExecuted(Executed executed) {
        all.forEach(each -> each.onExecuted(executed));
    }

    @Override
    public void onDropped(int replica, int sender, String reason) {
        all.forEach(each -> each.onDropped(replica, sender, reason));
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {
        all.forEach(each -> each.onViewChanged(replica, view, active));
    }

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        all.forEach(each -> each.onEvidence(replica, evidence));
    }

    @Override
    public void onDrill(int replica, boolean atWork) {
        all.forEach(each -> each.onDrill(replica, atWork));
    }

    @Override
    public void onEpochBegun(int replica, Domain epoch) {
        all.forEach(each -> each.onEpochBegun(replica, epoch));
    }

    @Override
    public void onHalted(int replica, Throwable cause) {
        all.forEach(each -> each.onHalted(replica, cause));
    }
}
