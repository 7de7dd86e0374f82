package io.tetrarch.net.link;

import java.time.Duration;

/** What one process bears of those who connect to it. */
public record LinkLimits(Room room, Patience patience, Queue queue) {
    public static final LinkLimits DEFAULT = new LinkLimits(
            new Room(512, 64, 2, 64),
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(2)),
            new Queue(8192, 8 << 20));

    /**
     * How many connections at once.
     *
     * @param all of them
     * @param strangers of these, those that have not shown yet who they are
     * @param perSeat of one replica; a further one takes the place of the oldest
     * @param perClient of one client; likewise
     */
    public record Room(int all, int strangers, int perSeat, int perClient) {}

    /**
     * How long.
     *
     * @param greeting from the connection to a HELLO at most
     * @param silence after which a connection that brings no whole frame is given up
     * @param beat a connection that has nothing else to send sends a beat so often
     */
    public record Patience(Duration greeting, Duration silence, Duration beat) {}

    /** How much waits to be sent to one member, before the oldest is dropped. */
    public record Queue(int frames, int bytes) {}
}
