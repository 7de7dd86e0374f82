package io.tetrarch.node;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.group.Constants;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.PolicyRejected;
import io.tetrarch.node.client.SubmissionDesk;
import io.tetrarch.node.home.DataFolder;
import io.tetrarch.node.home.EphemeralHome;
import io.tetrarch.node.home.Home;
import io.tetrarch.node.home.HomeRefused;
import io.tetrarch.node.home.Plan;
import io.tetrarch.node.replica.LocalNetwork;
import io.tetrarch.node.replica.ReplicaSet;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Opens an {@link EmbeddedCluster}. Immutable: each method returns another builder. What is said of a group that does not
 * exist yet (its name, replicas, charter, constants) is passed over where the folder holds one already.
 */
public final class EmbeddedClusterBuilder {
    private final Plan plan;
    private final Optional<Path> folder;
    private final Passphrase passphrase;
    private final Optional<SignatureScheme> scheme;
    private final UnaryOperator<Judge> judges;
    private final ClusterObserver observer;

    EmbeddedClusterBuilder() {
        this(
                Plan.standard(),
                Optional.empty(),
                Passphrase.NONE,
                Optional.empty(),
                UnaryOperator.identity(),
                ClusterObserver.NONE);
    }

    private EmbeddedClusterBuilder(
            Plan plan,
            Optional<Path> folder,
            Passphrase passphrase,
            Optional<SignatureScheme> scheme,
            UnaryOperator<Judge> judges,
            ClusterObserver observer) {
        this.plan = plan;
        this.folder = folder;
        this.passphrase = passphrase;
        this.scheme = scheme;
        this.judges = judges;
        this.observer = observer;
    }

    /** Keeps everything in this folder, which is made where it does not exist. */
    public EmbeddedClusterBuilder storedIn(Path path) {
        return new EmbeddedClusterBuilder(plan, Optional.of(path), passphrase, scheme, judges, observer);
    }

    /** Keeps nothing: group, keys and ledger end with the cluster. */
    public EmbeddedClusterBuilder inMemory() {
        return new EmbeddedClusterBuilder(plan, Optional.empty(), passphrase, scheme, judges, observer);
    }

    /** What the group shall be, where there is none yet. */
    public EmbeddedClusterBuilder plan(Plan other) {
        return new EmbeddedClusterBuilder(other, folder, passphrase, scheme, judges, observer);
    }

    /** The charter of a group that does not exist yet, as its file's bytes. */
    public EmbeddedClusterBuilder charter(byte[] file) {
        return plan(new Plan(plan.name(), plan.replicas(), file, plan.constants()));
    }

    /** The constants of a group that does not exist yet. */
    public EmbeddedClusterBuilder constants(Constants constants) {
        return plan(new Plan(plan.name(), plan.replicas(), plan.charterFile(), constants));
    }

    /** For the private keys, where they are stored encrypted. */
    public EmbeddedClusterBuilder passphrase(Passphrase other) {
        return new EmbeddedClusterBuilder(plan, folder, other, scheme, judges, observer);
    }

    /** What signs and verifies; the fastest that loads, unless told otherwise. */
    public EmbeddedClusterBuilder signatures(SignatureScheme other) {
        return new EmbeddedClusterBuilder(plan, folder, passphrase, Optional.of(other), judges, observer);
    }

    /** Puts other judges in the place of the charter's, one by one: given the charter's, returns the one to use. */
    public EmbeddedClusterBuilder judges(UnaryOperator<Judge> replacement) {
        return new EmbeddedClusterBuilder(plan, folder, passphrase, scheme, replacement, observer);
    }

    public EmbeddedClusterBuilder observer(ClusterObserver other) {
        return new EmbeddedClusterBuilder(plan, folder, passphrase, scheme, judges, other);
    }

    /**
     * Opens the cluster, founding the group where there is none; recovers what a crash left.
     *
     * @throws HomeRefused if the folder, or a file in it, cannot be used as it is
     * @throws IOException if the disk fails, or a store is damaged
     */
    public EmbeddedCluster open() throws IOException, HomeRefused {
        SignatureScheme signatures =
                scheme.orElseGet(() -> Ed25519Provider.fromSystemProperty().load());
        Home home = folder.isPresent()
                ? DataFolder.open(folder.get(), plan, signatures, passphrase)
                : EphemeralHome.found(plan, signatures);
        try {
            return open(home, signatures);
        } catch (IOException | HomeRefused | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** Compiling the policies takes longest, so it goes on while the stores are opened. */
    private EmbeddedCluster open(Home home, SignatureScheme signatures) throws IOException, HomeRefused {
        Charter charter = home.charter();
        List<String> names = home.group().replicaNames();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Tiers> tiers = threads.submit(() -> Tiers.of(charter));
            List<Future<Judge>> compiling = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int replica = i;
                compiling.add(threads.submit(() -> charter.judgeOf(names.get(replica), replica)));
            }
            ClusterParts parts = new ClusterParts(home, signatures, compiled(tiers));
            List<Judge> compiled = new ArrayList<>();
            for (Future<Judge> each : compiling) {
                compiled.add(judges.apply(compiled(each)));
            }
            return start(parts, compiled);
        }
    }

    private static <T> T compiled(Future<T> compiling) throws HomeRefused {
        try {
            return compiling.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeRefused("interrupted while the charter was compiled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PolicyRejected rejected) {
                throw new HomeRefused(rejected.in("charter.yaml"), rejected);
            }
            throw new IllegalStateException("compiling the charter", e);
        }
    }

    private EmbeddedCluster start(ClusterParts parts, List<Judge> compiled) throws IOException {
        boolean durable = folder.isPresent();
        Workers workers = new Workers("tetrarch-worker", durable ? 4 : 2);
        int count = parts.group().replicas().size();
        LocalNetwork network = new LocalNetwork(count);
        try {
            SubmissionDesk desk = new SubmissionDesk(parts.client(), network::submit, workers, TimeSource.SYSTEM);
            ClusterListener listener = new ClusterListener(desk, network, observer, (count - 1) / 3);
            ReplicaSet replicas =
                    ReplicaSet.start(parts.seats(compiled), network, workers, listener, TimeSource.SYSTEM);
            return new EmbeddedCluster(parts, network, replicas, desk, workers);
        } catch (IOException | RuntimeException e) {
            workers.close();
            parts.closeStores();
            throw e;
        }
    }
}
