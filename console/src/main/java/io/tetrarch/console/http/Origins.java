package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what was sent to this server by its name, and by its own pages or no page at all. A page elsewhere whose
 * name was made to lead here (DNS rebinding) names another host; a page elsewhere that asks this one names its own origin.
 */
public final class Origins {
    private final List<String> authorities;

    /** @param hosts names that this server goes by, without port */
    public Origins(List<String> hosts, int port) {
        this.authorities = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT) + ":" + port)
                .toList();
    }

    /** @throws Problem if the request is not for this server, or from a page that is not this server's */
    public void check(Context context) throws Problem {
        String host = context.req().getHeader("Host");
        if (!isOwn(host)) {
            throw new Problem(Kind.WRONG_HOST, "expected a Host among " + String.join(", ", authorities));
        }
        String origin = context.req().getHeader("Origin");
        if (origin != null && !isOwnOrigin(origin)) {
            throw new Problem(Kind.CROSS_ORIGIN, "expected no Origin but this server's");
        }
        String site = context.req().getHeader("Sec-Fetch-Site");
        boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
        if (foreign && !isVisit(context)) {
            throw new Problem(Kind.CROSS_ORIGIN, "expected a request of this server's own pages");
        }
    }

    /** A link elsewhere may lead to a page here. */
    private static boolean isVisit(Context context) {
        return "navigate".equals(context.req().getHeader("Sec-Fetch-Mode"))
                && "GET".equals(context.req().getMethod())
                && !context.path().startsWith("/v1/");
    }

    private boolean isOwn(@Nullable String authority) {
        return authority != null && authorities.contains(withPort(authority.toLowerCase(Locale.ROOT)));
    }

    private boolean isOwnOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") && isOwn(lower.substring("http://".length()));
    }

    private static String withPort(String authority) {
        int bracket = authority.lastIndexOf(']');
        return authority.indexOf(':', Math.max(bracket, 0)) < 0 || authority.endsWith("]")
                ? authority + ":80"
                : authority;
    }
}
