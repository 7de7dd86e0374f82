package io.tetrarch.embedded;

import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.client.request.Clocks;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientHome;
import io.tetrarch.embedded.home.DataFolder;
import io.tetrarch.embedded.home.EphemeralHome;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceBook;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PersonJudge;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** Founds the group with replicas of these names, 3f+1 of them; a charter's judges go by the same names or order. */
    public EmbeddedClusterBuilder replicas(List<String> names) {
        return plan(new Plan(plan.name(), names, plan.charterFile(), plan.constants()));
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
     * Opens the cluster, founding the group where there is none; recovers what a crash left. A replica whose store is damaged
     * has failed, which {@link EmbeddedCluster#notices} says, and the others go on.
     *
     * @throws HomeRefused if the folder, or a file in it, cannot be used as it is: more stores are damaged than may fail, or
     *     the ledger, the journal or the numbers are not as far as they were
     * @throws IOException if the disk fails, or the machine does not give what is needed ({@link Shortage}); what was there
     *     is as it was then
     */
    public EmbeddedCluster open() throws IOException, HomeRefused {
        try {
            return openHome();
        } catch (IOException | RuntimeException | Error e) {
            Optional<Shortage> shortage = Shortage.of(e);
            if (shortage.isPresent()) {
                throw new IOException(shortage.get().line(), e);
            }
            throw e;
        }
    }

    private EmbeddedCluster openHome() throws IOException, HomeRefused {
        long begunNanos = System.nanoTime();
        SignatureScheme signatures =
                scheme.orElseGet(() -> Ed25519Provider.fromSystemProperty().load());
        Home home = folder.isPresent()
                ? DataFolder.open(folder.get(), plan, signatures, passphrase)
                : EphemeralHome.found(plan, signatures);
        try {
            EmbeddedCluster cluster = open(home, signatures);
            home.notices().forEach(line -> cluster.note(new Notice("ledger", line)));
            noteDamage(cluster);
            takeOver(home, cluster);
            cluster.openedIn(Duration.ofNanos(System.nanoTime() - begunNanos));
            return cluster;
        } catch (StoreDamagedException e) {
            home.close();
            throw new HomeRefused("too many stores are damaged to go on without them: " + e.getMessage(), e);
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    private static void noteDamage(EmbeddedCluster cluster) {
        List<ReplicaState> states = cluster.replicas();
        for (int i = 0; i < states.size(); i++) {
            String name = cluster.group().replicaNames().get(i);
            states.get(i)
                    .halt()
                    .ifPresent(halt -> cluster.note(new Notice(
                            "stores",
                            "replica " + name + " is out of work, and the others go on: " + halt.because()
                                    + "; once nothing runs here, 'tetrarch repair " + name
                                    + "' moves its store aside, and it heals")));
        }
    }

    private static void takeOver(ClientHome home, EmbeddedCluster cluster) throws IOException, HomeRefused {
        try {
            home.takeOverJournal().ifPresent(line -> cluster.note(new Notice("runs", line)));
            home.deviceFile()
                    .takeOver(cluster.deviceLedger())
                    .ifPresent(line -> cluster.note(new Notice("devices", line)));
        } catch (DeviceRefused e) {
            cluster.close();
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } catch (JournalRefusedException e) {
            cluster.close();
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException | Error e) {
            cluster.close();
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
            CompletableFuture<DeviceLedger> devices = new CompletableFuture<>();
            Approvals approvals = new Approvals(
                    new DeviceBook(devices::join, signatures, System::currentTimeMillis), System::currentTimeMillis);
            JudgeFactory factory = JudgeFactory.installed().or((spec, all) -> PersonJudge.of(spec, all, approvals));
            for (int i = 0; i < names.size(); i++) {
                int replica = i;
                compiling.add(threads.submit(() -> charter.judgeOf(names.get(replica), replica, factory)));
            }
            List<ReplicaStore> stores = home.openStores();
            try {
                List<Judge> compiled = new ArrayList<>();
                for (Future<Judge> each : compiling) {
                    compiled.add(judges.apply(compiled(each)));
                }
                CharterLibrary library = new CharterLibrary(
                        home.group().frame(),
                        (next, replica, index) -> judges.apply(next.judgeOf(replica, index, factory)),
                        new CompiledCharter(charter, compiled(tiers), compiled));
                return start(new ClusterParts(home, signatures, library, stores, approvals), devices);
            } catch (IOException | HomeRefused | RuntimeException | Error e) {
                for (ReplicaStore store : stores) {
                    store.close();
                }
                throw e;
            }
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

    private EmbeddedCluster start(ClusterParts parts, CompletableFuture<DeviceLedger> devices) throws IOException {
        boolean durable = folder.isPresent();
        Workers workers = new Workers("tetrarch-worker", durable ? 4 : 2);
        int count = parts.group().replicas().size();
        LocalNetwork network = new LocalNetwork(count);
        try {
            GroupClient desk = new GroupClient(
                    parts.client(), parts.epochs().latest(), network::submit, workers::executeNext, Clocks.SYSTEM);
            Observers observers = new Observers(observer);
            ClusterListener listener = new ClusterListener(
                    desk, network::cut, observers, parts.epochs()::in, new GroupSize(count).faulty(), parts::executed);
            workers.onFailure(listener::onFailed);
            ReplicaSet replicas =
                    ReplicaSet.start(parts.stores(), parts.seats(), network, workers, listener, TimeSource.SYSTEM);
            EmbeddedCluster cluster = new EmbeddedCluster(parts, network, replicas, desk, workers, observers);
            devices.complete(cluster.deviceLedger());
            return cluster;
        } catch (IOException | RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }
}
