package io.tetrarch.cli.inspect;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.json.JsonObject;
import io.tetrarch.net.client.RemoteReplicas;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the replicas of a running group say that they are at. */
final class ReplicaAnswers {
    private ReplicaAnswers() {}

    /** @param replica only the one of this name */
    static Map<String, JsonObject> of(GroupOption group, List<Address> addresses, Optional<String> replica)
            throws Failure, IOException, InterruptedException {
        ClientFolder client = group.client();
        Map<String, JsonObject> all;
        try {
            all = RemoteReplicas.inspect(client, Ed25519Provider.PORTABLE.load(), addresses);
        } catch (IOException e) {
            throw Failure.badInput("--server: " + e.getMessage());
        }
        if (replica.isEmpty()) {
            return all;
        }
        JsonObject one = all.get(replica.get());
        if (one == null) {
            throw Failure.badInput("--replica: expected one that answers, of " + String.join(", ", all.keySet())
                    + "; found " + replica.get());
        }
        return Map.of(replica.get(), one);
    }
}
