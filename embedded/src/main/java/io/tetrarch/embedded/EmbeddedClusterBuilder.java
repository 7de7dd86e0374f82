package io.tetrarch.embedded;

import io.tetrarch.client.GateSettings;
import io.tetrarch.client.OutcomeListener;
import io.tetrarch.client.request.Clocks;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Handover;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.DataFolder;
import io.tetrarch.embedded.home.EphemeralHome;
import io.tetrarch.embedded.home.Home;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.RegisteredJudges;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.SeatedJudge;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceBook;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.device.PersonJudge;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.node.store.Databases;
import io.tetrarch.node.store.NoDatabaseException;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Opens an {@link EmbeddedCluster}. Immutable: each method returns another builder. What is said of the group (its replicas,
 * charter, constants) is what a new one gets; one that is in the folder already must be so, or it is not opened.
 */
public final class EmbeddedClusterBuilder {
    private Plan plan = Plan.standard();
    private Optional<Path> folder = Optional.empty();
    private Passphrase passphrase = Passphrase.NONE;
    private Optional<SignatureScheme> scheme = Optional.empty();
    private UnaryOperator<Judge> judges = UnaryOperator.identity();
    private ClusterObserver observer = ClusterObserver.NONE;
    private InTurn inTurn = InTurn.NOTHING;
    private Executor answers = Handover.VIRTUAL_THREADS;
    private GateSettings settings = GateSettings.DEFAULT;
    private Optional<SaidCharter> said = Optional.empty();
    private boolean replaced;
    private RegisteredJudges registered = new RegisteredJudges(Map.of());
    private Optional<OutcomeListener> outcomeListener = Optional.empty();
    private boolean namesSaid;
    private boolean constantsSaid;

    EmbeddedClusterBuilder() {}

    /** A copy with this changed; nothing is changed later. */
    private EmbeddedClusterBuilder with(Consumer<EmbeddedClusterBuilder> change) {
        EmbeddedClusterBuilder next = new EmbeddedClusterBuilder();
        next.plan = plan;
        next.folder = folder;
        next.passphrase = passphrase;
        next.scheme = scheme;
        next.judges = judges;
        next.replaced = replaced;
        next.registered = registered;
        next.outcomeListener = outcomeListener;
        next.observer = observer;
        next.inTurn = inTurn;
        next.answers = answers;
        next.settings = settings;
        next.said = said;
        next.namesSaid = namesSaid;
        next.constantsSaid = constantsSaid;
        change.accept(next);
        return next;
    }

    /** Keeps everything in this folder, which is made where it does not exist. */
    public EmbeddedClusterBuilder storedIn(Path path) {
        return with(next -> next.folder = Optional.of(path));
    }

    /** Keeps nothing: group, keys and ledger end with the cluster. */
    public EmbeddedClusterBuilder inMemory() {
        return with(next -> next.folder = Optional.empty());
    }

    /** What the group shall be where there is none yet; one that is there may be another. */
    public EmbeddedClusterBuilder plan(Plan other) {
        return with(next -> {
            next.plan = other;
            next.said = Optional.empty();
            next.namesSaid = false;
            next.constantsSaid = false;
        });
    }

    /** The group's charter, as its file's bytes. A group in the folder that goes by another is refused, with what differs. */
    public EmbeddedClusterBuilder charter(byte[] file) {
        return charter(file, false);
    }

    /**
     * {@link #charter(byte[])}, but where the group in the folder has never had this charter, it is put before it, as the
     * version that follows the one in force; {@link EmbeddedCluster#proposed} is the decision. Until that has come, and where
     * it is no approval, the group goes by the charter that it has.
     */
    public EmbeddedClusterBuilder proposedCharter(byte[] file) {
        return charter(file, true);
    }

    private EmbeddedClusterBuilder charter(byte[] file, boolean proposed) {
        byte[] copy = file.clone();
        return with(next -> {
            next.plan = new Plan(plan.name(), plan.replicas(), copy, plan.constants(), plan.judges());
            next.said = Optional.of(new SaidCharter(copy, proposed));
        });
    }

