package io.tetrarch.cli.processes;

import io.tetrarch.bench.RoundCharter;
import io.tetrarch.bench.torture.Relay;
import io.tetrarch.cli.cluster.ClusterFolder;
import io.tetrarch.cli.cluster.NodeProcess;
import io.tetrarch.cli.cluster.Readiness;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.net.client.Survey;
import io.tetrarch.net.link.Address;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes that are tried, with a relay on every way between them. For one thread. */
final class TortureGroup implements AutoCloseable {
    static final int REPLICAS = 4;
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final String TRAITOR = "io.tetrarch.cli.processes.TraitorMain";

    private final Path parent;
    private final boolean keep;
    private final ClusterFolder folder;
    private final Relay relay;
    private final Map<Long, Integer> indices;
    private final List<Integer> ports;
    private final Group group;
    private final List<NodeProcess> nodes;
    private final int traitor;
    private final long seed;
    private final List<SmallDisk> disks = new ArrayList<>();

    private TortureGroup(Path parent, boolean keep, long seed) throws Failure, IOException {
        this.parent = parent;
        this.keep = keep;
        this.seed = seed;
        this.folder = new ClusterFolder(parent.resolve("cluster"));
        Map<Long, Integer> known = new ConcurrentHashMap<>();
        this.indices = known;
        this.relay = Relay.open(REPLICAS, process -> known.getOrDefault(process, Relay.CLIENT));
        folder.found(REPLICAS, RoundCharter.small().file(), relay.addresses());
        this.ports = ClusterFolder.freeAddresses(REPLICAS).stream()
                .map(address -> Address.parse(address).orElseThrow().port())
                .toList();
        this.group = folder.client().group();
        this.nodes = folder.nodes(group);
        this.traitor = (int) Math.floorMod(seed, (long) REPLICAS);
    }

    /** Founds a group in a folder of its own, starts all of it, and waits until it answers. */
    static TortureGroup begin(long seed, boolean keep) throws Failure, IOException, InterruptedException {
        TortureGroup made = new TortureGroup(Files.createTempDirectory("tetrarch-torture-"), keep, seed);
        try {
            SmallDisk.under(made.data(made.ofDisk())).ifPresent(made.disks::add);
            for (int replica = 0; replica < REPLICAS; replica++) {
                boolean isEmptyDisk = replica == made.ofDisk() && made.disk().isPresent();
                made.start(replica, replica == made.traitor, isEmptyDisk ? List.of("--new") : List.of());
            }
            made.requireReady(IntStream.range(0, REPLICAS).boxed().toList());
            return made;
        } catch (Failure | IOException | InterruptedException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    Path path() {
        return folder.path();
    }

    Path groupFile() {
        return folder.groupFile();
    }

    ClientFolder client() throws Failure, IOException {
        return folder.client();
    }

    Group group() {
        return group;
    }

    String name(int replica) {
        return group.replicaNames().get(replica);
    }

    List<Address> addresses() {
        return ClusterFolder.addresses(group);
    }

    Relay relay() {
        return relay;
    }

    int traitor() {
        return traitor;
    }

    List<Integer> honest() {
        return IntStream.range(0, REPLICAS)
                .filter(replica -> replica != traitor)
                .boxed()
                .toList();
    }

    /** Who leads the view that most of the honest ones say they are in, if anybody answers. */
    Optional<Integer> leader() throws Failure, IOException, InterruptedException {
        Map<Long, Long> views =
                Survey.of(client(), Ed25519Provider.PORTABLE.load(), addresses(), LOOK).entrySet().stream()
                        .filter(each -> each.getKey() != traitor)
                        .collect(Collectors.groupingBy(
                                each -> each.getValue().view(), TreeMap::new, Collectors.counting()));
        return views.entrySet().stream().max(Map.Entry.comparingByValue()).map(each ->
                (int) (each.getKey() % REPLICAS));
    }

    /** Of an honest replica; empty where none could be made here. */
    Optional<SmallDisk> disk() {
        return disks.stream().findFirst();
    }

    /** Whose disk that is. */
    int ofDisk() {
        return honest().getFirst();
    }

    NodeProcess node(int replica) {
        return nodes.get(replica);
    }

    Path data(int replica) {
        return nodes.get(replica).folder().resolve("data");
    }

    /** Starts a replica's process and lets others reach it. */
    void start(int replica, boolean lies) throws IOException {
        start(replica, lies, List.of());
    }

    private void start(int replica, boolean lies, List<String> more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--listen", "127.0.0.1:" + ports.get(replica)));
        options.addAll(more);
        if (lies) {
            options.addAll(List.of(TraitorMain.SEED, Long.toString(seed)));
        }
        Process process = nodes.get(replica).start(lies ? TRAITOR : NodeProcess.MAIN, options);
        indices.put(process.pid(), replica);
        relay.watch(List.copyOf(indices.keySet()));
        relay.begin(replica, ports.get(replica));
    }

    void kill(int replica) throws IOException, InterruptedException {
        nodes.get(replica).kill();
        relay.end(replica);
    }

    /** Asks it to end. */
    void stop(int replica) throws IOException, InterruptedException {
        nodes.get(replica).stop();
        relay.end(replica);
    }

    /** Nobody listens for a replica whose process has ended of its own. */
    void ended(int replica) throws IOException {
        relay.end(replica);
    }

    /** Why these do not answer; empty once they do. */
    Optional<String> await(List<Integer> replicas) throws Failure, IOException, InterruptedException {
        return new Readiness(folder, group)
                .await(replicas.stream().map(this::name).toList());
    }

    private void requireReady(List<Integer> replicas) throws Failure, IOException, InterruptedException {
        Optional<String> trouble = await(replicas);
        if (trouble.isPresent()) {
            throw new IOException(trouble.get());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (NodeProcess node : nodes) {
                node.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            relay.close();
            for (SmallDisk disk : disks) {
                disk.close();
            }
        }
        if (!keep) {
            try (Stream<Path> tree = Files.walk(parent)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
