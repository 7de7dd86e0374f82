package io.tetrarch.node.replica;

/** Links that replicas of this process join when they are at work, to be sent to from then on. */
public interface JoinedLinks extends Links {
    /** Connects a replica, in the place of the one that had its index before. What was sent to it before is lost. */
    void join(int replica, ReplicaLoop loop);
}
