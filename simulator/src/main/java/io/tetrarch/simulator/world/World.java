package io.tetrarch.simulator.world;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.simulator.check.Checkers;
import io.tetrarch.simulator.check.Facts;
import io.tetrarch.simulator.check.Violation;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Partitions;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, its clients and its misfortunes in virtual time. Everything that happens follows from the configuration:
 * one agenda, one source of randomness, no threads, no clock. It stops at the first violation.
 */
public final class World {
    /** What {@link #now()} counts from, in milliseconds of Unix time. */
    public static final long EPOCH_MILLIS = 1_800_000_000_000L;

    private static final long MOST_STEPS = 400_000;

    private final WorldConfig config;
    private final Kit kit;
    private final Hooks hooks;
    private final Agenda agenda = new Agenda();
    private final Tally tally = new Tally();
    private final List<Violation> violations = new ArrayList<>();
    private final Facts facts;
    private final Checkers checkers;
    private final Epochs epochs;
    private final Cast cast;
    private final Partitions partitions;
    private final Weather weather;
    private final Judges judges;
    private final Decisions decisions = new Decisions();
    private final Randomness diskRandomness;
    private final Randomness verifierRandomness;
    private final Traffic traffic;
    private final Witness witness = new Witness(this);
    private long latestWallMillis = EPOCH_MILLIS;
    private boolean ended;
    private boolean healed;
    private BiConsumer<Kit, Kit> reformer = (before, now) -> {};

    public World(WorldConfig config, Kit kit, Hooks hooks) {
        this.config = config;
        this.kit = kit;
        this.hooks = hooks;
        this.cast = new Cast(this, config.draws(Stream.ADVERSARY));
        this.facts = new Facts(config.replicas(), cast.byzantine(), kit.notary(), kit.empty());
        this.checkers =
                new Checkers(facts, this::violated, config.tuning().timeouts().graceMillis());
        this.epochs = new Epochs(kit, facts, this::begun);
        this.partitions = new Partitions(cast.addresses());
        this.weather = hooks.weather()
                .orElseGet(() ->
                        new RandomWeather(hooks.faults(), config.profile(), config.draws(Stream.WEATHER), partitions));
        this.judges = new Judges(hooks.faults(), config.profile(), config.draws(Stream.JUDGES));
        this.diskRandomness = config.draws(Stream.DISK);
        this.verifierRandomness = config.draws(Stream.VERIFIER);
        this.traffic = new Traffic(this, weather);
    }

    /** Starts every replica. */
    public void boot() {
        cast.boot();
    }

    /** Goes on until nothing is left to do, somebody ends the world, or a property is violated. */
    public void run() {
        while (!ended && violations.isEmpty() && !agenda.isEmpty()) {
            agenda.next().run();
        }
    }

    /** Goes on for so long. */
    public void runFor(long millis) {
        ended = false;
        agenda.in(millis, this::end);
        run();
    }

    public void end() {
        ended = true;
    }

    public long now() {
        return agenda.now();
    }

    public void in(long delayMillis, Runnable deed) {
        agenda.in(delayMillis, deed);
    }

