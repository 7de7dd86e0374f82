package io.tetrarch.embedded;

import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.shortage.Shortage;
import java.lang.System.Logger.Level;

/** What a person on call has to know of a cluster as a whole. Nothing of an action, and no secret, is in any line. */
final class ClusterLog {
    /** Made at the first line: most processes have none to log, and to set up logging takes longer than a decision. */
    private static final class Held {
        private static final System.Logger LOGGER = System.getLogger("io.tetrarch.embedded");
    }

    private ClusterLog() {}

    /** What is not foreseen may say anything in its message, so only its class is told, but for what the machine lacks. */
    static void stopped(Throwable cause) {
        Held.LOGGER.log(
                Level.ERROR,
                () -> "cluster stopped: nothing is decided any more cause="
                        + cause.getClass().getName()
                        + Shortage.of(cause)
                                .map(shortage -> " because=" + shortage.line())
                                .orElse(""));
    }

    /** @param count of those since it is told */
    static void observerFailed(ClusterObserver observer, long count, Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "observer failed: observer=" + observer.getClass().getName() + " failures=" + count + " cause="
                        + cause.getClass().getName());
    }

    /** @param count of those since it is told */
    static void observerMissed(ClusterObserver observer, long count) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "observer too slow: observer=" + observer.getClass().getName() + " missed=" + count);
    }

    static void answersRefused(Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "executor of answers failed, told elsewhere: cause="
                        + cause.getClass().getName());
    }

    static void listenerFailed(Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "listener of outcomes failed: cause=" + cause.getClass().getName());
    }

    /** It is found in the ledger after a restart. */
    static void askedNotKept(Throwable cause) {
        Held.LOGGER.log(
                Level.WARNING,
                () -> "what was decided is not kept for its handle: cause="
                        + cause.getClass().getName());
    }

    /** @param halted how many replicas have stopped for good */
    static void tooFew(int halted) {
        Held.LOGGER.log(Level.ERROR, () -> "cluster stopped: nothing is decided any more halted=" + halted);
    }
}
