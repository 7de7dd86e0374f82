package io.tetrarch.agents.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Messages as the protocol sends them by stdio: one a line, kept to the byte. */
final class Lines {
    private static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The next line without its end; null at the end of the stream. A line that is not whole is none. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int read = in.read();
            if (read < 0) {
                return null;
            }
            if (read == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= LONGEST) {
                throw new IOException("a message has more than " + LONGEST + " bytes");
            }
            line.write(read);
        }
    }
}
