package io.tetrarch.simulator.network;

/** What befalls a message on its way. Addresses are instances: twins of one replica have two. */
@FunctionalInterface
public interface Weather {
    /** Carries one message: hands it to {@code post} once, more often, or never. */
    void carry(int from, int to, Envelope envelope, Post post);

    /** Where carried messages go. */
    @FunctionalInterface
    interface Post {
        void deliver(long delayMillis, int from, int to, Envelope envelope);
    }

    /** Every message arrives once, after one millisecond. */
    static Weather still() {
        return (from, to, envelope, post) -> post.deliver(1, from, to, envelope);
    }
}
