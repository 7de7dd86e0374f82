package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.Refusal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Check;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.LineageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of four whose judges agree to everything, so that it can be seen to change. */
class EpochChangeTest {
    static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    @TempDir
    Path folder;

    /** In a folder, where the group may have another charter by now. */
    static EmbeddedClusterBuilder storedIn(Path folder) {
        EmbeddedClusterBuilder builder = Files.exists(folder.resolve("group.json"))
                ? EmbeddedCluster.builder().signatures(SCHEME)
                : builder();
        return builder.storedIn(folder);
    }

    static EmbeddedClusterBuilder builder() {
        return EmbeddedCluster.builder()
                .signatures(SCHEME)
                .replicas(List.of("laptop", "phone", "tablet", "desktop"))
                .charter(charter(1).getBytes(StandardCharsets.UTF_8));
    }

    static String charter(long version) {
        StringBuilder yaml = new StringBuilder("version: " + version + "\n").append("""
            acknowledge: correlated-judges
            categories: {file_write: [fs_write]}
            tiers:
              - {name: all, when: "has(p.all)", demand: unanimous, deadlineMillis: 60000, judgeMillis: 20000}
              - {name: most, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}
            judges:
            """);
        for (String name : List.of("laptop", "phone", "tablet", "desktop")) {
            yaml.append("  ").append(name).append("""
                :
                    about: Nothing is held against anything.
                    policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}
                """);
        }
        return yaml.toString();
    }

    private EmbeddedCluster open() throws Exception {
        return builder().storedIn(folder.resolve("group")).open();
    }

    private static Action action(String path) throws JsonRejected {
        return DecidingProcess.action(path);
    }

    static void awaitThat(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            Thread.onSpinWait();
        }
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    private static Verification verify(Group group, Decision decision) {
        return new ProofVerifier(group, SCHEME).verify(decision.proof());
    }

    /** From the founding's group file alone. */
    static List<Group> audited(EmbeddedCluster gate) throws IOException {
        LedgerAudit audit = new LedgerAudit(gate.group(1), SCHEME);
        LedgerArchive ledger = gate.ledger();
        while (audit.size() < ledger.size()) {
            LedgerArchive.Piece piece = ledger.pieceWith(audit.size()).orElseThrow();
            for (Batch batch : piece.batches()) {
                assertThat(audit.take(batch)).isEmpty();
            }
            assertThat(audit.take(piece.certificate())).isEmpty();
        }
        assertThat(audit.end()).isEmpty();
        return audit.groups();
    }

