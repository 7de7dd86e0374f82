package io.tetrarch.net.link;

import io.tetrarch.net.tls.Member;
import io.tetrarch.wire.Decoding;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection, after its handshake: a thread reads it, another writes what is in its outbox. Either end greets first;
 * from then on frames go both ways. It ends when either end closes it, on the first frame that is none, and, by whoever
 * minds it, when it is silent for too long. Sending is for any thread.
 */
public final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket raw;
    private final Member peer;
    private final FrameCodec codec;
    private final LinkLimits limits;
    private final Outbox outbox;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long openedNanos = System.nanoTime();
    private volatile long heardNanos = openedNanos;
    private volatile Frame.@Nullable Hello other;

    /** Takes what the other end sends, on the connection's own thread. */
    @FunctionalInterface
    public interface Handler {
        /** @throws RefusedException to end the connection, if this is nothing that its member may send */
        void onFrame(Connection from, Frame frame) throws RefusedException;
    }

    Connection(Socket raw, SSLSocket tls, Member peer, FrameCodec codec, LinkLimits limits, Outbox outbox)
            throws IOException {
        this.raw = raw;
        this.peer = peer;
        this.codec = codec;
        this.limits = limits;
        this.outbox = outbox;
        this.in = new DataInputStream(new BufferedInputStream(tls.getInputStream(), BUFFER_BYTES));
        this.out = new DataOutputStream(new BufferedOutputStream(tls.getOutputStream(), BUFFER_BYTES));
    }

    /** Who is at the other end. */
    public Member peer() {
        return peer;
    }

    /** Never waits; what finds no room pushes out the oldest. */
    public void send(Frame frame) {
        sendEncoded(codec.encode(frame));
    }

    /** The same for a frame that goes to several. */
    public void sendEncoded(byte[] frame) {
        outbox.put(frame);
    }

    /** Waits until what was sent is written, the connection ends, or until then. */
    void drain(long untilNanos) throws InterruptedException {
        if (!closed.get()) {
            outbox.awaitSent(untilNanos);
        }
    }

    /** What the other end said first; null until it did. */
    Frame.@Nullable Hello other() {
        return other;
    }

    /** When a whole frame came last, or it was opened; as {@link System#nanoTime} counts. */
    long heardNanos() {
        return heardNanos;
    }

    /**
     * Reads until the connection ends. The caller's thread does it, and calls {@code ready} once both ends have greeted.
     *
     * @throws RefusedException if the other end is of another group or version, or sends what is no frame
     * @throws IOException if it is gone
     */
    void run(Frame.Hello own, Runnable ready, Handler handler) throws IOException {
        try {
            write(codec.encode(own));
            out.flush();
            if (!(read() instanceof Frame.Hello hello)) {
                throw new RefusedException(LinkCounts.Reason.MALFORMED, "expected a HELLO first");
            }
            String flaw = Greetings.flaw(own, hello).orElse(null);
            if (flaw != null) {
                throw new RefusedException(LinkCounts.Reason.INCOMPATIBLE, flaw);
            }
            other = hello;
            Sockets.thread("tetrarch-send-" + peer.name(), this::sendAll);
            ready.run();
            while (!closed.get()) {
                Frame frame = read();
                if (!(frame instanceof Frame.Beat)) {
                    handler.onFrame(this, frame);
                }
            }
        } finally {
            close();
        }
    }

    private Frame read() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > codec.mostBytes()) {
            throw new RefusedException(
                    LinkCounts.Reason.MALFORMED,
                    "a frame of " + Integer.toUnsignedString(length) + " bytes, more than " + codec.mostBytes()
                            + " or none");
        }
        // grows with what really comes: a length alone costs nothing
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended amid a frame");
        }
        return switch (codec.decode(bytes)) {
            case Decoding.Decoded<Frame> decoded -> {
                heardNanos = System.nanoTime();
                yield decoded.value();
            }
            case Decoding.Malformed<Frame> malformed ->
                throw new RefusedException(LinkCounts.Reason.MALFORMED, "no frame: " + malformed.reason());
        };
    }

    private void write(byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
    }

    private void sendAll() {
        byte[] beat = codec.encode(Frame.BEAT);
        try {
            while (!closed.get()) {
                byte[] next = outbox.take(limits.patience().beat().toMillis());
                if (closed.get()) {
                    if (next != null) {
                        outbox.putBack(next); // the connection that follows shares the box
                    }
                    return;
                }
                write(next == null ? beat : next);
                for (byte[] more = outbox.take(0); more != null; more = outbox.take(0)) {
                    write(more);
                }
                out.flush();
            }
        } catch (IOException e) {
            close(); // the reader tells why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Ends it at once; what was not sent yet is lost. The socket below goes first: nobody waits for a peer that hangs. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Sockets.close(raw);
        }
    }
}
