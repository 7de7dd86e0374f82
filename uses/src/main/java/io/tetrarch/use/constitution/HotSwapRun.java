package io.tetrarch.use.constitution;

import static io.tetrarch.use.constitution.ConstitutionalHotSwap.BROKEN_PROOF;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.INVALID;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.IN_FLIGHT;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.IN_FORCE;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.LIAR;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.NAMED;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.NO_REWIND;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.ONE_JUDGE;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.PROOF;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.REFUSED_BEFORE;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.RESTART;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.ROLLED_BACK;
import static io.tetrarch.use.constitution.ConstitutionalHotSwap.STALE;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Check;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.use.Stage;
import io.tetrarch.use.TamperedJudge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** One run of the use. */
final class HotSwapRun {
    private static final String LIAR_NAME = "creative";

    private final Stage stage;
    /** Judgements on the slow request wait here. */
    private final CountDownLatch released = new CountDownLatch(1);

    HotSwapRun(Stage stage) {
        this.stage = stage;
    }

    void play() throws Exception {
        try (EmbeddedCluster gate =
                stored().charter(Charters.of(1, Charters.DRAFTS)).open()) {
            stage.step("four replicas run under charter 1; the judge " + LIAR_NAME
                    + " denies every change of the charter, whatever it is");
            swapWhileARequestIsInFlight(gate);
            refuseWhatCannotBe(gate);
            replaceOneJudge(gate);
            rollBack(gate);
        } finally {
            released.countDown();
        }
        stage.step("all four replicas are stopped, and started again from disk");
        try (EmbeddedCluster gate = stored().open()) {
            afterTheRestart(gate);
        }
    }

    /** In the folder, by whatever charter is in force there. */
    private EmbeddedClusterBuilder stored() {
        return EmbeddedCluster.builder()
                .judges(judge -> new TamperedJudge(judge, this::judge))
                .storedIn(stage.folder().resolve("group"));
    }

    private Judgement judge(Judge own, Case subject) {
        String text = subject.action().toString();
        if (own.name().equals(LIAR_NAME) && text.startsWith("{\"kind\":\"swap_charter\"")) {
            return new Judgement(Answer.DENY, "never", "I say no.");
        }
        if (text.contains("slow.md")) {
            await();
        }
        return own.judge(subject);
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void swapWhileARequestIsInFlight(EmbeddedCluster gate) throws Exception {
        Decision before = gate.decide(write("reports/first.md"));
        stage.check(REFUSED_BEFORE, before.outcome() == Outcome.DENIED, "writing to reports: " + before.outcome());

        stage.step("a request to write to drafts is made under charter 1, and its judges take their time");
        CompletionStage<Decision> slow = gate.decideAsync(write("drafts/slow.md"));

        stage.step("charter 2, which allows reports and no more drafts, is put to the group");
        Decision swap = swap(gate, Charters.of(2, Charters.REPORTS));
        Decision after = gate.decide(write("reports/first.md"));
        stage.check(
                IN_FORCE,
                swap.isApproved() && after.isApproved() && version(gate) == 2 && !isDone(slow),
                "swap " + swap.outcome() + " at ledger entry " + swap.ledgerIndex() + ", writing to reports then: "
                        + after.outcome() + ", the slow request still open: " + !isDone(slow));
        stage.check(
                LIAR,
                swap.isApproved() && approvals(swap) >= 3,
                approvals(swap) + " of 4 approved the swap, " + LIAR_NAME + " not among them");

        released.countDown();
        Decision inFlight = slow.toCompletableFuture().get();
        Decision late = gate.decide(write("drafts/late.md"));
        stage.check(
                IN_FLIGHT,
                inFlight.isApproved() && charter(inFlight) == 1 && late.outcome() == Outcome.DENIED,
                "the slow request: " + inFlight.outcome() + " under charter " + charter(inFlight)
                        + "; the same of a new one: " + late.outcome() + " under charter " + charter(late));
        stage.check(
                NAMED,
                versions(inFlight).equals(List.of(1L)) && versions(after).equals(List.of(2L)),
                "verdicts on the slow request name " + versions(inFlight) + ", those on the new one "
                        + versions(after));
    }

    private void refuseWhatCannotBe(EmbeddedCluster gate) throws Exception {
        stage.step("swaps that cannot be are put to the group");
        CharterVersion inForce = gate.charters().current();
        SwapCharter good = SwapCharter.read(
                Bytes.wrap(gate.proposal(Charters.of(3, Charters.REPORTS)).bytes()));
        Decision invalid = gate.decide(action(new SwapCharter(
                inForce.digest(), good.digest(), good.rules(), good.file().replace("paths.all", "pathz.all"))));
        stage.check(INVALID, isDenied(invalid, "invalid-charter"), reasons(invalid));

        Decision rewind = gate.decide(action(withVersion(good, 1)));
        Decision skip = gate.decide(action(withVersion(good, 4)));
        stage.check(
                NO_REWIND,
                isDenied(rewind, "version-not-next") && isDenied(skip, "version-not-next") && version(gate) == 2,
                "to 1: " + reasons(rewind) + "; to 4: " + reasons(skip) + "; in force: " + version(gate));

        Decision stale = gate.decide(action(new SwapCharter(Digest.ZERO, good.digest(), good.rules(), good.file())));
        stage.check(STALE, isDenied(stale, "stale-parent") && version(gate) == 2, reasons(stale));
    }

    private void replaceOneJudge(EmbeddedCluster gate) throws Exception {
        SortedMap<Integer, String> before = judges(gate);
        Decision swap = swap(gate, Charters.of(3, Charters.REPORTS, "Does it really know the tool?"));
        SortedMap<Integer, String> after = judges(gate);
        List<Integer> changed = before.keySet().stream()
                .filter(replica -> !Objects.equals(before.get(replica), after.get(replica)))
                .toList();
        stage.check(
                ONE_JUDGE,
                swap.isApproved() && changed.equals(List.of(3)),
                "judges changed: "
                        + changed.stream()
                                .map(index -> gate.group().replicaNames().get(index))
                                .toList());
    }

    private void rollBack(EmbeddedCluster gate) throws Exception {
        Decision swap = swap(gate, Charters.of(4, Charters.DRAFTS));
        Decision drafts = gate.decide(write("drafts/again.md"));
        Decision reports = gate.decide(write("reports/again.md"));
        stage.check(
                ROLLED_BACK,
                swap.isApproved() && drafts.isApproved() && reports.outcome() == Outcome.DENIED && version(gate) == 4,
                "charter " + version(gate) + " says what charter 1 said: drafts " + drafts.outcome() + ", reports "
                        + reports.outcome());
    }

    private void afterTheRestart(EmbeddedCluster gate) throws Exception {
        Decision drafts = gate.decide(write("drafts/restarted.md"));
        stage.check(
                RESTART,
                version(gate) == 4 && drafts.isApproved() && charter(drafts) == 4,
                "charter " + version(gate) + " is in force, writing to drafts: " + drafts.outcome());

        DecisionProof proof = drafts.proof();
        ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.PORTABLE.load());
        Verification good = verifier.verify(ProofFile.writeBytes(proof));
        stage.check(
                PROOF,
                good instanceof Verification.Authentic && proof.amendments().size() == 3,
                proof.amendments().size() + " amendments: " + shown(good));

        Verification bad = verifier.verify(
                proof.with(List.of(proof.amendments().get(0), proof.amendments().get(2))));
        stage.check(
                BROKEN_PROOF,
                bad instanceof Verification.NotAuthentic failed && failed.check() == Check.AMENDMENTS,
                shown(bad));
    }

