package io.tetrarch.embedded;

import io.tetrarch.node.replica.JoinedLinks;
import io.tetrarch.node.replica.ReplicaLoop;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Links between the replicas of one process, and to them from its client. Messages are passed as they are. */
public final class LocalNetwork implements JoinedLinks {
    private final AtomicReferenceArray<ReplicaLoop> loops;
    private final LongAdder messages = new LongAdder();
    private volatile boolean cut;

    public LocalNetwork(int replicas) {
        this.loops = new AtomicReferenceArray<>(replicas);
    }

    @Override
    public void join(int replica, ReplicaLoop loop) {
        loops.set(replica, loop);
    }

    @Override
    public void send(int from, int to, Signed<?> message) {
        ReplicaLoop loop = loops.get(to);
        if (loop != null && !cut) {
            messages.increment();
            loop.receive(from, message);
        }
    }

    @Override
    public void broadcast(int from, Signed<?> message) {
        for (int to = 0; to < loops.length(); to++) {
            if (to != from) {
                send(from, to, message);
            }
        }
    }

    /** A client's request, to every replica. */
    public void submit(SignedRequest request) {
        for (int to = 0; to < loops.length(); to++) {
            ReplicaLoop loop = loops.get(to);
            if (loop != null && !cut) {
                messages.increment();
                loop.submit(request);
            }
        }
    }

    /** Loses everything from now on. */
    public void cut() {
        cut = true;
    }

    /** Sent so far; one to all peers counts for each. */
    public long messages() {
        return messages.sum();
    }
}
