package io.tetrarch.embedded;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceBook;
import io.tetrarch.node.device.PersonJudge;
import io.tetrarch.node.judge.CharterJudge;
import io.tetrarch.node.replica.InspectionJson;
import io.tetrarch.node.replica.Links;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.node.replica.ReplicaLoop;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.group.Group;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One replica of a group whose others run elsewhere, with the ticker that minds its timers. For any thread. */
public final class OneReplica implements AutoCloseable {
    private static final long TICK_MILLIS = 10;
    private static final int WORKERS = 2;

    private final int self;
    private final ReplicaLoop loop;
    private final LedgerArchive archive;
    private final FollowedLineage lineage;
    private final ReplicaListener listener;
    private final Workers workers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread ticker;

    private OneReplica(
            NodeFolder home,
            ReplicaStore store,
            ReplicaLoop.ReplicaContext context,
            FollowedLineage lineage,
            Workers workers) {
        this.self = home.self();
        this.archive = store.archive();
        this.loop = new ReplicaLoop(self, home.group().replicas().size(), store, context);
        this.lineage = lineage;
        this.listener = context.listener();
        this.workers = workers;
        this.ticker = Thread.ofPlatform().name("tetrarch-ticker").daemon(true).unstarted(this::tick);
    }

    /**
     * What a replica has around it.
     *
     * @param store puts something before its store, to watch it
     */
    public record Outside(Links links, ReplicaListener listener, UnaryOperator<ReplicaStore> store) {}

    /**
     * Recovers the replica from its folder. It talks over the links from then on, and hears what
     * {@link #receive} and {@link #submit} bring.
     *
     * @throws HomeRefused if its store is damaged or another's, or the charter does not compile here
     */
    public static OneReplica start(NodeFolder home, SignatureScheme scheme, Outside outside)
            throws IOException, HomeRefused {
        ReplicaListener listener = outside.listener();
        FollowedLineage lineage = new FollowedLineage(home.group(), scheme, home::keep);
        LocalDevices devices = new LocalDevices(home.self(), lineage);
        Approvals approvals = new Approvals(
                new DeviceBook(() -> devices, scheme, System::currentTimeMillis), System::currentTimeMillis);
        CharterLibrary library = library(home, approvals);
        LocalSeats seats = new LocalSeats(
                home,
                scheme,
                lineage,
                (replica, group, service, cases) -> new CharterJudge(replica, group, service, library, cases, scheme));
        devices.of(seats::services);
        Workers workers = Workers.thatSleep("tetrarch-worker", WORKERS);
        workers.onFailure(listener::onFailed);
        ReplicaLoop.ReplicaContext context = new ReplicaLoop.ReplicaContext(
                workers, outside.links(), listener, TimeSource.SYSTEM, seats, begun -> {});
        try {
            ReplicaStore store = outside.store().apply(home.openStore());
            OneReplica replica = new OneReplica(home, store, context, lineage, workers);
            replica.recover();
            return replica;
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    /** The judges of the other seats are asked where those replicas run; a later charter has to compile for all of them. */
    private static CharterLibrary library(NodeFolder home, Approvals approvals) throws HomeRefused {
        JudgeFactory factory = JudgeFactory.installed().or((spec, all) -> PersonJudge.of(spec, all, approvals));
        Charter charter = home.charter();
        int self = home.self();
        try {
            Judge own = charter.judgeOf(home.group().replicaNames().get(self), self, factory);
            List<Judge> all = new ArrayList<>();
            home.group().replicaNames().forEach(name -> all.add(own));
            return new CharterLibrary(
                    home.group().frame(),
                    (next, name, index) -> next.judgeOf(name, index, factory),
                    new CompiledCharter(charter, Tiers.of(charter), all));
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter"), e);
        }
    }

    private void recover() throws IOException {
        try {
            loop.recover();
            ticker.start();
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Without ticks no timer runs, so whatever ends them ends the replica. */
    private void tick() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                loop.tick();
                listener.onTick();
            }
        } catch (RuntimeException | Error e) {
            listener.onFailed(e);
        } catch (InterruptedException e) {
            listener.onFailed(e);
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A message from a peer that the link knows by its index; dropped if the peer has too much waiting. If the replica rests,
     * the caller's thread takes the turn that follows from it, with its sync; else it comes back at once.
     */
    public void receive(int sender, Signed<?> message) {
        workers.here(() -> loop.receive(sender, message));
    }

    /** A request from a client; likewise. */
    public void submit(SignedRequest request) {
        workers.here(() -> loop.submit(request));
    }

    /** The leader of this view owes nothing any more: if something is owed, the replica leaves the view at once. */
    public void leaderIsGone(long view) {
        loop.leaderIsGone(view);
    }

    /** What waits in its mailbox, by replica, and after them of all clients together. */
    public List<MailboxLoad> mailbox() {
        return loop.mailbox();
    }

    /** What it has executed. */
    public LedgerArchive archive() {
        return archive;
    }

    /** What it is at, as JSON; asking waits for the turn that it is in, and changes nothing. */
    public JsonObject inspection() throws IOException, InterruptedException {
        return InspectionJson.of(group(), self, loop.inspect());
    }

    public ReplicaState state() {
        return loop.state();
    }

    /** The group in the latest epoch that this replica has come to. */
    public Group group() {
        return lineage.latest().group();
    }

    /** Stops the replica after the turn that it is in, and closes its store. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        loop.close();
        workers.close();
    }
}
