package io.tetrarch.use.devices;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.LineageFile;
import io.tetrarch.use.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The phone is lost for good. The other three decide that nobody has its seat any more, which begins the group's next
 * epoch; later they give the seat to another phone, which begins another.
 */
final class LostPhone {
    static final String REMOVED =
            "the others' decision removes a lost device, though whoever found it objects: it is asked no more";
    static final String VOID =
            "votes of the epoch before count for nothing in the next, and the removed key for nothing" + " at all";
    static final String STALE = "an approval from before the change runs nothing after it";
    static final String ALL_THREE = "without the fourth seat the tool still runs, once all three approve";
    static final String LINEAGE =
            "the first group file and the signatures of those who decided lead to the group of now";
    static final String RETURNED = "the seat goes to another device by a decision too, and all four are asked again";

    static final List<String> CLAIMS = List.of(REMOVED, VOID, STALE, ALL_THREE, LINEAGE, RETURNED);

    private static final String PHONE = "phone";
    private static final List<String> OTHERS = List.of("laptop", "tablet", "desktop");
    private static final long MILLIS = 20_000;

    private final Stage stage;
    private final EmbeddedCluster gate;
    private final GuardedExecutor executor;
    private final Household household;
    private final SignatureScheme scheme;

    /** A vote of each replica, of the first epoch. */
    private final Map<Integer, Signed<?>> votes = new ConcurrentHashMap<>();

    LostPhone(
            Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Household household, SignatureScheme scheme) {
        this.stage = stage;
        this.gate = gate;
        this.executor = executor;
        this.household = household;
        this.scheme = scheme;
    }

    void play() throws Exception {
        Group founding = gate.group();
        Action report = write("late.md");
        gate.watch(new Collector());
        Decision before = decide(report, Household.DEVICES);
        Await.until(gate, () -> votes.size() == Household.DEVICES.size());
        remove();
        votesAreVoid(founding);
        staleApprovalRunsNothing(report, before);
        threeAreLeft();
        follow(founding);
        anotherPhone();
    }

    private final class Collector implements ClusterObserver {
        @Override
        public void onSent(int replica, Signed<?> message) {
            if (message.message() instanceof Commit) {
                votes.putIfAbsent(replica, message);
            }
        }
    }

    /** Put to so many devices, and approved by all of them. */
    private Decision decide(Action action, List<String> devices) throws Exception {
        CompletableFuture<Decision> asked = gate.decideAsync(action).toCompletableFuture();
        for (PendingApproval pending : household.nextQuestions(devices.size()).all()) {
            household.answer(pending, Answer.APPROVE);
        }
        return asked.get(MILLIS, TimeUnit.MILLISECONDS);
    }

    private void remove() throws Exception {
        CompletableFuture<Decision> asked =
                gate.decideAsync(gate.removal(PHONE)).toCompletableFuture();
        Questions questions = household.nextQuestions(Household.DEVICES.size());
        household.answer(questions.of(PHONE), Answer.DENY);
        household.awaitDenialBy(PHONE);
        for (String device : OTHERS) {
            household.answer(questions.of(device), Answer.APPROVE);
        }
        Decision removed = asked.get(MILLIS, TimeUnit.MILLISECONDS);
        boolean begun = Await.until(gate, () -> gate.group().title().epoch() == 2);
        stage.step("the phone is lost for good; laptop, tablet and desktop approve "
                + removed.request().action().toString());
        CompletableFuture<Decision> next = gate.decideAsync(write("after.md")).toCompletableFuture();
        Questions after = household.nextQuestions(OTHERS.size());
        boolean isAsked = after.all().stream().anyMatch(each -> each.device().equals(PHONE));
        for (PendingApproval pending : after.all()) {
            household.answer(pending, Answer.APPROVE);
        }
        Decision decision = next.get(MILLIS, TimeUnit.MILLISECONDS);
        stage.check(
                REMOVED,
                removed.isApproved() && begun && vacant().equals(List.of(PHONE)) && !isAsked && decision.isApproved(),
                "removal " + removed.outcome() + ", epoch "
                        + gate.group().title().epoch() + ", vacant: " + vacant() + ", asked then: " + OTHERS);
    }

