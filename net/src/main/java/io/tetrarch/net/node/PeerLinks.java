package io.tetrarch.net.node;

import io.tetrarch.net.link.Dialer;
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

    @Override
    public void close() {
        peers.values().forEach(Dialer::close);
    }
}
