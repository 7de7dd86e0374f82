package io.tetrarch.agents.mcp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a server is reached by HTTP.
 *
 * @param headers that every request to it carries, such as what it admits its clients by
 */
public record RemoteAddress(URI url, Map<String, String> headers) {
    private static final Set<String> OURS = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "last-event-id",
            "mcp-method",
            "mcp-name",
            "mcp-protocol-version",
            "mcp-session-id",
            "transfer-encoding",
            "upgrade");

    public RemoteAddress {
        headers = Map.copyOf(headers);
    }

    /** @throws IllegalArgumentException if it is no address by HTTP, or a header is one that the proxy writes itself */
    public static RemoteAddress of(String url, Map<String, String> headers) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL, found '" + url + "'", e);
        }
        if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("expected http:// or https:// with a host, found '" + url + "'");
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("expected another header than '" + name + "'");
            }
            if (!value.codePoints().allMatch(each -> each >= 0x20 && each < 0x7f || each == '\t')) {
                throw new IllegalArgumentException("expected a value of header " + name + " on one line, in ASCII");
            }
        });
        return new RemoteAddress(uri, headers);
    }
}
