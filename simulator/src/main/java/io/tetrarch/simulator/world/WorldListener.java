package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import java.util.List;

/** Hears every event of the protocol in a run, in order. */
public interface WorldListener {
    /** Hears nothing. */
    WorldListener NONE = new WorldListener() {};

    /** A replica begins with this service, in this epoch; nothing has happened to it yet. */
    default void began(Replica core, Service service, Kit epoch) {}

    /** A replica took a step, and wants this done. */
    default void stepped(Replica core, long wallMillis, Input input, List<Effect> effects) {}

    default void sent(long millis, int from, int to, Signed<? extends Message> message) {}

    default void received(long millis, int replica, Signed<? extends Message> message) {}

    /** Dropped before the core saw it: it can bring nothing about any more. */
    default void ignored(long millis, int replica, Signed<? extends Message> message) {}

    /** A signature in it is bad. */
    default void refused(long millis, int replica, Signed<? extends Message> message) {}

    /** The core saw and dropped it. */
    default void rejected(long millis, int replica, Signed<? extends Message> message, Rejection reason) {}

    default void did(long millis, int replica, Effect effect) {}

    default void crashed(long millis, int replica) {}

    default void restarted(long millis, int replica) {}

    default void lost(long millis, int from, int to, Signed<? extends Message> message) {}
}
