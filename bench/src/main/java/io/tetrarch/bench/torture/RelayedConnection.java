package io.tetrarch.bench.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One connection that is passed on. For any thread. */
class RelayedConnection {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Socket from;
    private final Socket to;
    private final Supplier<LinkState> state;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable end = () -> {};

    RelayedConnection(Socket from, Socket to, Supplier<LinkState> state) {
        this.from = from;
        this.to = to;
        this.state = state;
    }

    /** Before it is started. */
    final void onEnd(Runnable told) {
        end = told;
    }

    final void start() throws IOException {
        from.setTcpNoDelay(true);
        to.setTcpNoDelay(true);
        Thread.ofVirtual()
                .name("relay-forth")
                .start(() -> copy(from, to, () -> state.get().forth()));
        Thread.ofVirtual()
                .name("relay-back")
                .start(() -> copy(to, from, () -> state.get().back()));
    }

    private void copy(Socket source, Socket sink, BooleanSupplier isOpen) {
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = source.getInputStream();
                OutputStream out = sink.getOutputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                hold(isOpen);
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            return; // either end is gone
        } finally {
            close();
        }
    }

    /** Waits until the way is open, or the connection ended. */
    private void hold(BooleanSupplier isOpen) {
        long delay = state.get().delayMillis();
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
        while (!closed.get() && (!isOpen.getAsBoolean() || System.nanoTime() < untilNanos)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    final void close() {
        if (closed.compareAndSet(false, true)) {
            close(from);
            close(to);
            end.run();
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it is gone
        }
    }
}