    @Test
    void aSeatIsLeftVacantWhileRequestsAreInFlightAndAllOfThemAreDecided() throws Exception {
        try (EmbeddedCluster gate = open()) {
            Group founding = gate.group();
            List<CompletableFuture<Decision>> asked = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                if (i == 30) {
                    asked.add(gate.decideAsync(gate.removal("phone")).toCompletableFuture());
                }
                asked.add(gate.decideAsync(action("/tmp/" + i)).toCompletableFuture());
            }
            for (CompletableFuture<Decision> each : asked) {
                Decision decision = each.get(60, TimeUnit.SECONDS);
                long epoch = decision.request().request().domain().epoch();
                assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
                assertThat(verify(gate.group(epoch), decision)).isInstanceOf(Verification.Authentic.class);
            }
            Decision after = gate.decide(action("/tmp/after"));

            assertThat(gate.group().title().epoch()).isEqualTo(2);
            assertThat(gate.group().vacant()).containsExactly(1);
            assertThat(after.isApproved()).isTrue();
            assertThat(after.proof().commit().signatures()).hasSize(3);
            assertThat(verify(gate.group(), after)).isInstanceOf(Verification.Authentic.class);
            assertThat(verify(founding, after))
                    .isInstanceOfSatisfying(
                            Verification.NotAuthentic.class,
                            failed -> assertThat(failed.check()).isEqualTo(Check.GROUP));
        }
    }

    @Test
    void itGoesOnInThatEpochAfterARestart() throws Exception {
        Group second;
        try (EmbeddedCluster gate = open()) {
            gate.decide(action("/tmp/before"));
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
            assertThat(gate.decide(action("/tmp/after")).isApproved()).isTrue();
            second = gate.group();
        }
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.group()).isEqualTo(second);
            assertThat(gate.decide(action("/tmp/restarted")).isApproved()).isTrue();
            assertThat(audited(gate)).containsExactly(gate.group(1), second);
        }
        Group founding = file("group.json");
        assertThat(file("epochs/2.json")).isEqualTo(second);
        assertThat(LineageFile.read(Files.readAllBytes(folder.resolve("group/lineage.json")), founding, SCHEME))
                .containsExactly(founding, second);
    }

    private Group file(String name) throws Exception {
        return GroupFile.read(Files.readAllBytes(folder.resolve("group").resolve(name)), SCHEME);
    }

    @Test
    void aSeatThatWasVacantGetsANewKeyAndItsReplicaVotesAgain() throws Exception {
        try (EmbeddedCluster gate = open()) {
            Group first = gate.group();
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
            assertThat(gate.decide(action("/tmp/without")).isApproved()).isTrue();
            assertThat(gate.decide(gate.rekeying("phone")).isApproved()).isTrue();
            awaitThat("all four seats are taken", () -> gate.group().vacant().isEmpty());

            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
            assertThat(gate.group().title().epoch()).isEqualTo(3);
            assertThat(gate.group().replicas().get(1).key())
                    .isNotEqualTo(first.replicas().get(1).key());
            assertThat(audited(gate)).hasSize(3);
        }
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
        }
    }

    private static Action unanimous() throws JsonRejected {
        return Action.parse("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/all\",\"all\":true}"
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The replica that lost its seat has stopped when its place is filled again at the next start. */
    @Test
    void aSeatIsFilledThatWasVacantWhenTheClusterWasOpened() throws Exception {
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
        }
        try (EmbeddedCluster gate = open()) {
            // closed before, perhaps, the epoch had begun that the removal leads to; what follows on it is asked for in
            // it
            awaitThat("the seat is vacant", () -> gate.group().title().epoch() == 2);
            assertThat(gate.decide(gate.rekeying("phone")).isApproved()).isTrue();
            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
        }
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.group().title().epoch()).isEqualTo(3);
            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
        }
    }

    @Test
    void whatNeedsTheVacantSeatIsDeniedAtOnce() throws Exception {
        try (EmbeddedCluster gate = builder().inMemory().open()) {
            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
            assertThat(gate.decide(unanimous()).outcome()).isEqualTo(Outcome.DENIED);
        }
    }

    @Test
    void aChangeThatCannotBeIsDeniedByEveryReplica() throws Exception {
        try (EmbeddedCluster gate = builder().inMemory().open()) {
            Action late = gate.removal("phone");
            assertThat(gate.decide(gate.removal("tablet")).isApproved()).isTrue();
            Decision second = gate.decide(late);
            assertThat(second.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(second.verdicts())
                    .allSatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("epoch-not-next"));
            Decision third = gate.decide(gate.removal("phone"));
            assertThat(third.verdicts())
                    .allSatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("too-few-seats"));
            assertThatThrownBy(() -> gate.removal("fridge"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found fridge");
        }
    }

    /** The group that allowed it is not the group any more. */
    @Test
    void anApprovalOfAnEarlierEpochRunsNothing() throws Exception {
        try (EmbeddedCluster gate = builder().inMemory().open();
                GuardedExecutor executor = gate.executor()) {
            Action action = action("/tmp/late");
            Decision before = gate.decide(action);
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
            awaitThat("the second epoch", () -> gate.group().title().epoch() == 2);
            assertThat(executor.run(action, before.proof(), approved -> "ran"))
                    .isInstanceOfSatisfying(
                            Execution.NotRun.class,
                            not -> assertThat(not.refusal()).isEqualTo(Execution.Refusal.NOT_PROVEN));
            assertThat(executor.run(action, gate.decide(action).proof(), approved -> "ran"))
                    .isInstanceOf(Execution.Ran.class);
        }
    }

    /** What a key signs that lost its seat is nobody's, and votes of the epoch before are of no use in the next. */
    @Test
    void theVotesOfARemovedKeyAndOfTheEpochBeforeAreRefused() throws Exception {
        Map<Integer, Signed<?>> votes = new ConcurrentHashMap<>();
        ClusterObserver collector = new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (message.message() instanceof Commit) {
                    votes.putIfAbsent(replica, message);
                }
            }
        };
        try (EmbeddedCluster gate = builder().inMemory().observer(collector).open()) {
            Authenticator before =
                    new Authenticator(gate.group().keyring(SCHEME), gate.group().domain());
            gate.decide(action("/tmp/one"));
            awaitThat("a vote of each replica", () -> votes.size() == 4);
            assertThat(votes.values())
                    .allSatisfy(
                            vote -> assertThat(before.authenticate(vote)).isInstanceOf(Authentication.Accepted.class));
            assertThat(gate.decide(gate.removal("phone")).isApproved()).isTrue();
            awaitThat("the second epoch", () -> gate.group().title().epoch() == 2);

            Authenticator now =
                    new Authenticator(gate.group().keyring(SCHEME), gate.group().domain());
            assertThat(now.authenticate(votes.get(1))).isEqualTo(new Authentication.Refused<>(Refusal.UNKNOWN_SENDER));
            assertThat(now.authenticate(votes.get(0))).isEqualTo(new Authentication.Refused<>(Refusal.BAD_SIGNATURE));
        }
    }

    /** A replica that was stopped when the group changed is shown how, and goes on in the epoch of the others. */
    @Test
    void aReplicaThatMissedTheChangeComesAfter() throws Exception {
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        ClusterObserver observer = new ClusterObserver() {
            @Override
            public void onEpochBegun(int replica, Domain epoch) {
                begun.add(replica);
            }
        };
        try (EmbeddedCluster gate = builder().inMemory().observer(observer).open()) {
            gate.decide(action("/tmp/one"));
            assertThat(gate.halt(3)).isTrue();
            assertThat(gate.decide(gate.rekeying("phone")).isApproved()).isTrue();
            assertThat(gate.decide(action("/tmp/two")).isApproved()).isTrue();
            assertThat(begun).doesNotContain(3);
            assertThat(gate.start(3)).isTrue();
            awaitThat("the third replica in the second epoch", () -> begun.contains(3));
            assertThat(gate.decide(unanimous()).isApproved()).isTrue();
        }
    }
}
