package io.tetrarch.net.link;

import java.util.Optional;

/** Where something listens. */
public record Address(String host, int port) {
    private static final int LAST_PORT = 65_535;

    /** Empty if it is not HOST:PORT; an IPv6 address stands in brackets. */
    public static Optional<Address> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            return Optional.empty();
        }
        return port(text.substring(colon + 1))
                .map(port -> new Address(bracketed ? host.substring(1, host.length() - 1) : host, port));
    }

    private static Optional<Integer> port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(digits)).filter(port -> port <= LAST_PORT);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
