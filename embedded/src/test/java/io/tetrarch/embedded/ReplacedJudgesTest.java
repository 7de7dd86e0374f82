package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A group goes by the judges that it accepts, whatever stands in their place when its folder is opened. */
@Timeout(120)
class ReplacedJudgesTest {
    @TempDir
    Path folder;

    /** One that approves everything, and says that it is another one. */
    private record Yes(String name) implements Judge {
        @Override
        public Digest policyDigest() {
            return Hash.sha3(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Judgement judge(Case subject) {
            return new Judgement(Answer.APPROVE, "yes", "Always.");
        }
    }

    private EmbeddedClusterBuilder stored() {
        return EmbeddedCluster.builder().storedIn(folder.resolve("group"));
    }

    private static Verification.Authentic verified(EmbeddedCluster gate, Decision decision) {
        ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.PORTABLE.load());
        assertThat(verifier.verify(decision.proof())).isInstanceOf(Verification.Authentic.class);
        return (Verification.Authentic) verifier.verify(decision.proof());
    }

    @Test
    void aFoundedGroupAcceptsTheJudgesOfItsCharter() throws Exception {
        try (EmbeddedCluster gate = stored().open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/own"));
            assertThat(decision.isApproved()).isTrue();
            assertThat(verified(gate, decision).judges()).isEqualTo(new Verification.Judges(true, List.of()));
            assertThat(gate.notices()).isEmpty();
        }
    }

    @Test
    void judgesPutInTheirPlaceLaterDecideNothing() throws Exception {
        try (EmbeddedCluster gate = stored().open()) {
            assertThat(gate.group().charter().rules().judges().isPinned()).isTrue();
        }
        try (EmbeddedCluster gate =
                stored().judges(judge -> new Yes(judge.name())).open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/replaced"));
            assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(decision.verdicts())
                    .allSatisfy(vote -> assertThat(vote.verdict().reasonCode()).isEqualTo("judge-not-accepted"));
            assertThat(gate.notices())
                    .extracting(Notice::line)
                    .singleElement()
                    .asString()
                    .contains("does not accept the judges that this build has for analytical, creative");
        }
    }

    @Test
    void aGroupThatWasToldToAcceptsAny() throws Exception {
        stored().anyJudges().open().close();
        try (EmbeddedCluster gate =
                stored().judges(judge -> new Yes(judge.name())).open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/any"));
            assertThat(decision.isApproved()).isTrue();
            assertThat(verified(gate, decision).judges().pinned()).isFalse();
        }
    }

    /** What an upgrade does beforehand: the charter stays, and the judges of both builds are accepted. */
    @Test
    void aSwapThatAcceptsMoreTakesMoreThanTheAlgorithms() throws Exception {
        try (EmbeddedCluster gate = stored().open()) {
            Action action = gate.proposal(nextCharter());
            SwapCharter swap = SwapCharter.read(Bytes.wrap(action.bytes()));
            assertThat(swap.rules().judges())
                    .isEqualTo(gate.group().charter().rules().judges());
            Decision widened = gate.decide(with(swap, swap.rules().judges().and(others())));
            assertThat(widened.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(widened.verdicts())
                    .extracting(vote -> vote.verdict().reasonCode())
                    .contains("may-loosen-charter");
            assertThat(reasons(gate.decide(with(swap, others())))).containsOnly("judge-not-accepted");
            assertThat(reasons(gate.decide(with(swap, JudgePins.NONE)))).containsOnly("judges-unpinned");
            assertThat(gate.decide(action).isApproved()).isTrue();
            Decision after = gate.decide(DecidingProcess.action("/tmp/after"));
            assertThat(verified(gate, after).judges()).isEqualTo(new Verification.Judges(true, List.of()));
        }
    }

    private byte[] nextCharter() throws Exception {
        return Files.readString(folder.resolve("group").resolve("charter.yaml"))
                .replace("version: 1", "version: 2")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Action with(SwapCharter swap, JudgePins judges) throws Exception {
        return Action.parse(JsonWriter.compactBytes(
                new SwapCharter(swap.parent(), swap.digest(), swap.rules().with(judges), swap.file()).json()));
    }

    private static JudgePins others() {
        List<SortedSet<String>> seats = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seats.add(new TreeSet<>(List.of(new Yes("other " + i).policyDigest().toString())));
        }
        return new JudgePins(seats, new TreeSet<>());
    }

    private static List<String> reasons(Decision decision) {
        assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
        return decision.verdicts().stream()
                .map(vote -> vote.verdict().reasonCode())
                .toList();
    }
}
