package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;

/** Watches one property as the world goes on. All calls but {@link #proposed} concern honest replicas. */
public interface Checker {
    /** A replica, honest or not, let a message out. */
    default void proposed(Signed<? extends Message> message) {}

    /** A message left an honest replica. */
    default void sent(int replica, Signed<? extends Message> message) {}

    /**
     * A replica took in what another judged, or let out what it judged itself.
     *
     * @param latestWallMillis the latest time that any honest replica's clock has shown
     */
    default void heard(int replica, int judge, Verdicts verdicts, long latestWallMillis) {}

    /** A record became durable. */
    default void persisted(int replica, Stored record) {}

    /** @param latestWallMillis the latest time that any honest replica's clock has shown */
    default void executed(int replica, Effect.Execute execute, long latestWallMillis) {}

    /** A replica came back and found on its disk what it had executed, whether or not it had told of it before. */
    default void remembered(int replica, Effect.Execute execute, long latestWallMillis) {}

    default void installed(int replica, long sequence) {}

    default void reported(int replica, Evidence evidence) {}

    /** @param complete whether its disk had everything that was synced */
    default void restarted(int replica, Standing standing, boolean complete) {}

    default void stepped(int replica, Standing standing) {}
}
