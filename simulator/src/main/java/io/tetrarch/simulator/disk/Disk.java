package io.tetrarch.simulator.disk;

import io.tetrarch.pbft.Stored;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One replica's append-only log. What was synced survives a crash; of what was not, any prefix may, and the record at
 * its end may be torn, which is found on reading and dropped. Rot in the middle is found too, and is not the same: then
 * votes may be missing, so nothing of the log may be relied on.
 */
public final class Disk implements Medium {
    /** What reading the log gave. */
    public sealed interface Contents {
        /** Every record up to a clean end or a torn tail. */
        record Records(List<Stored> records) implements Contents {}

        /** A record that is followed by good ones cannot be read. */
        record Rotten() implements Contents {}

        /** Power was lost while it was read. */
        record Dark() implements Contents {}
    }

    /** What of a disk is put back. */
    public enum PutBack {
        LOG,
        /** Unless it lacks only what the second place did not say durably when power failed: peers alone can tell that. */
        LOG_THAT_IS_TOLD,
        BOTH_PLACES
    }

    /** The log as it once was. */
    private record Copy(List<Stored> log, long before) {}

    /** Up to where the log was durable at a time. */
    private record Synced(long atMillis, long end) {}

    /** How far behind the second place may be when power fails; a write of the log is not over while it is further. */
    public static final long SECOND_PLACE_BEHIND_MILLIS = 20;

    private List<Stored> log = new ArrayList<>();
    private int synced;

    /** How many records were appended before the first of the log. */
    private long before;

    /** The second place: up to where it says durably that the log was durable. */
    private long signed;

    /** What it does not say durably yet, the oldest first. */
    private final ArrayDeque<Synced> unsaid = new ArrayDeque<>();

    /** Up to where it was when the last sync succeeded. */
    private long durable;

    private Optional<Copy> copy = Optional.empty();
    private boolean full;
    private boolean failing;
    private boolean rotten;

    /** Appends without syncing; false if the disk is full. */
    @Override
    public boolean append(Stored record) {
        if (full) {
            return false;
        }
        log.add(record);
        return true;
    }

    /** Makes everything appended so far durable; false if the sync failed, after which nothing unsynced can be trusted. */
    @Override
    public boolean sync(long nowMillis) {
        if (failing) {
            return false;
        }
        synced = log.size();
        durable = before + synced;
        unsaid.add(new Synced(nowMillis, durable));
        saySigned(nowMillis);
        return true;
    }

    private void saySigned(long nowMillis) {
        while (!unsaid.isEmpty() && unsaid.peek().atMillis() <= nowMillis - SECOND_PLACE_BEHIND_MILLIS) {
            signed = unsaid.remove().end();
        }
    }

    /** Whether records are missing that the second place says were durable. */
    @Override
    public boolean isShort() {
        return before + log.size() < signed;
    }

    /**
     * Notes that votes may have been lost, durable before the replica does anything: a start later nobody could tell. The
     * second place counts from here.
     */
    @Override
    public List<Stored> markLoss() {
        log.add(Stored.Learning.BEGINS);
        synced = log.size();
        durable = before + synced;
        signed = durable;
        return List.copyOf(log);
    }

    /** Remembers the log as it is now. */
    public void keepCopy() {
        copy = Optional.of(new Copy(List.copyOf(log.subList(0, synced)), before));
    }

    /**
     * Puts the copy in the place of the log, as if the newest writes had never been acknowledged; false if there is none or
     * nothing was written since.
     *
     * @param what the second place may be with it, or be asked before
     */
    public boolean putBack(PutBack what) {
        long upTo = what == PutBack.LOG_THAT_IS_TOLD ? signed : before + synced;
        if (copy.isEmpty() || copy.get().before() + copy.get().log().size() >= upTo) {
            return false;
        }
        log = new ArrayList<>(copy.get().log());
        before = copy.get().before();
        synced = log.size();
        if (what == PutBack.BOTH_PLACES) {
            signed = before + synced;
        }
        durable = before + synced;
        return true;
    }

    /** Power is lost: of the records that were not synced, a prefix survives, and the second place knows nothing of it. */
    @Override
    public void crash(Randomness randomness, long nowMillis) {
        saySigned(nowMillis);
        unsaid.clear();
        int unsynced = log.size() - synced;
        if (unsynced > 0) {
            int surviving = randomness.below(unsynced + 1);
            log.subList(synced + surviving, log.size()).clear();
            synced = log.size();
        }
        failing = false;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    /** Drops every record before the latest snapshot. */
    @Override
    public boolean truncate() {
        int latest = -1;
        for (int i = 0; i < synced; i++) {
            if (log.get(i) instanceof Stored.Snapshot) {
                latest = i;
            }
        }
        if (latest > 0) {
            log = new ArrayList<>(log.subList(latest, log.size()));
            synced -= latest;
            before += latest;
        }
        return true;
    }

    @Override
    public Contents read() {
        return rotten ? new Contents.Rotten() : new Contents.Records(List.copyOf(log));
    }

    /** A new, empty disk in place of this one. */
    @Override
    public void replace() {
        log = new ArrayList<>();
        synced = 0;
        before = 0;
        signed = 0;
        durable = 0;
        copy = Optional.empty();
        full = false;
        failing = false;
        rotten = false;
    }

    /** Flips bits in a record that is not the last. */
    public boolean rot() {
        rotten = synced > 1;
        return rotten;
    }

    public void fill(boolean isFull) {
        full = isFull;
    }

    /** The next sync fails. */
    public void failNextSync() {
        failing = true;
    }

    /** There is room again, and the next sync succeeds. */
    public void mend() {
        full = false;
        failing = false;
    }

    public int size() {
        return log.size();
    }
}
