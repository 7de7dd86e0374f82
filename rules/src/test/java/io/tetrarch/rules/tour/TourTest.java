package io.tetrarch.rules.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.Gate;
import io.tetrarch.client.GateSettings;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.RunFailure;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.testing.SettableClock;
import io.tetrarch.testing.Told;
import io.tetrarch.testing.ToldGate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/java.md shows, between its marks word for word. */
@Timeout(120)
class TourTest {
    private static final Path EXAMPLE = Path.of("../examples/actions/fs-write.json");

    @TempDir
    Path folder;

    @Test
    void askAndRun() throws Exception {
        byte[] json = Files.readAllBytes(EXAMPLE);
        // tour: ask and run
        Action action = Action.parse(json);
        String said;
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open();
                GuardedExecutor executor = gate.executor()) {
            Decision decision = gate.decide(action);
            said = switch (executor.run(
                    action,
                    decision.proof(),
                    approved -> "wrote " + approved.json().string("path"))) {
                case Execution.Ran<String> ran -> ran.result();
                case Execution.NotRun<String> not -> not.refusal() + ": " + not.explanation();
            };
        }
        // end
        assertThat(said).startsWith("wrote /");
    }

    @Test
    void withoutWaiting() throws Exception {
        Action action = Action.parse(Files.readAllBytes(EXAMPLE));
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open();
                GuardedExecutor executor = gate.executor()) {
            // tour: without waiting
            CompletionStage<Execution<String>> execution = gate.decideAsync(
                            Submission.of(action).withLife(Duration.ofSeconds(30)))
                    .thenCompose(decision -> executor.runAsync(action, decision.proof(), approved -> begin(approved)));
            // end
            assertThat(execution.toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(new Execution.Ran<>("begun and ended"));
        }
    }

    private static CompletionStage<String> begin(Action approved) {
        return CompletableFuture.completedFuture(
                approved.json().string("tool") == null ? "nothing" : "begun and ended");
    }

    @Test
    void forWhom() throws Exception {
        Action action = Action.parse(Files.readAllBytes(EXAMPLE));
        ToldGate gate = ToldGate.approving();
        // tour: for whom
        Principal who = new Principal("reviewer-agent", Optional.of("alice"), Optional.of("session-7"));
        Decision decision = gate.decide(Submission.of(action).withPrincipal(who));
        // end
        assertThat(decision.request().request().terms().principal()).contains(who);
    }

    @Test
    void whatMayGoWrong() throws Exception {
        Action action = Action.parse(Files.readAllBytes(EXAMPLE));
        ToldGate gate = ToldGate.approving();
        gate.answer(Told.undecided(UndecidedException.Reason.NO_QUORUM, "two hosts are down"));
        try (GuardedExecutor executor = gate.executor()) {
            assertThat(attempt(gate, executor, action)).isEqualTo("not run, ask again later: two hosts are down");
            gate.answer(Told.denied("never"));
            assertThat(attempt(gate, executor, action)).startsWith("not run: NOT_APPROVED");
        }
    }

    private static String attempt(Gate gate, GuardedExecutor executor, Action action) throws InterruptedException {
        // tour: what may go wrong
        try {
            Decision decision = gate.decide(action);
            return switch (executor.run(action, decision.proof(), approved -> "ran")) {
                case Execution.Ran<String> ran -> ran.result();
                case Execution.NotRun<String> not -> "not run: " + not.refusal();
            };
        } catch (UndecidedException e) { // refused, no quorum, overloaded, or closed: nothing has run, and nothing may
            return e.reason() == UndecidedException.Reason.REFUSED
                    ? "not run: " + e.getMessage()
                    : "not run, ask again later: " + e.getMessage();
        } catch (
                RunFailure.NotBegun
                        e) { // the executor's disk failed before: it has not run, and this proof is best given up
            return "not run: " + e.getMessage();
        } catch (RunFailure.EndUnwritten e) { // it ran, and only that could not be written down: never ask for it again
            return "ran: " + e.result().orElse("nothing");
        }
        // end
    }

    @Test
    void aProofElsewhere() throws Exception {
        ToldGate gate = ToldGate.approving();
        Action action = Action.parse(Files.readAllBytes(EXAMPLE));
        byte[] groupFile = gate.testGroup().groupFile();
        byte[] proofFile = ProofFile.writeBytes(gate.decide(action).proof());
        // tour: a proof elsewhere
        SignatureScheme scheme = Ed25519Provider.BEST.load();
        ProofVerifier verifier = new ProofVerifier(GroupFile.read(groupFile, scheme), scheme);
        String verdict = switch (verifier.verify(proofFile)) {
            case Verification.NotAuthentic not -> "no proof: " + not.explanation();
            case Verification.Authentic proven ->
                switch (proven.permits(action, "gate", System.currentTimeMillis())) {
                    case Permission.Permitted permitted -> "may run now";
                    case Permission.PermittedByShadow shadow -> "may run now, in shadow mode";
                    case Permission.NotPermitted not -> "may not run: " + not.explanation();
                };
        };
        // end
        assertThat(verdict).isEqualTo("may run now");
    }

    @Test
    void settings() throws Exception {
        // tour: settings
        GateSettings settings = GateSettings.DEFAULT
                .withWorkers(2)
                .withWindow(500)
                .withGrace(Duration.ofSeconds(1))
                .withContext(answer -> {
                    String name = Thread.currentThread().getName(); // a trace, a tenant: what the asker's thread has
                    return () -> {
                        Thread.currentThread().setName("for " + name);
                        answer.run();
                    };
                });
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder().settings(settings);
        // end
        try (EmbeddedCluster gate = builder.open()) {
            Action action = Action.parse(Files.readAllBytes(EXAMPLE));
            assertThat(gate.decideAsync(action)
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .isApproved())
                    .isTrue();
        }
    }

    @Test
    void inTests() throws Exception {
        Action action = Action.parse(Files.readAllBytes(EXAMPLE));
        // tour: in tests
        SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
        ToldGate gate = ToldGate.approving(clock);
        Decision decision = gate.decide(Submission.of(action).withLife(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(11));
        try (GuardedExecutor executor = gate.executor()) {
            Execution<String> late = executor.run(action, decision.proof(), approved -> "ran");
            assertThat(late).isInstanceOf(Execution.NotRun.class);
        }
        assertThat(gate.asked()).hasSize(1);
        // end
        assertThat(new String(gate.testGroup().groupFile(), StandardCharsets.UTF_8))
                .contains("tetrarch.group.v1");
    }
}