    private List<String> vacant() {
        return gate.group().vacant().stream()
                .map(gate.group().replicaNames()::get)
                .toList();
    }

    private void votesAreVoid(Group founding) {
        Authenticator then = new Authenticator(founding.keyring(scheme), founding.domain());
        Authenticator now =
                new Authenticator(gate.group().keyring(scheme), gate.group().domain());
        long good = votes.values().stream().filter(vote -> isTaken(then, vote)).count();
        long stillGood =
                votes.values().stream().filter(vote -> isTaken(now, vote)).count();
        boolean hasNoKey = gate.group()
                .keyring(scheme)
                .replica(Household.DEVICES.indexOf(PHONE))
                .isEmpty();
        stage.check(
                VOID,
                good == Household.DEVICES.size() && stillGood == 0 && hasNoKey,
                good + " votes of epoch 1 were good in it, " + stillGood + " of them are in epoch 2");
    }

    private static boolean isTaken(Authenticator authenticator, Signed<?> vote) {
        return authenticator.authenticate(vote) instanceof Authentication.Accepted<?>;
    }

    private void staleApprovalRunsNothing(Action report, Decision before) throws IOException {
        Path written = stage.folder().resolve("late.md");
        Execution<Path> run = executor.run(report, before.proof(), approved -> Files.writeString(written, "ran\n"));
        stage.check(
                STALE,
                before.isApproved()
                        && run instanceof Execution.NotRun<?>(Execution.Refusal refusal, String why)
                        && refusal == Execution.Refusal.NOT_PROVEN
                        && !Files.exists(written),
                before.outcome() + " in epoch 1; the executor refused it in epoch 2, and there is no "
                        + written.getFileName());
    }

    private void threeAreLeft() throws Exception {
        CompletableFuture<Decision> asked =
                gate.decideAsync(write("two-of-three.md")).toCompletableFuture();
        Questions questions = household.nextQuestions(OTHERS.size());
        household.answer(questions.of("laptop"), Answer.APPROVE);
        household.answer(questions.of("desktop"), Answer.APPROVE);
        household.answer(questions.of("tablet"), Answer.DENY);
        Decision two = asked.get(MILLIS, TimeUnit.MILLISECONDS);
        Action action = write("three.md");
        Decision three = decide(action, OTHERS);
        Path written = stage.folder().resolve("three.md");
        Execution<Path> run = executor.run(action, three.proof(), approved -> Files.writeString(written, "ran\n"));
        stage.check(
                ALL_THREE,
                !two.isApproved() && three.isApproved() && run instanceof Execution.Ran<?>,
                "two of three: " + two.outcome() + ", three: " + three.outcome() + ", and " + written.getFileName()
                        + " was written");
    }

    /** From the files of the group's folder, with nothing but the first of them believed. */
    private void follow(Group founding) throws IOException, JsonRejected {
        Path lineage = stage.folder().resolve("group").resolve("lineage.json");
        List<Group> groups = LineageFile.read(Files.readAllBytes(lineage), founding, scheme);
        stage.check(
                LINEAGE,
                groups.equals(List.of(founding, gate.group())),
                lineage.getFileName() + " leads from " + founding.id().abbreviated() + " to "
                        + groups.getLast().id().abbreviated());
    }

    private void anotherPhone() throws Exception {
        household.remove(PHONE, OTHERS.getFirst());
        household.pair(PHONE);
        Decision rekeyed = decide(gate.rekeying(PHONE), OTHERS);
        boolean begun = Await.until(gate, () -> gate.group().title().epoch() == 3);
        stage.step("another phone is paired, and the three give it the seat, with a new key: " + rekeyed.outcome());
        Decision four = decide(write("four.md"), Household.DEVICES);
        stage.check(
                RETURNED,
                rekeyed.isApproved() && begun && gate.group().vacant().isEmpty() && four.isApproved(),
                "epoch " + gate.group().title().epoch() + ", all four were asked: " + four.outcome());
    }

    private Action write(String name) throws JsonRejected {
        return MultiDeviceToolQuorum.write(stage.folder().resolve(name), "standard");
    }
}
