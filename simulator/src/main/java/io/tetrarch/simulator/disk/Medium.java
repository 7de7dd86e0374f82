package io.tetrarch.simulator.disk;

import io.tetrarch.pbft.Stored;
import io.tetrarch.simulator.random.Randomness;
import java.util.List;

/** What a machine's replica keeps its log on: the model of a {@link Disk}, or a real store above a machine in memory. */
public interface Medium {
    /** What a start finds, and a replica that begins its next epoch. */
    Disk.Contents read();

    /** Appends without syncing; false if that cannot be done. */
    boolean append(Stored record);

    /** Makes what was appended durable, as far as it has to be; false if that failed, after which nothing can be trusted. */
    boolean sync(long nowMillis);

    /** Whether all that was synced is durable: executed batches alone may wait for the sync after. */
    boolean isDurable();

    /** Drops every record before the latest snapshot; false if that cannot be done. */
    boolean truncate();

    /** The machine stops: it loses its power, or has lost it already. */
    void crash(Randomness randomness, long nowMillis);

    /** Whether records are missing, and nothing says so yet. */
    boolean isShort();

    /** Notes that votes may have been lost, and returns what is there then. */
    List<Stored> markLoss();

    /** An empty one in its place. */
    void replace();
}
