package io.tetrarch.agents.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events: the data of each, kept to the byte. For one thread. */
final class EventReader {
    private static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;
    private boolean afterReturn;
    private Optional<String> lastId = Optional.empty();

    EventReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The id that the last event had, by which a stream is taken up again. */
    Optional<String> lastId() {
        return lastId;
    }

    /** The data of the next event that has any; null at the end of the stream. An event that is not whole is none. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] line = line(); line != null; line = line()) {
            if (line.length == 0) {
                if (data.size() > 0) {
                    return data.toByteArray();
                }
                continue;
            }
            take(line, data);
        }
        return null;
    }

    private void take(byte[] line, ByteArrayOutputStream data) throws IOException {
        if (starts(line, "data:")) {
            int from = valueAt(line, "data:".length());
            if (data.size() + line.length > LONGEST) {
                throw new IOException("a message has more than " + LONGEST + " bytes");
            }
            if (data.size() > 0) {
                data.write('\n');
            }
            data.write(line, from, line.length - from);
        } else if (starts(line, "id:")) {
            int from = valueAt(line, "id:".length());
            lastId = Optional.of(new String(line, from, line.length - from, StandardCharsets.UTF_8));
        }
    }

    private static int valueAt(byte[] line, int from) {
        return from < line.length && line[from] == ' ' ? from + 1 : from;
    }

    private static boolean starts(byte[] line, String word) {
        if (line.length < word.length()) {
            return false;
        }
        return new String(line, 0, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int read = in.read();
            if (read == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = read == '\r';
            if (read < 0) {
                return null;
            }
            if (read == '\n' || read == '\r') {
                return line.toByteArray();
            }
            if (line.size() >= LONGEST) {
                throw new IOException("a message has more than " + LONGEST + " bytes");
            }
            line.write(read);
        }
    }
}
