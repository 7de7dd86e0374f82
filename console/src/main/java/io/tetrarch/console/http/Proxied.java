package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.access.Peer;
import io.tetrarch.console.http.Problem.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a proxy ends TLS before this server, nobody else beyond this machine gets in, and the proxy says who asks: the
 * last address of its {@code X-Forwarded-For}, which it adds itself. From anybody else such a header means nothing.
 */
final class Proxied {
    private static final int LONGEST = 64;

    private final Optional<InetAddress> proxy;

    Proxied(Optional<InetAddress> proxy) {
        this.proxy = proxy;
    }

    /** @throws Problem if the request came in the clear, or past the proxy */
    void check(Context context) throws Problem {
        if (proxy.isEmpty()) {
            return;
        }
        InetAddress from = address(context.req().getRemoteAddr());
        String forwarded = context.req().getHeader("X-Forwarded-For");
        if (from.equals(proxy.get()) && forwarded != null) {
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
            Peer.named(context, last.substring(0, Math.min(last.length(), LONGEST)));
        } else if (!from.equals(proxy.get()) && !from.isLoopbackAddress()) {
            throw new Problem(Kind.FORBIDDEN, "expected to be asked through the proxy");
        }
        if ("http".equalsIgnoreCase(context.req().getHeader("X-Forwarded-Proto"))) {
            throw new Problem(Kind.FORBIDDEN, "expected the proxy to be asked over TLS");
        }
    }

    private static InetAddress address(String numeric) throws Problem {
        try {
            return InetAddress.getByName(numeric);
        } catch (UnknownHostException e) {
            throw new Problem(Kind.FORBIDDEN, "expected to be asked from an address");
        }
    }
}
