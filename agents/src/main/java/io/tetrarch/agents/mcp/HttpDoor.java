package io.tetrarch.agents.mcp;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a server on this machine listens to: a request has to name it by an address of this machine, and must not come from a
 * page of another origin. A page that a browser shows can reach this machine by a name of its own, and is told by either.
 *
 * @param hosts as the header {@code Host} may have them
 */
record HttpDoor(Set<String> hosts) {
    /** @param host that it listens at, as it is written in an address */
    static HttpDoor at(String host, int port) {
        return new HttpDoor(Stream.of(host, "localhost", "127.0.0.1", "[::1]")
                .map(each -> (each + ":" + port).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** What is wrong with a request, by its headers; the status to refuse it with is 403. */
    Optional<String> flaw(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
            return Optional.of("Host: expected an address of this machine, with the port");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            String lower = origin.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("http://") || !hosts.contains(lower.substring("http://".length()))) {
                return Optional.of("Origin: expected this server's own, or none");
            }
        }
        return Optional.empty();
    }
}