    /**
     * The names of the group's replicas, 3f+1 of them; a charter's judges go by the same names or order. A group in the folder
     * that has others is not opened.
     */
    public EmbeddedClusterBuilder replicas(List<String> names) {
        return with(next -> {
            next.plan = new Plan(plan.name(), names, plan.charterFile(), plan.constants(), plan.judges());
            next.namesSaid = true;
        });
    }

    /** The group's constants. One in the folder that has others is not opened. */
    public EmbeddedClusterBuilder constants(Constants constants) {
        return with(next -> {
            next.plan = new Plan(plan.name(), plan.replicas(), plan.charterFile(), constants, plan.judges());
            next.constantsSaid = true;
        });
    }

    /** For the private keys, where they are stored encrypted. */
    public EmbeddedClusterBuilder passphrase(Passphrase other) {
        return with(next -> next.passphrase = other);
    }

    /** What signs and verifies; the fastest that loads, unless told otherwise. */
    public EmbeddedClusterBuilder signatures(SignatureScheme other) {
        return with(next -> next.scheme = Optional.of(other));
    }

    /**
     * Puts other judges in the place of the charter's, one by one: given the charter's, returns the one to use. Whatever a
     * judge does wrong (it throws, answers nothing or too much, or does not answer in time) is an ABSTAIN of its replica. One
     * that does not say who it is gets no seat: the cluster is not opened, and no swap to such a charter approved. A group
     * that is founded with them accepts them; in one that was founded with others, they abstain.
     */
    public EmbeddedClusterBuilder judges(UnaryOperator<Judge> replacement) {
        return with(next -> {
            next.judges = replacement;
            next.replaced = true;
        });
    }

    /**
     * Makes the judges that charters name so, as {@code java: {registered: NAME, digest: HEX}}: their
     * {@link Judge#policyDigest} must be the digest that the charter gives, or they abstain.
     */
    public EmbeddedClusterBuilder register(String name, Function<JudgeSpec.Registered, Judge> maker) {
        return with(next -> next.registered = registered.and(name, maker));
    }

    /** Is told of every decision, and of every request that came to none, where answers go; whatever it does there. */
    public EmbeddedClusterBuilder listener(OutcomeListener other) {
        return with(next -> next.outcomeListener = Optional.of(other));
    }

    /**
     * A new group accepts any judges, those of later builds among them, without being asked: its proofs do not tell whose
     * verdicts they hold. Unless told so, it accepts those that it is founded with.
     */
    public EmbeddedClusterBuilder anyJudges() {
        return with(next -> next.plan = plan.with(new Plan.Judges.Any()));
    }

    /** Is told what the replicas do, on a thread of its own; whatever it does there, they go on. */
    public EmbeddedClusterBuilder observer(ClusterObserver other) {
        return with(next -> next.observer = other);
    }

    /**
     * What the stages of {@link EmbeddedCluster#decideAsync} complete on, and so what depends on them runs on; a virtual
     * thread for each, unless told otherwise. Where it refuses, they complete elsewhere.
     */
    public EmbeddedClusterBuilder answersOn(Executor executor) {
        return with(next -> next.answers = executor);
    }

    /** How it works in this process: its threads, how much may be open, how long it waits, what goes along with an answer. */
    public EmbeddedClusterBuilder settings(GateSettings other) {
        return with(next -> next.settings = other);
    }

    EmbeddedClusterBuilder inTurn(InTurn other) {
        return with(next -> next.inTurn = other);
    }

