package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.embedded.home.EphemeralHome;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.amendment.AcceptedJudges;
import io.tetrarch.gate.amendment.Amendments;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A charter that lint accepts is one that a group can live with; one that it does not, no group agrees to. */
class NewCharterPropertyTest {
    private static final int CHARTERS = 80;
    private static final int ONE_BAD_IN = 40;

    @TempDir
    Path folder;

    private static Plan plan(List<String> replicas, byte[] charter) {
        return new Plan("group", replicas, charter, Constants.DEFAULT);
    }

    /** What {@code charter lint} goes by. */
    private static boolean lints(byte[] text) {
        try {
            Charter charter = CharterReader.readNew(text);
            Tiers.of(charter);
            for (int i = 0; i < charter.judges().size(); i++) {
                charter.judgeOf(charter.judges().get(i).name(), i, JudgeFactory.installed());
            }
            return true;
        } catch (PolicyRejected e) {
            assertThat(e.getMessage()).hasLineCount(1);
            return false;
        }
    }

    private static Optional<Group> founded(List<String> replicas, byte[] charter) throws Exception {
        try (EphemeralHome home = EphemeralHome.found(plan(replicas, charter), EpochChangeTest.SCHEME)) {
            return Optional.of(home.group());
        } catch (HomeRefused e) {
            return Optional.empty();
        }
    }

