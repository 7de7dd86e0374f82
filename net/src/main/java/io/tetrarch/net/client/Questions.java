package io.tetrarch.net.client;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.tls.Member;
import io.tetrarch.wire.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks replicas one thing at a time, and waits for what each says. For one thread. */
final class Questions implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;

    /** An index that no ledger reaches: whoever is asked for it tells of its last piece. */
    static final long BEYOND = Long.MAX_VALUE;

    private final GroupLinks links;
    private final Duration patience;
    private final int asked;
    private final SortedMap<Integer, Frame> heard = new TreeMap<>();

    /** @param patience with a replica, for each answer */
    Questions(ClientFolder home, SignatureScheme scheme, List<Address> addresses, Duration patience) {
        this.patience = patience;
        this.asked = addresses.size();
        this.links = new GroupLinks(home, scheme, addresses, this::add);
    }

    private synchronized void add(Member.OfSeat seat, Frame told) {
        heard.put(seat.index(), told);
        notifyAll();
    }

    /** Who answers at all. */
    SortedSet<Integer> whoAnswers() throws InterruptedException {
        begin();
        links.inquire();
        SortedMap<Integer, Frame.Standing> standings = await(asked, Questions::standing);
        return new TreeSet<>(standings.keySet());
    }

    private static Optional<Frame.Standing> standing(Frame told) {
        return told instanceof Frame.Standing standing ? Optional.of(standing) : Optional.empty();
    }

    /** What each of these has of its ledger at this index; who is silent is left out. */
    SortedMap<Integer, Frame.LedgerAnswer> ledgers(SortedSet<Integer> replicas, long index)
            throws InterruptedException {
        int waitedFor = ask(replicas, new Frame.LedgerQuery(index));
        return await(
                waitedFor,
                told -> told instanceof Frame.LedgerAnswer answer && answer.index() == index
                        ? Optional.of(answer)
                        : Optional.empty());
    }

    /** What each of these says that it is at. */
    SortedMap<Integer, Frame.InspectionAnswer> inspections(SortedSet<Integer> replicas) throws InterruptedException {
        int waitedFor = ask(replicas, Frame.INSPECTION_QUERY);
        return await(
                waitedFor,
                told -> told instanceof Frame.InspectionAnswer answer ? Optional.of(answer) : Optional.empty());
    }

    private synchronized void begin() {
        heard.clear();
    }

    private int ask(SortedSet<Integer> replicas, Frame question) {
        begin();
        int waitedFor = 0;
        for (int replica : replicas) {
            waitedFor += links.ask(replica, question) ? 1 : 0;
        }
        return waitedFor;
    }

    private synchronized <T> SortedMap<Integer, T> await(int all, Function<Frame, Optional<T>> wanted)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            SortedMap<Integer, T> found = new TreeMap<>();
            heard.forEach((replica, told) -> wanted.apply(told).ifPresent(answer -> found.put(replica, answer)));
            long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (found.size() >= all || left <= 0) {
                return found;
            }
            wait(Math.min(left, LOOK_MILLIS));
        }
    }

    /** Which replicas are not connected, and why; empty if all are. */
    String reach() {
        return links.reach();
    }

    @Override
    public void close() {
        links.close();
    }
}
