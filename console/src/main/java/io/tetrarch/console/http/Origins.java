package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what was sent to this server by its name, and by its own pages or no page at all. A page elsewhere whose
 * name was made to lead here (DNS rebinding) names another host; a page elsewhere that asks this one names its own origin.
 */
public final class Origins {
    private static final String PLAIN = "http://";
    private static final String TLS = "https://";

    private final List<String> authorities;
    private final List<String> outside;

    /** @param hosts names that this server goes by, without port */
    public Origins(List<String> hosts, int port) {
        this(hosts, port, List.of());
    }

    private Origins(List<String> hosts, int port, List<String> outside) {
        this.authorities = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT) + ":" + port)
                .toList();
        this.outside = outside.stream()
                .map(name -> withPort(name.toLowerCase(Locale.ROOT), 443))
                .toList();
    }

    /** @param names that a proxy goes by, which ends TLS; with a port if that is not 443 */
    static Origins behindProxy(List<String> hosts, int port, List<String> names) {
        return new Origins(hosts, port, names);
    }

    /** @throws Problem if the request is not for this server, or from a page that is not this server's */
    public void check(Context context) throws Problem {
        String host = context.req().getHeader("Host");
        if (!isOwn(host)) {
            throw new Problem(
                    Kind.WRONG_HOST,
                    "expected a Host among "
                            + Stream.concat(outside.stream(), authorities.stream())
                                    .collect(Collectors.joining(", ")));
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
        return authority != null && (isInside(authority) || isOutside(authority));
    }

    private boolean isInside(String authority) {
        return authorities.contains(withPort(authority.toLowerCase(Locale.ROOT), 80));
    }

    private boolean isOutside(String authority) {
        return outside.contains(withPort(authority.toLowerCase(Locale.ROOT), 443));
    }

    private boolean isOwnOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith(PLAIN) && isInside(lower.substring(PLAIN.length()))
                || lower.startsWith(TLS) && isOutside(lower.substring(TLS.length()));
    }

    private static String withPort(String authority, int standard) {
        int bracket = authority.lastIndexOf(']');
        return authority.indexOf(':', Math.max(bracket, 0)) < 0 || authority.endsWith("]")
                ? authority + ":" + standard
                : authority;
    }
}
