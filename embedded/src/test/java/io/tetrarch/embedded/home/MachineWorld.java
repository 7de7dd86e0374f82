package io.tetrarch.embedded.home;

import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.VolatileMachine;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Clients;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Machinery;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A simulated world of four replicas whose logs, marks, numbers and journal are the real code's, on machines in memory. The
 * checkers are the simulator's own; besides, a journal lets nothing run twice, a number is given out once, and the ledger
 * that is there is as long as the folder's mark says.
 */
final class MachineWorld implements AutoCloseable {
    static final int REPLICAS = 4;
    private static final int FAULTY = 1;
    private static final int VICTIM = 0;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int PATIENCE = 120;
    private static final long A_WHILE_MILLIS = 300;

    private final World world;
    private final List<Host> hosts = new ArrayList<>();
    private final List<StoreInMemory> stores = new ArrayList<>();
    private final ExecutorInMemory executor;
    private final Set<Long> numbersUsed = new HashSet<>();
    private final Map<Long, Integer> executedBy = new TreeMap<>();
    private Optional<ReservedNumbers> numbers = Optional.empty();
    private int numbersOf = -1;
    private boolean hasLearnt;
    private LedgerMark mark = LedgerMark.EMPTY;

    /**
     * @param real a folder of this machine
     * @param shared whether all replicas are on one machine, as those of one process are
     */
    MachineWorld(Path real, boolean shared, Loss loss, VolatileMachine.Beside beside) throws IOException {
        world = new World(
                new WorldConfig(
                        1, REPLICAS, List.of(), Profile.CALM, new WorldConfig.Load(0, 1, 0), WorldConfig.Tuning.SMALL),
                Kit.symbolic(new LongSignatures(), REPLICAS, 1),
                new Hooks(
                        Faults.all(),
                        Optional.of(Weather.still()),
                        briefing -> new Conspiracy(REPLICAS) {},
                        new WorldListener() {
                            @Override
                            public void did(long millis, int replica, Effect effect) {
                                if (effect instanceof Effect.Execute execute) {
                                    executed(replica, execute.batches());
                                }
                            }
                        },
                        new Transcript(null)));
        List<String> names = IntStream.range(0, REPLICAS).mapToObj(i -> "r" + i).toList();
        List<Integer> all = IntStream.range(0, REPLICAS).boxed().toList();
        Host common = new Host(world, real, names, shared ? all : List.of(VICTIM), loss, VolatileMachine.with(beside));
        for (int i = 0; i < REPLICAS; i++) {
            Host host = shared || i == VICTIM
                    ? common
                    : new Host(world, real, names, List.of(i), loss, VolatileMachine.with(beside));
            hosts.add(host);
            stores.add(new StoreInMemory(host, i));
            Machinery.keepOn(world, i, stores.get(i));
        }
        ReservedNumbers.create(common.disk(), numbersFile());
        FolderMark.NEW.write(common.disk(), common.folder());
        executor = new ExecutorInMemory(common, real);
        if (shared) {
            common.whenOpened(this::requireLedger);
        }
    }

    World world() {
        return world;
    }

    /** The one whose power goes. */
    Host host() {
        return hosts.get(VICTIM);
    }

    int ran() {
        return executor.ran();
    }

    private Path numbersFile() {
        return host().folder().resolve(Staging.NUMBERS);
    }

