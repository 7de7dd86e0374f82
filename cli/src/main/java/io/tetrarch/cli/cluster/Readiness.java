package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.net.client.Survey;
import io.tetrarch.net.link.Address;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Waits until replicas answer. */
public record Readiness(ClusterFolder folder, Group group) {
    /** Long enough for a handshake of two virtual machines that have just begun, on a machine that is busy. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Why they do not; empty once all of these answer. */
    public Optional<String> await(List<String> names) throws Failure, IOException, InterruptedException {
        long begunNanos = System.nanoTime();
        List<NodeProcess> waitedFor = folder.nodes(group).stream()
                .filter(node -> names.contains(node.name()))
                .toList();
        while (true) {
            SortedMap<Integer, Frame.Standing> heard = ask(waitedFor);
            List<NodeProcess> missing = waitedFor.stream()
                    .filter(node -> !heard.containsKey(group.replicaNames().indexOf(node.name())))
                    .toList();
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            for (NodeProcess node : missing) {
                if (node.find().isEmpty()) {
                    return Optional.of("replica " + node.name() + " has ended: " + String.join(" ", node.lastLines(1))
                            + " (" + node.log() + ")");
                }
            }
            if (System.nanoTime() - begunNanos > PATIENCE.toNanos()) {
                return Optional.of("replica " + missing.getFirst().name() + " does not answer; see "
                        + missing.getFirst().log());
            }
        }
    }

    private SortedMap<Integer, Frame.Standing> ask(List<NodeProcess> nodes)
            throws Failure, IOException, InterruptedException {
        List<Address> addresses = new ArrayList<>();
        for (NodeProcess node : nodes) {
            addresses.add(
                    ClusterFolder.addresses(group).get(group.replicaNames().indexOf(node.name())));
        }
        return new TreeMap<>(Survey.of(folder.client(), Ed25519Provider.PORTABLE.load(), addresses, LOOK));
    }
}