    /**
     * Opens the cluster, founding the group where there is none; recovers what a crash left. A replica whose store is damaged
     * has failed, which {@link EmbeddedCluster#notices} says, and the others go on.
     *
     * @throws HomeRefused if the folder, or a file in it, cannot be used as it is: more stores are damaged than may fail, or
     *     the ledger, the journal or the numbers are not as far as they were
     * @throws NoDatabaseException if a folder is named and nothing on the class path can keep anything in one
     * @throws IOException if the disk fails, or the machine does not give what is needed ({@link Shortage}); nothing is lost
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
        if (folder.isPresent()) {
            Databases.installed(); // before anything is made in it
        }
        Replacement once = new Replacement(judges);
        Plan founded = replaced && !(plan.judges() instanceof Plan.Judges.Any)
                ? plan.with(new Plan.Judges.Replaced(once::found))
                : plan;
        Home home = folder.isPresent()
                ? DataFolder.open(folder.get(), founded, signatures, passphrase)
                : EphemeralHome.found(founded, signatures);
        try {
            holdGroup(home.group());
            EmbeddedCluster cluster = open(home, signatures, once);
            home.notices().forEach(line -> cluster.note(new Notice("ledger", line)));
            Opening.noteDamage(cluster);
            cluster.strangers().ifPresent(line -> cluster.note(new Notice("judges", line)));
            Opening.takeOver(home, cluster);
            holdCharter(cluster);
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

    private void holdGroup(Group group) throws HomeRefused {
        if (namesSaid && !group.replicaNames().equals(plan.replicas())) {
            throw new HomeRefused("the group has the replicas " + String.join(", ", group.replicaNames()) + ", not "
                    + String.join(", ", plan.replicas()));
        }
        if (constantsSaid && !group.constants().equals(plan.constants())) {
            throw new HomeRefused("the group has other constants than those given: " + group.constants());
        }
    }

    private void holdCharter(EmbeddedCluster cluster) throws IOException, HomeRefused {
        if (said.isPresent()) {
            try {
                cluster.proposed(said.get().hold(cluster));
            } catch (HomeRefused | RuntimeException e) {
                cluster.close();
                throw e;
            }
        }
    }

    /** Compiling the policies takes longest, so it goes on while the stores are opened. */
    private EmbeddedCluster open(Home home, SignatureScheme signatures, Replacement once)
            throws IOException, HomeRefused {
        Charter charter = home.charter();
        List<String> names = home.group().replicaNames();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Tiers> tiers = threads.submit(() -> Tiers.of(charter));
            List<Future<Judge>> compiling = new ArrayList<>();
            CompletableFuture<DeviceLedger> devices = new CompletableFuture<>();
            Approvals approvals = new Approvals(
                    new DeviceBook(devices::join, signatures, System::currentTimeMillis), System::currentTimeMillis);
            JudgeFactory factory = JudgeFactory.installed()
                    .or((spec, all) -> PersonJudge.of(spec, all, approvals))
                    .or(registered);
            for (int i = 0; i < names.size(); i++) {
                int replica = i;
                compiling.add(threads.submit(() -> charter.judgeOf(names.get(replica), replica, factory)));
            }
            List<ReplicaStore> stores = home.openStores();
            try {
                List<Judge> compiled = new ArrayList<>();
                for (Future<Judge> each : compiling) {
                    compiled.add(seated(once, compiled(each), names.get(compiled.size())));
                }
                CharterLibrary library = new CharterLibrary(
                        home.group().frame(),
                        (next, replica, index) ->
                                SeatedJudge.of(once.seat(next.judgeOf(replica, index, factory)), replica),
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

    private static Judge seated(Replacement once, Judge ofCharter, String replica) throws HomeRefused {
        try {
            return SeatedJudge.of(once.seat(ofCharter), replica);
        } catch (RuntimeException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
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
        Workers workers = GateWorkers.of(settings, folder.isPresent());
        int count = parts.group().replicas().size();
        LocalNetwork network = new LocalNetwork(count);
        try {
            GroupClient desk = new GroupClient(
                    parts.client(),
                    parts.epochs().latest(),
                    network::submit,
                    workers::executeNext,
                    Clocks.SYSTEM,
                    settings);
            Observers observers = new Observers(observer, inTurn);
            ClusterListener listener = new ClusterListener(
                    desk, network::cut, observers, parts.epochs()::in, new GroupSize(count).faulty(), parts::executed);
            workers.onFailure(listener::onFailed);
            ReplicaSet replicas =
                    ReplicaSet.start(parts.stores(), parts.seats(), network, workers, listener, TimeSource.SYSTEM);
            Handover handover = new Handover(answers, settings.context(), ClusterLog::answersRefused);
            EmbeddedCluster cluster = new EmbeddedCluster(
                    parts,
                    network,
                    replicas,
                    desk,
                    workers,
                    new Audience(observers, handover, new Outcomes(outcomeListener)));
            devices.complete(cluster.deviceLedger());
            return cluster;
        } catch (IOException | RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }
}
