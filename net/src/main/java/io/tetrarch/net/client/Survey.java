package io.tetrarch.net.client;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.tls.Member;
import io.tetrarch.wire.Frame;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Asks replicas where they stand. Each answers for itself, and nothing of it is proven. */
public final class Survey {
    private static final long AGAIN_MILLIS = 100;

    private final SortedMap<Integer, Frame.Standing> heard = new TreeMap<>();

    private Survey() {}

    /**
     * Waits until all have answered, or so long.
     *
     * @return by the index of the replica, those that answered
     */
    public static SortedMap<Integer, Frame.Standing> of(
            ClientFolder home, SignatureScheme scheme, List<Address> addresses, Duration patience)
            throws InterruptedException {
        Survey survey = new Survey();
        try (GroupLinks links = new GroupLinks(home, scheme, addresses, survey::add)) {
            links.inquire();
            return survey.await(addresses.size(), patience);
        }
    }

    private synchronized void add(Member.OfSeat seat, Frame told) {
        if (told instanceof Frame.Standing standing) {
            heard.put(seat.index(), standing);
            notifyAll();
        }
    }

    private synchronized SortedMap<Integer, Frame.Standing> await(int all, Duration patience)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (heard.size() < all) {
            long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(Math.min(left, AGAIN_MILLIS));
        }
        return new TreeMap<>(heard);
    }
}
