package io.tetrarch.embedded.home;

import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group of mode {@code processes} for one machine, with all its keys in one folder, for trying it out: where operators do
 * not trust each other, keys never meet. The folder:
 *
 * <pre>
 * group.json, charter.yaml  for all
 * nodes/NAME/key.pem        a replica's private key
 * nodes/NAME/data/          what it keeps ({@link NodeFolder})
 * gate/                     what the client needs ({@link ClientFolder})
 * </pre>
 */
public final class ClusterFounding {
    private static final String OPERATOR = "this host";
    private static final String NODES = "nodes";
    private static final String CLIENT = "gate";

    private ClusterFounding() {}

    /** Where a replica of the cluster lives. */
    public static Path node(Path cluster, String replica) {
        return cluster.resolve(NODES).resolve(replica);
    }

    /** Where its client lives. */
    public static Path client(Path cluster) {
        return cluster.resolve(CLIENT);
    }

    /**
     * Makes the folder, whole or not at all.
     *
     * @param addresses of the replicas, HOST:PORT, in the order of the plan
     * @throws HomeRefused if there is something in it already, or the plan is of no possible group
     */
    public static void found(Path cluster, Plan plan, List<String> addresses, SignatureScheme scheme)
            throws IOException, HomeRefused {
        Founding founding = Founding.of(plan, scheme);
        Group group = placed(founding.group(), addresses);
        makeWhole(cluster, staging -> write(staging, plan, founding, group));
    }

    /** Fills a folder that is to be made. */
    @FunctionalInterface
    interface Filling {
        void fill(Path staging) throws IOException, KeyFileException;
    }

    /**
     * Makes a folder, whole or not at all.
     *
     * @throws HomeRefused if there is something in it already
     */
    static void makeWhole(Path cluster, Filling filling) throws IOException, HomeRefused {
        Path folder = cluster.toAbsolutePath();
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new HomeRefused(cluster + " holds no group file but other things; give a folder of its own");
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new HomeRefused(cluster + " is no folder for a cluster");
        }
        Files.createDirectories(parent);
        Path staging = Files.createTempDirectory(parent, "." + folder.getFileName() + ".founding-");
        try {
            filling.fill(staging);
            Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Staging.sync(parent);
        } catch (KeyFileException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } finally {
            delete(staging);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.findAny().isEmpty();
        }
    }

    private static Group placed(Group embedded, List<String> addresses) throws HomeRefused {
        List<ReplicaMember> seats = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            ReplicaMember seat = embedded.replicas().get(i);
            seats.add(new ReplicaMember(seat.name(), seat.key(), Optional.of(addresses.get(i)), OPERATOR));
        }
        try {
            return new Group(
                    new Group.Title(embedded.name(), 1, Mode.PROCESSES),
                    seats,
                    embedded.clients(),
                    embedded.charter(),
                    embedded.constants());
        } catch (IllegalArgumentException e) {
            throw new HomeRefused("the group cannot be made: " + e.getMessage(), e);
        }
    }

    private static void write(Path folder, Plan plan, Founding founding, Group group)
            throws IOException, KeyFileException {
        Path nodes = Files.createDirectory(folder.resolve(NODES));
        for (int i = 0; i < plan.replicas().size(); i++) {
            Path node = Files.createDirectory(nodes.resolve(plan.replicas().get(i)));
            createKey(node.resolve("key.pem"), founding.replicaSeeds().get(i));
            Path stores = Files.createDirectories(node.resolve("data").resolve(Staging.REPLICAS));
            Files.createFile(
                    Staging.unused(node.resolve("data"), plan.replicas().get(i)));
            Staging.sync(stores);
        }
        Path client = Files.createDirectory(folder.resolve(CLIENT));
        writeClient(client, founding.gateSeed());
        for (Path each : List.of(client, folder)) {
            writePublic(each, group, plan.charterFile());
        }
    }

    /** What the client has for itself alone. */
    static void writeClient(Path client, byte[] seed) throws IOException, KeyFileException {
        Files.createDirectory(client.resolve("keys"));
        createKey(Staging.keyFile(client, Plan.GATE), seed);
        ReservedNumbers.create(client.resolve(Staging.NUMBERS));
    }

    /** What everybody has. */
    static void writePublic(Path folder, Group group, byte[] charterFile) throws IOException {
        Files.write(folder.resolve(Staging.CHARTER), charterFile);
        Files.write(folder.resolve(Staging.GROUP), GroupFile.write(group).getBytes(StandardCharsets.UTF_8));
        Staging.sync(folder);
    }

    private static void createKey(Path file, byte[] seed) throws IOException, KeyFileException {
        PrivateKeyFile.create(file, seed, Passphrase.NONE);
        Arrays.fill(seed, (byte) 0);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