    private static boolean isProposed(byte[] text, Group group) {
        try {
            Action action = Amendments.propose(text, group.charter().founding(), group.frame());
            assertThat(SwapCharter.read(Bytes.wrap(action.bytes())).file().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(text);
            return true;
        } catch (Exception e) {
            assertThat(e).isInstanceOfAny(PolicyRejected.class, IllegalArgumentException.class);
            return false;
        }
    }

    /** The swap as a client would write it that checks nothing. */
    private static SwapCharter unchecked(byte[] text, Group group) {
        Digest parent = group.charter().digest();
        String file = new String(text, StandardCharsets.UTF_8);
        try {
            Charter charter = CharterReader.read(text);
            GroupCharter meant = charter.forGroup(group.replicaNames());
            JudgePins judges = AcceptedJudges.of(charter, group.replicaNames(), JudgeFactory.installed());
            return new SwapCharter(parent, meant.digest(), meant.rules().with(judges), file);
        } catch (PolicyRejected | IllegalArgumentException e) {
            CharterRules rules = new CharterRules(2, new TreeMap<>(Map.of("all", TierRule.of(3))));
            return new SwapCharter(parent, Digest.ZERO, rules, file);
        }
    }

    private static CompiledCharter compiled(Group group, byte[] founding) throws PolicyRejected {
        Charter charter = CharterReader.read(founding);
        List<Judge> judges = new ArrayList<>();
        for (int i = 0; i < group.replicas().size(); i++) {
            judges.add(charter.judgeOf(group.replicaNames().get(i), i, JudgeFactory.installed()));
        }
        return new CompiledCharter(charter, Tiers.of(charter), judges);
    }

    private static boolean isObjectedTo(byte[] text, Group group, CompiledCharter founding) throws Exception {
        CharterLibrary library = new CharterLibrary(
                group.frame(),
                (charter, replica, index) -> charter.judgeOf(replica, index, JudgeFactory.installed()),
                founding);
        byte[] action = JsonWriter.compactBytes(unchecked(text, group).json());
        Request request = new Request(
                group.domain(),
                new RequestId(group.clients().getFirst().keyId(), 1),
                Action.parse(action).hash(),
                new Terms(Plan.GATE, "all", 1),
                new Validity(0, 60_000),
                Optional.empty());
        SignedRequest signed = new SignedRequest(request, Bytes.EMPTY, Bytes.wrap(action));
        return Amendments.objection(signed, CharterBook.of(group.charter().founding()), library)
                .isPresent();
    }

    @Test
    void lintFoundingProposalAndReplicasGoByOnePredicate() throws Exception {
        List<String> seats = new RandomCharters(0, 0).judges();
        byte[] first = new RandomCharters(0, 0).charter(1, seats);
        Group group = founded(seats, first).orElseThrow();
        CompiledCharter inForce = compiled(group, first);
        int accepted = 0;
        for (int seed = 0; seed < CHARTERS; seed++) {
            RandomCharters random = new RandomCharters(seed, ONE_BAD_IN);
            List<String> judges = random.judges();
            byte[] alone = random.charter(1, judges);
            Optional<Group> founded = founded(judges, alone);
            assertThat(founded.isPresent()).as("seed %d founds", seed).isEqualTo(lints(alone));
            if (founded.isPresent()) {
                byte[] file = GroupFile.write(founded.get()).getBytes(StandardCharsets.UTF_8);
                assertThat(GroupFile.read(file, EpochChangeTest.SCHEME)).isEqualTo(founded.get());
            }

            byte[] next = random.charter(2, seats);
            boolean lints = lints(next);
            accepted += lints ? 1 : 0;
            assertThat(isProposed(next, group)).as("seed %d is proposed", seed).isEqualTo(lints);
            assertThat(isObjectedTo(next, group, inForce))
                    .as("seed %d is objected to", seed)
                    .isEqualTo(!lints);
        }
        assertThat(accepted).isBetween(CHARTERS / 5, CHARTERS - CHARTERS / 5);
    }

    /** On a disk, from the founding through a swap, another epoch and a restart. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aGroupLivesOnUnderWhateverLints(long seed) throws Exception {
        RandomCharters random = new RandomCharters(seed, 0);
        List<String> judges = random.judges();
        byte[] next = random.charter(2, judges);
        byte[] first = random.charter(1, judges);
        assertThat(lints(first) && lints(next)).isTrue();
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder()
                .signatures(EpochChangeTest.SCHEME)
                .plan(plan(judges, first))
                .storedIn(folder);
        try (EmbeddedCluster gate = builder.open()) {
            decidesWithProof(gate, "/tmp/founded");
            assertThat(gate.decide(gate.proposal(next)).isApproved()).isTrue();
            decidesWithProof(gate, "/tmp/swapped");
            assertThat(gate.decide(gate.rekeying(judges.getFirst())).isApproved())
                    .isTrue();
            decidesWithProof(gate, "/tmp/rekeyed");
        }
        try (EmbeddedCluster gate = builder.open()) {
            assertThat(gate.group().title().epoch()).isEqualTo(2);
            assertThat(gate.charters().current().version()).isEqualTo(2);
            decidesWithProof(gate, "/tmp/restarted");
            assertThat(EpochChangeTest.audited(gate)).hasSize(2);
        }
    }

    private static void decidesWithProof(EmbeddedCluster gate, String path) throws Exception {
        Decision decision = gate.decide(DecidingProcess.action(path));
        assertThat(decision.isApproved()).isTrue();
        Group group = gate.group(decision.request().request().domain().epoch());
        Group read = GroupFile.read(GroupFile.write(group).getBytes(StandardCharsets.UTF_8), EpochChangeTest.SCHEME);
        assertThat(new ProofVerifier(read, EpochChangeTest.SCHEME)
                        .verify(ProofFile.read(ProofFile.writeBytes(decision.proof()))))
                .isInstanceOf(Verification.Authentic.class);
    }

    /** The text is as long as may be, and, escaped, takes more room in an action than in its file. */
    @Test
    void theLongestTextThatLintsFitsIntoAnAction() throws Exception {
        List<String> judges = new RandomCharters(1, 0).judges();
        Group group =
                founded(judges, new RandomCharters(1, 0).charter(1, judges)).orElseThrow();
        String text = new String(new RandomCharters(2, 0).charter(2, judges), StandardCharsets.UTF_8);
        String longest = text + "\n#" + "-".repeat(Bounds.CHARTER_BYTES - text.length() - 2);
        assertThat(lints(bytes(longest))).isTrue();
        assertThat(isProposed(bytes(longest), group)).isTrue();
        assertThat(lints(bytes(longest + "-"))).isFalse();

        int room = Bounds.CHARTER_JSON_BYTES - JsonWriter.compactBytes(new JsonString(text)).length;
        String escaped = text + "\n".repeat(room / 2);
        assertThat(lints(bytes(escaped))).isTrue();
        assertThat(lints(bytes(escaped + "\n"))).isFalse();
        assertThat(bytes(escaped)).hasSizeLessThan(Bounds.CHARTER_BYTES);
        assertThat(isProposed(bytes(escaped), group)).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
