package io.tetrarch.node.observe;

import java.io.IOException;

/**
 * Stops replicas of this process as a crash would, and starts them again from what they have stored, so that one can see
 * what the others do meanwhile. A replica that stopped by itself, over a broken invariant or a failed store, stays so.
 *
 * <p>For any number of threads.
 */
public interface Drill {
    /**
     * Stops a replica: it sends nothing more, forgets what it had in memory, and closes its store.
     *
     * @return false if it has stopped already
     */
    boolean halt(int replica) throws IOException;

    /**
     * Starts a replica that {@link #halt} stopped: the same one, with its votes.
     *
     * @return false if it is at work, or stopped by itself
     * @throws IOException if its store cannot be read or is damaged
     */
    boolean start(int replica) throws IOException;
}
