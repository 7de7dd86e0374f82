package io.tetrarch.console.access;

import io.javalin.http.Context;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bearers of tokens who signed in with a browser, beside those who send their token with each request. A cookie that no
 * script can read says who asks; what changes anything needs a second secret too, which only a page of this server can
 * read, so that a request that another page forged is none. A session ends when it is closed, is not used for
 * {@link #IDLE_MILLIS}, is {@link #LIFE_MILLIS} old, or the server stops: it is in memory alone, by its hash.
 *
 * <p>For any number of threads.
 */
public final class Sessions implements Access {
    static final long LIFE_MILLIS = TimeUnit.HOURS.toMillis(8);
    static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(30);

    /** What a page says the second secret in. */
    public static final String HEADER = "X-Tetrarch-Session";

    private static final int MOST = 1_000;
    private static final int SECRET_BYTES = 32;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Access tokens;
    private final Cookie cookie;
    private final LongSupplier nanos;
    private final Lockout lockout;
    private final SecureRandom random = new SecureRandom();
    private final LinkedHashMap<Digest, Open> open = new LinkedHashMap<>();

    /**
     * Of the cookie. Servers on other ports of a host are sent it as well, so that its name tells them apart.
     *
     * @param isSecure whether browsers send it over TLS alone
     */
    public record Cookie(int port, boolean isSecure) {
        private String name() {
            return (isSecure ? "__Host-" : "") + "tetrarch-" + port;
        }

        private String header(String value, long seconds) {
            return name() + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds
                    + (isSecure ? "; Secure" : "");
        }
    }

    /**
     * Who has signed in.
     *
     * @param proof the second secret
     * @param leftMillis until it ends even if it is used
     */
    public record Session(Asker asker, String proof, long leftMillis) {}

    private record Open(Asker asker, String proof, long sinceNanos, long usedNanos) {
        private Open used(long now) {
            return new Open(asker, proof, sinceNanos, now);
        }

        private long leftNanos(long now) {
            return TimeUnit.MILLISECONDS.toNanos(LIFE_MILLIS) - (now - sinceNanos);
        }

        private boolean isOver(long now) {
            return leftNanos(now) <= 0 || now - usedNanos >= TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        }
    }

    /** @param tokens says who has which; where it needs none, neither does this */
    public Sessions(Access tokens, Cookie cookie, LongSupplier nanos) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.nanos = nanos;
        this.lockout = new Lockout(nanos);
    }

    @Override
    public boolean needsToken() {
        return tokens.needsToken();
    }

    @Override
    public Optional<Asker> bearerOf(String token) {
        return tokens.bearerOf(token);
    }

    @Override
    public Optional<OneTimeSecret> secret() {
        return tokens.secret();
    }

    @Override
    public Optional<Asker> recognise(Context context) {
        return isByCookie(context) ? session(context).map(Session::asker) : tokens.recognise(context);
    }

    private boolean isByCookie(Context context) {
        return needsToken() && context.header("Authorization") == null;
    }

    @Override
    public boolean isStillIn(Context context) {
        return !isByCookie(context) || find(context, false).isPresent();
    }

    @Override
    public Answer ask(Context context, Optional<Role> role) {
        if (!needsToken() || role.isEmpty()) {
            return Access.super.ask(context, role);
        }
        return isByCookie(context) ? askByCookie(context, role) : askByToken(context, role);
    }

    private Answer askByCookie(Context context, Optional<Role> role) {
        Answer answer = Access.super.ask(context, role);
        return answer == Answer.GRANTED && !isProven(context) ? Answer.FORGED : answer;
    }

    /** A right token is not taken from there either: to be told which is right is what guessing is for. */
    private Answer askByToken(Context context, Optional<Role> role) {
        if (isClosed(context)) {
            return Answer.CLOSED;
        }
        Answer answer = Access.super.ask(context, role);
        if (answer == Answer.UNKNOWN) {
            wrong(context);
        }
        return answer;
    }

    /** Whether a request with a cookie comes from a page that can read what this server answers; what only reads need not. */
    public boolean isProven(Context context) {
        String said = context.header(HEADER);
        return READING.contains(context.req().getMethod())
                || session(context)
                        .filter(session -> said != null && MessageDigest.isEqual(utf8(session.proof), utf8(said)))
                        .isPresent();
    }

    /** Whether too many wrong tokens came from where this request comes from. */
    public boolean isClosed(Context context) {
        return lockout.isClosed(Peer.of(context));
    }

    private void wrong(Context context) {
        String address = Peer.of(context);
        if (lockout.wrong(address)) {
            System.getLogger("io.tetrarch.console")
                    .log(System.Logger.Level.WARNING, () -> "tokens refused for a minute: address=" + address);
        }
    }

    /** Who asks, by the cookie; that is a use of the session. */
    public Optional<Session> session(Context context) {
        return find(context, true);
    }

    private synchronized Optional<Session> find(Context context, boolean isUse) {
        Digest id = id(context);
        Open found = id == null ? null : open.get(id);
        if (found == null) {
            return Optional.empty();
        }
        long now = nanos.getAsLong();
        if (found.isOver(now)) {
            open.remove(id);
            return Optional.empty();
        }
        if (isUse) {
            open.put(id, found.used(now));
        }
        return Optional.of(new Session(found.asker, found.proof, TimeUnit.NANOSECONDS.toMillis(found.leftNanos(now))));
    }

    private @Nullable Digest id(Context context) {
        String value = context.cookie(cookie.name());
        return value == null ? null : Hash.sha3(utf8(value));
    }

    /**
     * Signs the bearer of this token in; the answer sets the cookie. A session that was there before is over.
     *
     * @return empty if the token is not known, or none is taken from there for now
     */
    public Optional<Session> signIn(Context context, String token) {
        if (isClosed(context)) {
            return Optional.empty();
        }
        Optional<Asker> asker = tokens.bearerOf(token);
        if (asker.isEmpty()) {
            wrong(context);
            return Optional.empty();
        }
        String value = secretText();
        Session session = new Session(asker.get(), secretText(), LIFE_MILLIS);
        add(id(context), Hash.sha3(utf8(value)), session);
        context.header("Set-Cookie", cookie.header(value, TimeUnit.MILLISECONDS.toSeconds(LIFE_MILLIS)));
        return Optional.of(session);
    }

    private synchronized void add(@Nullable Digest before, Digest id, Session session) {
        long now = nanos.getAsLong();
        open.remove(before);
        open.values().removeIf(each -> each.isOver(now));
        if (open.size() >= MOST) {
            open.pollFirstEntry();
        }
        open.put(id, new Open(session.asker, session.proof, now, now));
    }

    /** Ends the session that the cookie names, and the cookie. */
    public void signOut(Context context) {
        Digest id = id(context);
        synchronized (this) {
            open.remove(id);
        }
        context.header("Set-Cookie", cookie.header("", 0));
    }

    private String secretText() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