    private static String shown(Verification verification) {
        return switch (verification) {
            case Verification.Authentic proven -> proven.summary();
            case Verification.NotAuthentic failed -> failed.check().word() + ": " + failed.explanation();
        };
    }

    /** The judges that answer for an ordinary request, by replica; asked until all four were heard. */
    private SortedMap<Integer, String> judges(EmbeddedCluster gate) throws Exception {
        SortedMap<Integer, String> judges = new TreeMap<>();
        for (int i = 0; judges.size() < 4 && i < 1_000; i++) {
            for (VerdictVote vote : gate.decide(write("reports/" + i + ".md")).verdicts()) {
                judges.put(vote.replica(), vote.verdict().judge());
            }
        }
        return judges;
    }

    private static SwapCharter withVersion(SwapCharter swap, long version) {
        return new SwapCharter(
                swap.parent(),
                swap.digest(),
                new CharterRules(version, swap.rules().tiers()),
                swap.file());
    }

    private static Action action(SwapCharter swap) throws JsonRejected {
        return Action.parse(JsonWriter.compactBytes(swap.json()));
    }

    /** The gate asks under the new charter once a quorum of its replicas has executed the swap. */
    private static Decision swap(EmbeddedCluster gate, byte[] file) throws Exception {
        long next = version(gate) + 1;
        Decision decision = gate.decide(gate.proposal(file));
        if (decision.isApproved()) {
            Await.until(gate, () -> version(gate) == next);
        }
        return decision;
    }

    private static Action write(String path) throws JsonRejected {
        return Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/work/" + path + "\",\"content\":\"x\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isDone(CompletionStage<Decision> decision) {
        return decision.toCompletableFuture().isDone();
    }

    private static long version(EmbeddedCluster gate) {
        return gate.charters().current().version();
    }

    private static long charter(Decision decision) {
        return decision.request().request().terms().charterVersion();
    }

    private static List<Long> versions(Decision decision) {
        return verdicts(decision).stream()
                .map(Verdict::charterVersion)
                .distinct()
                .toList();
    }

    private static long approvals(Decision decision) {
        return verdicts(decision).stream()
                .filter(verdict -> verdict.answer() == Answer.APPROVE)
                .count();
    }

    private static List<Verdict> verdicts(Decision decision) {
        return decision.verdicts().stream().map(VerdictVote::verdict).toList();
    }

    private static boolean isDenied(Decision decision, String reason) {
        return decision.outcome() == Outcome.DENIED
                && verdicts(decision).stream()
                        .allMatch(verdict -> verdict.reasonCode().equals(reason));
    }

    private static String reasons(Decision decision) {
        Optional<Verdict> first = verdicts(decision).stream().findFirst();
        return decision.outcome()
                + first.map(verdict -> ", " + verdict.reasonCode() + ": " + verdict.explanation())
                        .orElse("");
    }
}
