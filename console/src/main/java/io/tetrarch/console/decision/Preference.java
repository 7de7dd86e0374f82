package io.tetrarch.console.decision;

import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long an asker wants to wait for a decision (RFC 7240).
 *
 * @param seconds at most
 * @param applied what is said of it in the answer; empty if nothing was preferred
 */
record Preference(long seconds, Optional<String> applied) {
    private static final long STANDARD = 10;
    private static final long MOST = 60;

    /** @throws Problem if a preference that is understood is malformed */
    static Preference of(@Nullable String header) throws Problem {
        if (header == null) {
            return new Preference(STANDARD, Optional.empty());
        }
        for (String part : header.split(",", -1)) {
            String wish = part.trim().toLowerCase(Locale.ROOT);
            if (wish.equals("respond-async")) {
                return new Preference(0, Optional.of(wish));
            }
            if (wish.startsWith("wait=")) {
                String value = wish.substring("wait=".length());
                if (!value.matches("[0-9]{1,6}")) {
                    throw new Problem(Kind.BAD_REQUEST, "Prefer: expected wait= with a number of seconds");
                }
                long seconds = Math.min(MOST, Long.parseLong(value));
                return new Preference(seconds, Optional.of("wait=" + seconds));
            }
        }
        return new Preference(STANDARD, Optional.empty());
    }
}