    private void executed(int replica, List<Batch> batches) {
        for (Batch batch : batches) {
            int count = executedBy.merge(batch.sequence(), 1, Integer::sum);
            if (count == FAULTY + 1) {
                note(batch);
            }
        }
        if (replica != VICTIM) {
            return;
        }
        for (Batch batch : batches) {
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision -> {
                        if (decision.outcome() == Outcome.APPROVED && host().hasPower()) {
                            executor.offer(decision.request()).ifPresent(what -> world.violated("S5", VICTIM, what));
                        }
                    }
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    /** The folder remembers how far the ledger has come. */
    private void note(Batch batch) {
        LedgerMark further = mark.orFurther(LedgerMark.after(batch));
        if (!further.equals(mark) && host().hasPower()) {
            mark = further;
            try {
                FolderMark.NEW.with(mark).write(host().disk(), host().folder());
            } catch (IOException e) {
                host().failed(e);
            }
        }
    }

    /** As an opening does: what the mark says there must be, the stores have. */
    private void requireLedger() {
        if (stores.stream().anyMatch(store -> store.store().isEmpty()) || !host().hasPower()) {
            return;
        }
        List<ReplicaStore> open =
                stores.stream().map(store -> store.store().orElseThrow()).toList();
        try {
            LedgerMark known = FolderMark.read(host().disk(), host().folder())
                    .orElseThrow()
                    .ledger();
            new KeptLedger(open, FAULTY).missing(known).ifPresent(what -> world.violated("S7", -1, what));
        } catch (IOException | HomeRefused e) {
            world.violated("S7", -1, "what the folder remembers cannot be read: " + e);
        }
    }

    private Optional<SignedRequest> request(String tier) {
        if (!host().hasPower()) {
            return Optional.empty();
        }
        try {
            if (numbers.isEmpty() || numbersOf != host().starts()) {
                numbersOf = host().starts();
                numbers = Optional.of(ReservedNumbers.open(host().disk(), numbersFile()));
            }
            long number = numbers.get().next();
            if (!numbersUsed.add(number)) {
                world.violated("S5", -1, "number " + number + " is given out again");
            }
            long now = World.EPOCH_MILLIS + world.now();
            String action = "{\"number\":" + number + "}";
            return Optional.of(Clients.sign(
                    Machinery.latest(world).notary(),
                    0,
                    number,
                    tier,
                    Bytes.wrap(action.getBytes(StandardCharsets.UTF_8)),
                    new Validity(now, now + HOUR_MILLIS)));
        } catch (IOException e) {
            host().failed(e);
            return Optional.empty();
        }
    }

    /** A client asks until it has its decision, or runs out of patience; whether it has it. */
    boolean decide(String tier) {
        Optional<SignedRequest> request = Optional.empty();
        for (int attempt = 0; attempt < PATIENCE && world.violations().isEmpty(); attempt++) {
            boolean stale = request.isPresent()
                    && !request.get()
                            .request()
                            .domain()
                            .equals(Machinery.latest(world).notary().domain());
            if (request.isEmpty() || stale) {
                request = request(tier);
            }
            if (request.isPresent()) {
                SignedRequest asked = request.get();
                world.agreeOn(asked.digest(), Collections.nCopies(REPLICAS, Answer.APPROVE));
                for (int replica = 0; replica < REPLICAS; replica++) {
                    world.submit(asked, replica, 1);
                }
            }
            for (int look = 0; look < 10; look++) {
                world.runFor(20);
                if (request.isPresent()
                        && world.decisions().of(request.get().id()).isPresent()) {
                    world.runFor(20);
                    return true;
                }
            }
        }
        return false;
    }

    void decide(int times) {
        for (int i = 0; i < times; i++) {
            decide("standard");
        }
    }

    /** The process of the victim is killed, and starts again. */
    void restart() {
        world.powerOff(VICTIM, 10);
        world.runFor(100);
    }

    /** Something happens to the victim's store while its process is down. */
    void whileDown(Runnable deed) {
        world.powerOff(VICTIM, -1);
        if (host().hasPower()) {
            Machinery.lose(world, VICTIM);
            deed.run();
        }
        world.powerOff(VICTIM, 10);
    }

    /** The victim starts, learns, and takes part again. */
    void returns() {
        for (int left = PATIENCE; left > 0 && !(hasLearnt && isUp() && !learns()); left--) {
            decide("standard");
            world.runFor(A_WHILE_MILLIS); // for a learner to be sent what it lacks
            hasLearnt |= learns();
        }
        if (!hasLearnt || learns()) {
            world.violated("L3", VICTIM, hasLearnt ? "does not return" : "does not know that it lost its votes");
        }
    }

    Path victimsStore() {
        return host().store(VICTIM);
    }

    boolean learns() {
        return Optional.ofNullable(world.replica(VICTIM))
                .map(up -> up.report().stage())
                .equals(Optional.of(ReplicaReport.Stage.LEARNING));
    }

    boolean isUp() {
        return world.replica(VICTIM) != null;
    }

    /** Whatever happened, the group goes on, and all have executed the same. */
    void comeToRest() throws IOException, HomeRefused {
        decide("standard");
        if (!decide("standard") && world.violations().isEmpty()) {
            world.violated("L1", -1, "nothing is decided any more");
        }
        for (int left = PATIENCE; left > 0 && !isAtRest() && world.violations().isEmpty(); left--) {
            world.runFor(200);
        }
        if (!isAtRest()) {
            world.violated("L3", -1, "not all are up and have executed the same");
        }
    }

    private boolean isAtRest() {
        for (int i = 0; i < REPLICAS; i++) {
            if (world.replica(i) == null
                    || world.standing(i).executed() != world.standing(0).executed()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        executor.close();
    }
}