    public Tally tally() {
        return tally;
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public Transcript transcript() {
        return hooks.transcript();
    }

    public WorldConfig config() {
        return config;
    }

    /** Of the first epoch. */
    public Kit kit() {
        return kit;
    }

    Epochs epochs() {
        return epochs;
    }

    /** Who sees to what follows from a change of the group. */
    void reformBy(BiConsumer<Kit, Kit> whenBegun) {
        reformer = whenBegun;
    }

    private void begun(Kit before, Kit now) {
        reformer.accept(before, now);
    }

    /** How what replicas say comes to others. */
    Traffic traffic() {
        return traffic;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Whether an honest replica has this seat, as far as anyone knows. */
    boolean isSeated(int replica) {
        return isHonest(replica) && !epochs.latest().notary().isVacant(replica);
    }

    public Partitions partitions() {
        return partitions;
    }

    public Decisions decisions() {
        return decisions;
    }

    public Standing standing(int address) {
        return cast.node(address).standing();
    }

    /** The replica at this address; null while it is down. */
    public @Nullable Replica replica(int address) {
        return cast.node(address).replica();
    }

    public boolean isHonest(int replica) {
        return facts.isHonest(replica);
    }

    /** Whether the replica that ran last at this address stopped by a broken invariant. */
    public boolean isHalted(int address) {
        return cast.node(address).isHalted();
    }

    /** Has the judges answer this request so, by replica. */
    public void agreeOn(Digest request, List<Answer> answers) {
        List<Opinion> opinions = new ArrayList<>();
        answers.forEach(answer -> opinions.add(Opinion.of(opinions.size(), answer)));
        judges.agreeOn(request, opinions);
    }

    /** Has the judges say this of the request, by replica. */
    public void haveOpinions(Digest request, List<Opinion> opinions) {
        judges.agreeOn(request, opinions);
    }

    /** Hands a client's request to all instances of one replica, after a moment on the network. */
    public void submit(SignedRequest request, int replica, long delayMillis) {
        agenda.in(delayMillis, () -> cast.of(replica, node -> hand(request, node)));
    }

    /** The same for one instance. */
    public void submitAt(SignedRequest request, int address, long delayMillis) {
        agenda.in(delayMillis, () -> hand(request, cast.node(address)));
    }

    private static void hand(SignedRequest request, Node node) {
        switch (node.kit().authenticators().get(node.index()).authenticate(request)) {
            case Authentication.Accepted<VerifiedRequest> accepted -> node.submit(accepted.value());
            case Authentication.Refused<VerifiedRequest> ignored -> {}
        }
    }

    /** How many instances of replicas there are. */
    public int addresses() {
        return cast.addresses();
    }

    /** Cuts the power of one instance after so many more of its effects. */
    public void crash(int address, int effects, long downMillis) {
        cast.node(address).crashSoon(effects, downMillis);
    }

    /** Cuts the power of one instance now; it comes back after so long, or never if that is negative. */
    public void powerOff(int address, long downMillis) {
        cast.node(address).crash();
        if (downMillis >= 0) {
            agenda.in(downMillis, cast.node(address)::boot);
        }
    }

    public void say(Supplier<String> line) {
        hooks.transcript().say(now(), line);
    }

    /** For checkers of what a single component cannot see. */
    public void violated(String property, int replica, String what) {
        violations.add(new Violation(property, now(), replica, what));
        say(() -> "VIOLATION " + violations.getLast());
    }

    /** How many faults were thought of, those left out included. */
    public int faultsDecided() {
        return hooks.faults().decided();
    }

    /** How many faults really happened. */
    public int struck() {
        return hooks.faults().struck();
    }

    Hooks hooks() {
        return hooks;
    }

    Cast cast() {
        return cast;
    }

    Judges judges() {
        return judges;
    }

    Faults faults() {
        return hooks.faults();
    }

    WorldListener listener() {
        return hooks.listener();
    }

    Witness witness() {
        return witness;
    }

    long latestWallMillis() {
        return latestWallMillis;
    }

    Checkers checkers() {
        return checkers;
    }

    Randomness diskRandomness() {
        return diskRandomness;
    }

    boolean isHealed() {
        return healed;
    }

    void heal() {
        healed = true;
        if (weather instanceof RandomWeather random) {
            random.heal();
        }
        cast.heal();
        say(() -> "the world heals");
    }

    long syncMillis() {
        return config.profile().rate(FaultClass.CRASH) + config.profile().rate(FaultClass.DISK_ERROR) == 0 || healed
                ? 0
                : diskRandomness.below(4);
    }

    long repairMillis() {
        return healed ? 10 : diskRandomness.between(100, 1_500);
    }

    Configuration configuration(int replica, Kit in) {
        return new Configuration(
                in.notary().domain(),
                config.replicas(),
                replica,
                config.tuning().timeouts(),
                config.tuning().limits(),
                in.epoch());
    }

    Signer signer(int replica, Kit in) {
        return statement -> {
            tally.countSignature();
            return in.notary().sign(replica, in.notary().domain(), statement);
        };
    }

    boolean verifiesSlowly() {
        return !kit.everyVerification() && verifierRandomness.chance(30);
    }

    @Nullable
    Verified<? extends Message> verify(Node node, Envelope envelope) {
        return envelope.verified(
                node.kit().authenticators().get(node.index()), node.kit().everyVerification());
    }

    void stepped(Node node) {
        if (isHonest(node.index())) {
            tally.countStep();
            latestWallMillis = Math.max(latestWallMillis, node.clock().wallMillis());
            if (tally.steps() > MOST_STEPS) {
                violated("L2", node.index(), "the cluster does not come to rest: " + MOST_STEPS + " steps");
            }
        }
    }

    /** The adversary sees all that reaches its replicas, and decides whether the honest code in them does. */
    boolean overhears(Node node, Envelope envelope) {
        return isHonest(node.index())
                || verify(node, envelope) == null
                || cast.adversary().receive(cast.puppet(node), envelope.signed());
    }

    void judge(Node node, int incarnation, SignedRequest request) {
        long delayMillis = judges.delayMillis(request, node.index(), healed);
        Verdict verdict = isHonest(node.index())
                ? judges.answer(request, node.index(), delayMillis, node.clock().wallMillis())
                : Judges.verdict(
                        request.digest(),
                        node.index(),
                        cast.adversary().judge(cast.puppet(node), request, diskRandomness),
                        "lie");
        agenda.in(delayMillis, () -> node.judged(incarnation, verdict));
    }
}
