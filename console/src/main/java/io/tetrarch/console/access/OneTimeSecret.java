package io.tetrarch.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A secret that is shown in one place alone, the terminal of whoever runs the server, and so shows that they are asking:
 * any process of this machine can reach the server, but none of another user can read that terminal. Good for one use;
 * with each the next is made and shown. After {@link #TRIES} wrong guesses none is taken for a minute. It is in no file
 * and no log.
 *
 * <p>For any number of threads.
 */
public final class OneTimeSecret {
    static final int TRIES = 5;
    static final long CLOSED_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Without characters that are mistaken for one another; about 59 bits. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int GROUPS = 3;
    private static final int GROUP = 4;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;
    private final Consumer<String> screen;
    private String secret;
    private int wrong;
    private long closedAtNanos;

    /** What came of a try. */
    public enum Try {
        RIGHT,
        WRONG,
        /** Too many were wrong; nothing is taken for a while. */
        CLOSED
    }

    private OneTimeSecret(LongSupplier nanoTime, Consumer<String> screen) {
        this.nanoTime = nanoTime;
        this.screen = screen;
        this.secret = next();
    }

    /**
     * Makes one and shows it.
     *
     * @param screen shows each secret to whoever runs the server, and to nobody else
     */
    public static OneTimeSecret shownOn(Consumer<String> screen, LongSupplier nanoTime) {
        OneTimeSecret made = new OneTimeSecret(nanoTime, screen);
        screen.accept(made.secret);
        return made;
    }

    /** Uses it up, if that is it. Small letters, spaces and dashes make no difference. */
    public synchronized Try use(String typed) {
        if (wrong >= TRIES) {
            if (nanoTime.getAsLong() - closedAtNanos < CLOSED_NANOS) {
                return Try.CLOSED;
            }
            wrong = 0;
        }
        // Compared in constant time: how long it takes must not tell how much of a guess was right.
        if (!MessageDigest.isEqual(bytes(secret), bytes(typed))) {
            wrong++;
            closedAtNanos = nanoTime.getAsLong();
            return Try.WRONG;
        }
        wrong = 0;
        secret = next();
        screen.accept(secret);
        return Try.RIGHT;
    }

    private static byte[] bytes(String text) {
        return text.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    private String next() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                made.append('-');
            }
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }
}
