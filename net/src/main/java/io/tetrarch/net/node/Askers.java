package io.tetrarch.net.node;

import io.tetrarch.pbft.message.Digest;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Which client asked for what lately, so that a refusal finds its way, and whether it waits for the answer. For any thread. */
final class Askers {
    private static final int MOST = 65_536;

    private final LinkedHashMap<Digest, Asker> clients = new LinkedHashMap<>();

    /**
     * @param client its key id
     * @param quiet whether it expects the answer from other replicas
     */
    record Asker(Digest client, boolean quiet) {}

    synchronized void add(Digest request, Asker asker) {
        clients.put(request, asker);
        if (clients.size() > MOST) {
            clients.pollFirstEntry();
        }
    }

    synchronized Optional<Asker> of(Digest request) {
        return Optional.ofNullable(clients.get(request));
    }
}
