package io.tetrarch.net.link;

import io.tetrarch.net.tls.Member;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection to an address, and makes another whenever it ends. What is to be sent waits in one outbox, whether
 * there is a connection or not. For any thread.
 */
public final class Dialer implements AutoCloseable {
    /** However much the other end is heard meanwhile, there is no attempt sooner. */
    private static final long LEAST_PAUSE_MILLIS = 25;

    /** A connection that lasted so long was a good one, so the next attempt comes soon. */
    private static final long LASTED_NANOS = 1_000_000_000L;

    private final Address address;
    private final Predicate<Member> expected;
    private final Way way;
    private final Outbox outbox;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore hurry = new Semaphore(0);
    private volatile @Nullable Connection now;
    private volatile @Nullable Socket opening;
    private volatile String trouble = "not connected yet";
    private volatile boolean everConnected;

    /** It was connected, and since then nobody listens there. */
    private volatile boolean refused;

    /**
     * What all connections of a process have in common.
     *
     * @param watch minds them, by limits and counts of its own
     * @param hello what this process says first
     */
    public record Way(
            MutualTls tls, FrameCodec codec, Watch watch, Supplier<Frame.Hello> hello, Connection.Handler handler) {
        LinkLimits limits() {
            return watch.limits();
        }

        LinkCounts counts() {
            return watch.counts();
        }
    }

    /**
     * Begins to connect.
     *
     * @param expected whether this is who should be at that address
     */
    public Dialer(Address address, Predicate<Member> expected, Way way, RandomGenerator random) {
        this.address = address;
        this.expected = expected;
        this.way = way;
        this.outbox = new Outbox(way.limits(), way.counts(), way.codec().mostBytes());
        this.backoff = new Backoff(random);
        Sockets.thread("tetrarch-link-" + address, this::keepConnected);
    }

    /** Never waits; what finds no room pushes out the oldest. */
    public void send(byte[] frame) {
        outbox.put(frame);
    }

    /** The other end was heard on a connection of its own: if there is none to it, the next attempt comes soon. */
    public void hurry() {
        if (now == null && hurry.availablePermits() == 0) {
            hurry.release();
        }
    }

    /** Whether both ends have greeted. */
    public boolean isConnected() {
        Connection connection = now;
        return connection != null && connection.other() != null;
    }

    /** Who is at the other end; empty while there is no connection. */
    public Optional<Member> peer() {
        Connection connection = now;
        return connection == null || connection.other() == null ? Optional.empty() : Optional.of(connection.peer());
    }

    /** Whether there is a connection, and the other end can do this. */
    public boolean can(String capability) {
        Connection connection = now;
        Frame.Hello other = connection == null ? null : connection.other();
        return other != null && other.capabilities().contains(capability);
    }

    /**
     * Whether the other end was there, and its machine says since then that nobody listens any more: its process has ended.
     * A connection that was merely reset, or an attempt that nothing answers, does not say that.
     */
    public boolean isGone() {
        return refused;
    }

    /** Waits until what was sent is written, if there is a connection, or until then. */
    public void drain(long untilNanos) throws InterruptedException {
        Connection connection = now;
        if (connection != null && connection.other() != null) {
            connection.drain(untilNanos);
        }
    }

    /** What waits to be sent. */
    public QueueLoad queued() {
        return outbox.load();
    }

    public Address address() {
        return address;
    }

    /** Why there is no connection, as of the last attempt. */
    public String trouble() {
        return trouble;
    }

    private void keepConnected() {
        try {
            while (closing.getCount() > 0) {
                long begunNanos = System.nanoTime();
                connectOnce();
                if (System.nanoTime() - begunNanos > LASTED_NANOS) {
                    backoff.reset();
                }
                long pause = backoff.nextMillis();
                long least = Math.min(pause, LEAST_PAUSE_MILLIS);
                if (closing.await(least, TimeUnit.MILLISECONDS)) {
                    return;
                }
                hurry.drainPermits();
                if (hurry.tryAcquire(pause - least, TimeUnit.MILLISECONDS)) {
                    backoff.reset();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connectOnce() {
        Socket raw = new Socket();
        opening = raw;
        way.watch().stranger(raw);
        try {
            raw.setTcpNoDelay(true);
            raw.connect(new InetSocketAddress(address.host(), address.port()), (int)
                    way.limits().patience().greeting().toMillis());
            SSLSocket tls = way.tls().over(raw, false);
            Member peer = shaken(tls);
            Connection connection = new Connection(raw, tls, peer, way.codec(), way.limits(), outbox);
            now = connection;
            connection.run(way.hello().get(), () -> greeted(raw, connection), way.handler());
        } catch (RefusedException e) {
            way.counts().count(e.reason());
            trouble = String.valueOf(e.getMessage());
        } catch (EOFException e) {
            trouble = "the other end closed it";
        } catch (ConnectException e) {
            refused = everConnected; // a host that cannot be reached, or is silent, is another exception
            trouble = String.valueOf(e.getMessage());
        } catch (IOException e) {
            trouble = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (RuntimeException e) {
            trouble = "a fault here: " + e;
            LinkLog.failed(e);
        } finally {
            Connection last = now;
            if (last != null && last.other() != null && closing.getCount() > 0) {
                LinkLog.lost(last.peer().name(), address, trouble);
            }
            now = null;
            way.watch().gone(raw);
            Sockets.close(raw);
        }
    }

    private void greeted(Socket raw, Connection connection) {
        everConnected = true;
        refused = false;
        way.watch().known(raw, connection);
        LinkLog.connected(connection.peer().name(), address);
    }

    private Member shaken(SSLSocket tls) throws IOException {
        try {
            tls.startHandshake();
            Member peer = way.tls().peerOf(tls);
            if (!expected.test(peer)) {
                throw new RefusedException(
                        LinkCounts.Reason.NOT_A_MEMBER,
                        "at " + address + " answers " + peer.name() + ", not who should");
            }
            return peer;
        } catch (SSLException e) {
            throw new RefusedException(LinkCounts.Reason.NOT_A_MEMBER, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        hurry.release();
        outbox.close();
        Socket raw = opening;
        if (raw != null) {
            Sockets.close(raw);
        }
    }
}
