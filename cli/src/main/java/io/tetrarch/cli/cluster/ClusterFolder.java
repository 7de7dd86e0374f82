package io.tetrarch.cli.cluster;

import io.tetrarch.bench.torture.FreePort;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.ClusterFounding;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.net.link.Address;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster's folder: its group, its replicas' processes, its client. */
public record ClusterFolder(Path path) {
    private static final int STANDARD = 4;

    boolean isFounded() {
        return Files.exists(groupFile());
    }

    public Path groupFile() {
        return path.resolve("group.json");
    }

    /** Makes the group of so many replicas, at ports that are free now. */
    void found(int replicas) throws Failure, IOException {
        found(replicas, Plan.standard().charterFile());
    }

    /** The same, with this charter. */
    void found(int replicas, byte[] charter) throws Failure, IOException {
        found(replicas, charter, freeAddresses(replicas));
    }

    /** The same, of replicas that are reached at these addresses. */
    public void found(int replicas, byte[] charter, List<String> addresses) throws Failure, IOException {
        Plan standard = Plan.standard();
        List<String> names = replicas == STANDARD
                ? standard.replicas()
                : IntStream.rangeClosed(1, replicas)
                        .mapToObj(number -> "replica-" + number)
                        .toList();
        Plan plan = new Plan("cluster", names, charter, standard.constants());
        try {
            ClusterFounding.found(path, plan, addresses, Ed25519Provider.PORTABLE.load());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /**
     * All held at once, so that no two are the same; below the ports that systems give to connections that go out, one of which
     * would else have a replica's place while it is restarted.
     */
    public static List<String> freeAddresses(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                held.add(FreePort.listen());
            }
            return held.stream()
                    .map(socket -> "127.0.0.1:" + socket.getLocalPort())
                    .toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** What its client needs. */
    public ClientFolder client() throws Failure, IOException {
        try {
            return ClientFolder.open(ClusterFounding.client(path), Ed25519Provider.PORTABLE.load(), Passphrase.NONE);
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** By index. */
    public List<NodeProcess> nodes(Group group) {
        return group.replicas().stream()
                .map(replica -> new NodeProcess(
                        replica.name(),
                        groupFile().toAbsolutePath(),
                        ClusterFounding.node(path.toAbsolutePath(), replica.name())))
                .toList();
    }

    NodeProcess node(String name) throws Failure, IOException {
        Group group = client().group();
        return nodes(group).stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("expected a replica of the cluster ("
                        + String.join(", ", group.replicaNames()) + "), found " + name));
    }

    /** Where the group file says that the replicas are reached. */
    public static List<Address> addresses(Group group) {
        return group.replicas().stream()
                .flatMap(replica -> replica.address().flatMap(Address::parse).stream())
                .toList();
    }

    /** As {@code --server} takes it. */
    static String servers(Group group) {
        return group.replicas().stream()
                .map(ReplicaMember::address)
                .flatMap(address -> address.stream())
                .collect(Collectors.joining(","));
    }
}
