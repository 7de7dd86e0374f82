package io.tetrarch.net.node;

import io.tetrarch.net.link.Dialer;
import io.tetrarch.net.link.QueueLoad;
import io.tetrarch.node.replica.Links;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.util.Map;
import java.util.TreeMap;

/** The way from the one replica here to its peers, each at the end of a connection that is kept up. */
final class PeerLinks implements Links, AutoCloseable {
    private final FrameCodec codec;
    private final Map<Integer, Dialer> peers = new TreeMap<>();

    PeerLinks(FrameCodec codec) {
        this.codec = codec;
    }

    /** Before the replica begins. */
    void add(int replica, Dialer dialer) {
        peers.put(replica, dialer);
    }

    @Override
    public void send(int from, int to, Signed<?> message) {
        Dialer peer = peers.get(to);
        if (peer != null) {
            peer.send(codec.encode(new Frame.Told(message)));
        }
    }

    @Override
    public void broadcast(int from, Signed<?> message) {
        byte[] frame = codec.encode(new Frame.Told(message));
        peers.values().forEach(peer -> peer.send(frame));
    }

    boolean isConnected(int replica) {
        Dialer peer = peers.get(replica);
        return peer != null && peer.isConnected();
    }

    /** What waits to be sent to it. */
    QueueLoad queued(int replica) {
        Dialer peer = peers.get(replica);
        return peer == null ? QueueLoad.NONE : peer.queued();
    }

    /** Tells all that understand it that the leader of this view cannot be reached. */
    void unreachable(long view) {
        byte[] frame = codec.encode(new Frame.Unreachable(view));
        peers.values().stream().filter(peer -> peer.can(Frame.UNREACHABLE)).forEach(peer -> peer.send(frame));
    }

    /** It was heard, so it is there. */
    void heard(int replica) {
        Dialer peer = peers.get(replica);
        if (peer != null) {
            peer.hurry();
        }
    }

    /** Whether this replica's process was there and has ended. */
    boolean isGone(int replica) {
        Dialer peer = peers.get(replica);
        return peer != null && peer.isGone();
    }

    void drain(long untilNanos) throws InterruptedException {
        for (Dialer peer : peers.values()) {
            peer.drain(untilNanos);
        }
    }

    @Override
    public void close() {
        peers.values().forEach(Dialer::close);
    }
}
