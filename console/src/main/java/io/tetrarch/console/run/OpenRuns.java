package io.tetrarch.console.run;

import io.tetrarch.client.Permit;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs that were begun and of whose end nobody has told yet. Bounded: of more than may be open the first ones are given up, and
 * end unknown. For any number of threads.
 */
final class OpenRuns {
    private static final int MOST = 10_000;
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Permit> permits = new LinkedHashMap<>();

    /** @return its id, which nobody can guess */
    String put(Permit permit) throws IOException {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = "r" + HexFormat.of().formatHex(bytes);
        @Nullable Permit first = null;
        synchronized (this) {
            permits.put(id, permit);
            if (permits.size() > MOST) {
                first = permits.remove(permits.keySet().iterator().next());
            }
        }
        if (first != null) {
            first.close();
        }
        return id;
    }

    synchronized Optional<Permit> take(String id) {
        return Optional.ofNullable(permits.remove(id));
    }

    void close() throws IOException {
        List<Permit> left;
        synchronized (this) {
            left = new ArrayList<>(permits.values());
            permits.clear();
        }
        for (Permit permit : left) {
            permit.close();
        }
    }
}
