package io.tetrarch.net.ops;

import io.tetrarch.net.link.QueueLoad;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.node.replica.ReplicaState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to see of one replica's process from outside. For any thread. */
public interface NodeView {
    /** By index. */
    List<String> replicaNames();

    int self();

    ReplicaState state();

    /** By what it learned last from its peers; its own place is not in it. */
    List<Peer> peers();

    /** What was refused, dropped or given up of connections, by reason in lower case. */
    Map<String, Long> linkRefusals();

    /** What waits here, by replica, of which its own place is its judge and timers; after them all clients together. */
    List<MailboxLoad> mailbox();

    /** How long ago its timers were looked at last: they are every few milliseconds. */
    long sinceTickMillis();

    /**
     * One peer.
     *
     * @param connected whether this replica has a connection to it
     * @param queued what waits to be sent to it
     * @param heard what it said last of where it stands; empty before it did
     */
    record Peer(int index, String name, boolean connected, QueueLoad queued, Optional<Heard> heard) {}

    /**
     * @param executed the last sequence that it said to have executed
     * @param sinceMillis how long ago it said so
     */
    record Heard(long executed, boolean learning, long sinceMillis) {}
}
