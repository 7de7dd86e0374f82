package io.tetrarch.net.link;

import java.time.Duration;

/**
 * What one process bears of those who connect to it.
 *
 * @param connections at once, in all
 * @param strangers of these, those that have not shown yet who they are
 * @param perSeat of one replica; a further one takes the place of the oldest
 * @param perClient of one client; likewise
 * @param greeting from the connection to a HELLO at most
 * @param silence after which a connection that brings no whole frame is given up
 * @param beat a connection that has nothing else to send sends a beat so often
 * @param queuedFrames that wait to be sent to one member, before the oldest is dropped
 * @param queuedBytes of these
 */
public record LinkLimits(
        int connections,
        int strangers,
        int perSeat,
        int perClient,
        Duration greeting,
        Duration silence,
        Duration beat,
        int queuedFrames,
        int queuedBytes) {
    public static final LinkLimits DEFAULT = new LinkLimits(
            512, 64, 2, 64, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(2), 8192, 32 << 20);

    int per(boolean seat) {
        return seat ? perSeat : perClient;
    }
}
