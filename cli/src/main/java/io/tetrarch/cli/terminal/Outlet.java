package io.tetrarch.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A writer of UTF-8 that knows why what it was given did not arrive. After the first failure it takes whatever comes and
 * drops it, so that a command goes through to its end in order, and only then says that its output is not whole.
 */
public final class Outlet extends PrintWriter {
    private final Watched sink;

    /** @param flushedByLine for what a person waits for */
    public static Outlet to(OutputStream sink, boolean flushedByLine) {
        return new Outlet(new Watched(sink), flushedByLine);
    }

    private Outlet(Watched sink, boolean flushedByLine) {
        super(new OutputStreamWriter(sink, StandardCharsets.UTF_8), flushedByLine);
        this.sink = sink;
    }

    /** Why not all of what was flushed so far has arrived; empty if it has. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(sink.failure);
    }

    private static final class Watched extends OutputStream {
        private final OutputStream sink;
        private volatile @Nullable IOException failure;

        private Watched(OutputStream sink) {
            this.sink = sink;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (failure != null) {
                return;
            }
            try {
                sink.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void flush() {
            if (failure != null) {
                return;
            }
            try {
                sink.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
