package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Replicas round a table: messages pass in order, links can be cut by a rule, timers fire when the test says so. */
final class Cluster {
    static final Domain DOMAIN = new Domain(Hash.sha3("group".getBytes(StandardCharsets.UTF_8)), 1);
    static final Digest CLIENT = Hash.sha3("client".getBytes(StandardCharsets.UTF_8));
    static final Limits LIMITS = new Limits(4, 4, 16, 1 << 20, 64, 256);

    /** A message on its way, and what it was signed under. */
    record Letter(int from, int to, Signed<?> signed, Domain domain) {}

    final int size;
    private final Limits limits;
    final List<Replica> replicas = new ArrayList<>();
    final List<ListService> services = new ArrayList<>();
    final List<List<Stored>> disks = new ArrayList<>();
    final List<List<Effect>> effects = new ArrayList<>();
    final List<Map<Timer, Long>> timers = new ArrayList<>();
    final Map<Integer, Answer> answers = new TreeMap<>();
    final Deque<Letter> mail = new ArrayDeque<>();
    final List<String> trace = new ArrayList<>();
    Predicate<Letter> delivers = letter -> true;
    long now = 1_000;

    /** By how much a replica's clock is ahead. */
    final Map<Integer, Long> ahead = new TreeMap<>();

    /** What each replica's latest start drew. */
    final Map<Integer, Long> challenges = new TreeMap<>();

    private final Map<Integer, LateVotes> lateVotes = new TreeMap<>();
    private long starts = 100;

    Cluster(int size) {
        this(size, LIMITS);
    }

    Cluster(int size, Limits limits) {
        this.size = size;
        this.limits = limits;
        for (int i = 0; i < size; i++) {
            replicas.add(null);
            services.add(null);
            disks.add(new ArrayList<>());
            effects.add(new ArrayList<>());
            timers.add(new EnumMap<>(Timer.class));
            answers.put(i, Answer.APPROVE);
            start(i, true);
        }
    }

    private Configuration configuration(int self) {
        return new Configuration(DOMAIN, size, self, Timeouts.DEFAULT, limits);
    }

    static Configuration configuration(int size, int self) {
        return new Configuration(DOMAIN, size, self, Timeouts.DEFAULT, LIMITS);
    }

    /** A signature that names its signer and what was signed; enough where nobody forges. */
    static Bytes sign(int replica, Statement statement) {
        return sign(replica, DOMAIN, statement);
    }

    static Bytes sign(int replica, Domain domain, Statement statement) {
        return Bytes.wrap(new Encoder()
                .u32(replica)
                .string(statement.type().payloadType())
                .bytes(statement.body(domain))
                .sha3()
                .toArray());
    }

    static <M extends Message> Signed<M> signed(int replica, M message) {
        return new Signed<>(replica, message, sign(replica, message));
    }

    void start(int replica, boolean complete) {
        start(
                replica,
                complete,
                Stored.latest(disks.get(replica))
                        .map(succession -> NextGroup.configuration(succession, size, replica))
                        .orElseGet(() -> configuration(replica)));
    }

    /** One that may have lost votes begins its log with the mark of a learner. */
    void start(int replica, boolean complete, Configuration configuration) {
        if (!complete) {
            disks.get(replica).add(Stored.Learning.BEGINS);
        }
        start(replica, Stored.isLearning(disks.get(replica)) ? ++starts : 0, configuration);
    }

    /** As after a crash: it asks its peers what they hold of its signatures. */
    void startAsking(int replica) {
        timers.get(replica).clear();
        start(
                replica,
                ++starts,
                Stored.latest(disks.get(replica))
                        .map(succession -> NextGroup.configuration(succession, size, replica))
                        .orElseGet(() -> configuration(replica)));
    }

    private void start(int replica, long challenge, Configuration configuration) {
        challenges.put(replica, challenge);
        ListService service = new ListService(configuration);
        services.set(replica, service);
        replicas.set(
                replica,
                new Replica(configuration, service, statement -> sign(replica, configuration.domain(), statement)));
        step(replica, new Input.Recovered(List.copyOf(disks.get(replica)), challenge));
    }

    void restart(int replica) {
        mail.removeIf(letter -> letter.to() == replica);
        timers.get(replica).clear();
        start(replica, true);
    }

    SignedRequest request(long number) {
        return request(number, "quorum", now + 60_000);
    }

    SignedRequest request(long number, String tier, long deadlineMillis) {
        return request(DOMAIN, number, tier, deadlineMillis);
    }

    SignedRequest request(Domain domain, long number, String tier, long deadlineMillis) {
        byte[] action = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        Request request = new Request(
                domain,
                new RequestId(CLIENT, number),
                Hash.sha3(action),
                new Terms("executor", tier, 1),
                new Validity(now, deadlineMillis),
                Optional.empty());
        return new SignedRequest(request, Bytes.EMPTY, Bytes.wrap(action));
    }

