package io.tetrarch.bench.torture;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Stands on every way to the replicas of a group on this machine: it listens where the group file says that they do, and passes
 * on what comes, as far as the state of that way lets it. Nothing of what is sent is read or changed, which TLS would notice.
 * A port whose replica has no process is not listened at, as it would be without the relay. For any thread.
 */
public final class Relay implements AutoCloseable {
    /** Whoever is no replica: clients. Their ways are good always. */
    public static final int CLIENT = -1;

    private static final long FREE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<Door> doors = new ArrayList<>();
    private final Map<Way, LinkState> states = new ConcurrentHashMap<>();
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final LongUnaryOperator replicaOf;
    private volatile List<Long> processes = List.of();

    private record Way(int from, int to) {}

    /** Where one replica is to be reached. */
    private static final class Door {
        private final int port;
        private volatile ServerSocket listening;
        private volatile int target;

        private Door(ServerSocket listening) {
            this.listening = listening;
            this.port = listening.getLocalPort();
        }
    }

    private Relay(LongUnaryOperator replicaOf) {
        this.replicaOf = replicaOf;
    }

    /**
     * Listens for so many replicas, at ports that are free.
     *
     * @param replicaOf the index of the replica whose process has this number; {@link #CLIENT} if it is none
     */
    public static Relay open(int replicas, LongUnaryOperator replicaOf) throws IOException {
        Relay relay = new Relay(replicaOf);
        for (int i = 0; i < replicas; i++) {
            relay.doors.add(new Door(FreePort.listen()));
        }
        return relay;
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        return socket;
    }

    /** The system frees the port of a socket that is closed only when whoever waited at it has gone. */
    private static ServerSocket listenAgain(int port) throws IOException {
        long untilNanos = System.nanoTime() + FREE_NANOS;
        while (true) {
            try {
                return listen(port);
            } catch (BindException e) {
                if (System.nanoTime() > untilNanos) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** As the group file has them. */
    public List<String> addresses() {
        return doors.stream().map(door -> "127.0.0.1:" + door.port).toList();
    }

    /** The replica listens here itself from now on; connections to it are taken. */
    public void begin(int replica, int port) throws IOException {
        Door door = doors.get(replica);
        door.target = port;
        if (door.listening.isClosed()) {
            door.listening = listenAgain(door.port);
        }
        ServerSocket listening = door.listening;
        Thread.ofVirtual().name("relay-" + replica).start(() -> take(replica, listening));
    }

    /** The replica's process has ended: nobody listens for it, and connections to it end. */
    public void end(int replica) throws IOException {
        doors.get(replica).listening.close();
        pipes.stream().filter(pipe -> pipe.way.to == replica).forEach(Pipe::close);
    }

    /** Whose connections are told apart from now on. */
    public void watch(List<Long> all) {
        processes = List.copyOf(all);
    }

    /** From now on what this replica sends that one fares so. */
    public void set(int from, int to, LinkState state) {
        states.put(new Way(from, to), state);
    }

    /** All ways are good again. */
    public void heal() {
        states.clear();
    }

    /** Ends every connection between these two, as a machine between them would that forgets them. */
    public void reset(int one, int other) {
        pipes.stream()
                .filter(pipe -> (pipe.way.from == one && pipe.way.to == other)
                        || (pipe.way.from == other && pipe.way.to == one))
                .forEach(Pipe::close);
    }

    private LinkState state(Way way) {
        return states.getOrDefault(way, LinkState.GOOD);
    }

    private void take(int replica, ServerSocket listening) {
        while (!listening.isClosed()) {
            Socket from;
            try {
                from = listening.accept();
            } catch (IOException e) {
                return; // closed
            }
            Thread.ofVirtual().name("relay-connect").start(() -> pass(replica, from));
        }
    }

    private void pass(int replica, Socket from) {
        Door door = doors.get(replica);
        long owner = SocketOwners.of(from.getPort(), door.port, processes).orElse(CLIENT);
        Way way = new Way((int) replicaOf.applyAsLong(owner), replica);
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), door.target);
            Pipe pipe = new Pipe(way, from, to, () -> state(way));
            pipes.add(pipe);
            pipe.onEnd(() -> pipes.remove(pipe));
            pipe.start();
        } catch (IOException e) {
            Pipe.close(from);
        }
    }

    @Override
    public void close() throws IOException {
        for (Door door : doors) {
            door.listening.close();
        }
        pipes.forEach(Pipe::close);
    }

    /** Two ends, and what goes between them. */
    private static final class Pipe extends RelayedConnection {
        private final Way way;

        private Pipe(Way way, Socket from, Socket to, Supplier<LinkState> state) {
            super(from, to, state);
            this.way = way;
        }
    }
}
