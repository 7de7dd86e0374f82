package io.tetrarch.net.node;

import io.tetrarch.pbft.message.Digest;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Which client asked for what lately, so that a refusal finds its way. For any thread. */
final class Askers {
    private static final int MOST = 65_536;

    private final LinkedHashMap<Digest, Digest> clients = new LinkedHashMap<>();

    synchronized void add(Digest request, Digest client) {
        clients.put(request, client);
        if (clients.size() > MOST) {
            clients.pollFirstEntry();
        }
    }

    synchronized Optional<Digest> of(Digest request) {
        return Optional.ofNullable(clients.get(request));
    }
}