    static Verdict verdict(SignedRequest request, Answer answer) {
        return new Verdict(request.digest(), answer, "judge", 1, "code", "because");
    }

    void submit(SignedRequest request) {
        for (int i = 0; i < size; i++) {
            submit(i, request);
        }
    }

    void submit(int replica, SignedRequest request) {
        step(replica, new Input.Submitted(new VerifiedRequest(request)));
    }

    List<Effect> receive(int replica, Signed<?> signed) {
        return receive(replica, signed, DOMAIN);
    }

    List<Effect> receive(int replica, Signed<?> signed, Domain domain) {
        return step(replica, new Input.Received(new Verified<>(signed, domain)));
    }

    /** One step; its effects are kept, performed, and returned. */
    List<Effect> step(int replica, Input input) {
        List<Effect> step = replicas.get(replica).step(now + ahead.getOrDefault(replica, 0L), input);
        effects.get(replica).addAll(step);
        trace.add(replica + " " + Trace.line(input));
        Trace.lines(step).forEach(line -> trace.add("    " + line));
        for (Effect effect : step) {
            perform(replica, effect);
        }
        return step;
    }

    private void perform(int replica, Effect effect) {
        switch (effect) {
            case Effect.Persist persist -> disks.get(replica).add(persist.stored());
            case Effect.Truncate truncate -> truncate(disks.get(replica));
            case Effect.Send send -> mail.add(new Letter(replica, send.to(), send.message(), domain(replica)));
            case Effect.Broadcast broadcast -> {
                for (int to = 0; to < size; to++) {
                    if (to != replica) {
                        mail.add(new Letter(replica, to, broadcast.message(), domain(replica)));
                    }
                }
            }
            case Effect.Judge judge ->
                step(replica, new Input.Judged(List.of(verdict(judge.request(), answers.get(replica)))));
            case Effect.StartTimer start -> timers.get(replica).put(start.timer(), start.delayMillis());
            case Effect.StopTimer stop -> timers.get(replica).remove(stop.timer());
            case Effect.Execute execute -> {}
            case Effect.Installed installed -> {}
            case Effect.EpochEnded ended -> {
                boolean vacated = NextGroup.configuration(ended.succession(), size, replica)
                        .epoch()
                        .vacant()
                        .contains(replica);
                if (!vacated) {
                    start(replica, true);
                }
            }
            case Effect.Report report -> {}
            case Effect.Refuse refuse -> {}
            case Effect.Drop drop -> {}
            case Effect.ViewChanged changed -> {}
        }
    }

    private static void truncate(List<Stored> disk) {
        int last = 0;
        for (int i = 0; i < disk.size(); i++) {
            if (disk.get(i) instanceof Stored.Snapshot) {
                last = i;
            }
        }
        disk.subList(0, last).clear();
    }

    /** As the authenticator has it: what was signed under another domain is nothing, but for a proof of succession. */
    private boolean isAuthentic(Letter letter) {
        Domain domain =
                letter.signed().message() instanceof Succession succession ? succession.ended() : letter.domain();
        return domain.equals(domain(letter.to()));
    }

    Domain domain(int replica) {
        return replicas.get(replica).configuration().domain();
    }

    /** Delivers mail until there is none. */
    void settle() {
        int budget = 100_000;
        while (!mail.isEmpty()) {
            Letter letter = mail.remove();
            if (delivers.test(letter) && isAuthentic(letter)) {
                deliver(letter);
            }
            if (--budget == 0) {
                throw new AssertionError("the cluster does not come to rest");
            }
        }
    }

    private void deliver(Letter letter) {
        LateVotes late = lateVotes.computeIfAbsent(letter.to(), any -> new LateVotes(size));
        if (replicas.get(letter.to()).wants(letter.signed())) {
            late.before(letter.signed()).forEach(vote -> receive(letter.to(), vote, domain(letter.to())));
            receive(letter.to(), letter.signed(), domain(letter.to()));
        } else {
            late.unwanted(letter.signed());
        }
    }

    void fire(int replica, Timer timer) {
        if (timers.get(replica).remove(timer) != null) {
            step(replica, new Input.TimerFired(timer));
        }
    }

    /** Every replica's STATUS interval passes. */
    void tick() {
        now += 500;
        for (int i = 0; i < size; i++) {
            fire(i, Timer.STATUS);
        }
        settle();
    }

    /** The view timers of all replicas run out where they run. */
    void viewTimeout() {
        for (int i = 0; i < size; i++) {
            fire(i, Timer.VIEW);
        }
        settle();
    }

    <E extends Effect> List<E> seen(int replica, Class<E> kind) {
        return effects.get(replica).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    long executed(int replica) {
        return replicas.get(replica).standing().executed();
    }

    void forget() {
        effects.forEach(List::clear);
    }
}
