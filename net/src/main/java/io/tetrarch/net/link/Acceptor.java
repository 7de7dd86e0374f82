package io.tetrarch.net.link;

import io.tetrarch.net.tls.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Takes connections of members, within the limits. For any thread. */
public final class Acceptor implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final long PAUSE_MILLIS = 20;

    private final ServerSocket socket;
    private final Dialer.Way way;
    private final AtomicInteger strangers = new AtomicInteger();
    /** By member, the oldest first. Guarded by this. */
    private final Map<Member, Deque<Connection>> open = new HashMap<>();

    /** All of them, whoever they are. Guarded by this. */
    private final Set<Socket> sockets = new HashSet<>();

    private final CountDownLatch closing = new CountDownLatch(1);

    private Acceptor(ServerSocket socket, Dialer.Way way) {
        this.socket = socket;
        this.way = way;
    }

    /**
     * Binds the address, and takes nobody yet: the system keeps those who connect waiting.
     *
     * @throws IOException if it cannot be had
     */
    public static ServerSocket bind(Address address) throws IOException {
        ServerSocket bound = new ServerSocket();
        try {
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), BACKLOG);
            return bound;
        } catch (IOException | RuntimeException e) {
            bound.close();
            throw e;
        }
    }

    /** Takes connections from now on, until it is closed, and the socket with it. */
    public static Acceptor start(ServerSocket bound, Dialer.Way way) {
        Acceptor acceptor = new Acceptor(bound, way);
        Thread.ofPlatform().name("tetrarch-accept").daemon(true).start(acceptor::acceptAll);
        return acceptor;
    }

    private void acceptAll() {
        try {
            while (closing.getCount() > 0) {
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that cannot be taken was gone before, or too many files are open: the next may do, a moment later. */
    private void acceptOne() throws InterruptedException {
        Socket raw;
        try {
            raw = socket.accept();
        } catch (IOException e) {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        if (take(raw)) {
            Thread.ofVirtual().name("tetrarch-connection").start(() -> serve(raw));
        } else {
            way.counts().count(LinkCounts.Reason.TOO_MANY);
            Sockets.close(raw);
        }
    }

    private synchronized boolean take(Socket raw) {
        if (closing.getCount() == 0
                || sockets.size() >= way.limits().room().all()
                || strangers.get() >= way.limits().room().strangers()) {
            return false;
        }
        sockets.add(raw);
        strangers.incrementAndGet();
        way.watch().stranger(raw);
        return true;
    }

    /** On a virtual thread, for strangers may be many and slow; who has shown to be a member gets one of the platform's. */
    private void serve(Socket raw) {
        try {
            raw.setTcpNoDelay(true);
            SSLSocket tls = way.tls().over(raw, true);
            Member peer = shaken(tls);
            Outbox outbox = new Outbox(way.limits(), way.counts(), way.codec().mostBytes());
            Connection connection = new Connection(raw, tls, peer, way.codec(), way.limits(), outbox);
            Sockets.thread("tetrarch-from-" + peer.name(), () -> serve(raw, connection));
        } catch (IOException | RuntimeException e) {
            refuse(e);
            strangers.decrementAndGet();
            end(raw);
        }
    }

    private void serve(Socket raw, Connection connection) {
        boolean[] isKnown = {false};
        try {
            connection.run(
                    way.hello().get(),
                    () -> {
                        isKnown[0] = true;
                        strangers.decrementAndGet();
                        way.watch().known(raw, connection);
                        add(connection);
                    },
                    way.handler());
        } catch (IOException | RuntimeException e) {
            refuse(e);
        } finally {
            remove(connection);
            if (!isKnown[0]) {
                strangers.decrementAndGet();
            }
            end(raw);
        }
    }

    private void refuse(Exception why) {
        switch (why) {
            case RefusedException refused -> way.counts().count(refused.reason());
            case IOException gone -> LinkLog.ended(gone);
            case RuntimeException fault -> LinkLog.failed(fault);
            default -> throw new IllegalStateException(why);
        }
    }

    private Member shaken(SSLSocket tls) throws IOException {
        try {
            tls.startHandshake();
            return way.tls().peerOf(tls);
        } catch (SSLException e) {
            throw new RefusedException(LinkCounts.Reason.NOT_A_MEMBER, String.valueOf(e.getMessage()), e);
        }
    }

    private void add(Connection connection) {
        List<Connection> over = new ArrayList<>();
        synchronized (this) {
            Deque<Connection> all = open.computeIfAbsent(connection.peer(), first -> new ArrayDeque<>());
            all.addLast(connection);
            LinkLimits.Room room = way.limits().room();
            int most = connection.peer() instanceof Member.OfSeat ? room.perSeat() : room.perClient();
            while (all.size() > most) {
                over.add(all.removeFirst());
            }
        }
        for (Connection each : over) {
            way.counts().count(LinkCounts.Reason.REPLACED);
            each.close();
        }
    }

    private synchronized void remove(Connection connection) {
        Deque<Connection> all = open.get(connection.peer());
        if (all != null) {
            all.remove(connection);
            if (all.isEmpty()) {
                open.remove(connection.peer());
            }
        }
    }

    private void end(Socket raw) {
        way.watch().gone(raw);
        Sockets.close(raw);
        synchronized (this) {
            sockets.remove(raw);
        }
    }

    /** The connections of this member, as they are now. */
    public synchronized List<Connection> of(Member member) {
        Deque<Connection> all = open.get(member);
        return all == null ? List.of() : List.copyOf(all);
    }

    /** Waits until what was sent to all who are connected is written, or until then. */
    public void drain(long untilNanos) throws InterruptedException {
        List<Connection> all;
        synchronized (this) {
            all = open.values().stream().flatMap(Deque::stream).toList();
        }
        for (Connection each : all) {
            each.drain(untilNanos);
        }
    }

    /** Where it listens. */
    public Address address() {
        return new Address(socket.getInetAddress().getHostAddress(), socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        List<Socket> all;
        synchronized (this) {
            all = List.copyOf(sockets);
        }
        all.forEach(Sockets::close);
    }
}
