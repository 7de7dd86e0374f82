package io.tetrarch.use.federation;

import static io.tetrarch.use.federation.FederatedPeerConsensus.APPLIED;
import static io.tetrarch.use.federation.FederatedPeerConsensus.BOUNDS;
import static io.tetrarch.use.federation.FederatedPeerConsensus.DISSENT;
import static io.tetrarch.use.federation.FederatedPeerConsensus.HISTORY;
import static io.tetrarch.use.federation.FederatedPeerConsensus.RACE;
import static io.tetrarch.use.federation.FederatedPeerConsensus.REFUSED;
import static io.tetrarch.use.federation.FederatedPeerConsensus.RESTART;
import static io.tetrarch.use.federation.FederatedPeerConsensus.SILENT;
import static io.tetrarch.use.federation.FederatedPeerConsensus.STALE;
import static io.tetrarch.use.federation.FederatedPeerConsensus.UNANIMOUS;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.NamedValues;
import io.tetrarch.gate.service.SetState;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.use.Stage;
import io.tetrarch.use.TamperedJudge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** One run of the use. */
final class FederationRun {
    private static final List<String> PEERS = List.of("north", "east", "south", "west");
    private static final String LIMIT = "limits/daily";
    private static final String CONTESTED = "limits/contested";
    /** What values look like that three peers think about for a moment, and the fourth refuses at once. */
    private static final String DISPUTED = "\"value\":6";

    private static final long THOUGHT_NANOS = 15_000_000;
    private static final String UNHEARD = "limits/unheard";

    private final Stage stage;
    /** Both changes of the race are before all judges before any of them answers. */
    private final CountDownLatch race = new CountDownLatch(2 * PEERS.size());

    private final CountDownLatch over = new CountDownLatch(1);
    /** Decisions that set the daily limit, in their order. */
    private final List<Decision> decisions = new ArrayList<>();

    FederationRun(Stage stage) {
        this.stage = stage;
    }

    void play() throws Exception {
        try (EmbeddedCluster gate = open()) {
            stage.step("four banks share limits, each with a replica and a policy of its own");
            agree(gate);
            disagree(gate);
            race(gate);
            loseOne(gate);
            history(gate);
        } finally {
            over.countDown();
        }
        stage.step("all four peers are stopped, and started again from disk");
        try (EmbeddedCluster gate = open()) {
            afterTheRestart(gate);
        }
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder()
                .plan(new Plan("federation", PEERS, charter(), Constants.DEFAULT))
                .judges(judge -> new TamperedJudge(judge, this::judge))
                .storedIn(stage.folder().resolve("group"))
                .open();
    }

    private static byte[] charter() throws IOException {
        try (InputStream in = FederationRun.class.getResourceAsStream("charter.yaml")) {
            if (in == null) {
                throw new IOException("charter.yaml is missing from the jar");
            }
            return in.readAllBytes();
        }
    }

    /** The policies answer; but the eastern bank is silent on one key, and the race begins when all are at the start. */
    private Judgement judge(Judge own, Case subject) {
        String text = subject.action().toString();
        if (own.name().equals("east") && text.contains(UNHEARD)) {
            await(over);
        }
        if (text.contains(CONTESTED)) {
            race.countDown();
            await(race);
        }
        if (text.contains(DISPUTED) && !own.name().equals("west")) {
            LockSupport.parkNanos(THOUGHT_NANOS);
        }
        return own.judge(subject);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void agree(EmbeddedCluster gate) throws Exception {
        Decision first = gate.decide(set(LIMIT, 0, 150));
        decisions.add(first);
        boolean everywhere = Await.until(gate, () -> versions(gate, LIMIT).equals(List.of(1L, 1L, 1L, 1L)));
        stage.check(
                APPLIED,
                first.isApproved() && everywhere && value(gate).equals("150"),
                LIMIT + " = " + value(gate) + ", at the peers in versions " + versions(gate, LIMIT));
    }

    /** A verdict that reaches the leader after the quorum's is not in the entry, so this may take more than one change. */
    private void disagree(EmbeddedCluster gate) throws Exception {
        stage.step("a limit that the western bank does not want is put to the others");
        boolean onRecord = false;
        String seen = "";
        for (long version = 1; !onRecord && version < 25; version++) {
            Decision decision = gate.decide(set(LIMIT, version, 600 + version));
            decisions.add(decision);
            onRecord = decision.isApproved() && denials(decision).equals(List.of("west"));
            seen = decision.outcome() + " against the word of " + denials(decision);
        }
        boolean inProof = decisions.getLast().proof().entry().shown().toJson().contains("limit-too-high");
        stage.check(
                DISSENT, onRecord && inProof && isProven(gate, decisions.getLast()), seen + ", and its proof is good");

        long before = versions(gate, LIMIT).getFirst();
        Decision tooMuch = gate.decide(set(LIMIT, version(), 900));
        stage.check(
                REFUSED,
                tooMuch.outcome() == Outcome.DENIED
                        && Await.until(
                                gate, () -> versions(gate, LIMIT).stream().allMatch(each -> each == version())),
                "900 was " + tooMuch.outcome() + " by " + denials(tooMuch) + "; the limit is still " + value(gate)
                        + " (version " + before + ")");

        Decision treaty = gate.decide(set("treaty/fee", 0, 300));
        stage.check(
                UNANIMOUS,
                treaty.outcome() == Outcome.DENIED
                        && denials(treaty).equals(List.of("west"))
                        && isProven(gate, treaty)
                        && versions(gate, "treaty/fee").stream().allMatch(each -> each == 0),
                "three of four would have it, " + denials(treaty) + " not: " + treaty.outcome());

        Decision huge = gate.decide(set("limits/text", 0, new JsonString("x".repeat(SetState.MOST_VALUE_BYTES))));
        stage.check(
                BOUNDS,
                huge.outcome() == Outcome.DENIED && reason(huge).equals("malformed-change"),
                "a value of " + SetState.MOST_VALUE_BYTES + " characters: " + huge.outcome() + ", " + reason(huge));
    }

    private void race(EmbeddedCluster gate) throws Exception {
        stage.step("two changes of the same version are made at once");
        CompletionStage<Decision> one = gate.decideAsync(set(CONTESTED, 0, 10));
        CompletionStage<Decision> two = gate.decideAsync(set(CONTESTED, 0, 20));
        Decision left = one.toCompletableFuture().get();
        Decision right = two.toCompletableFuture().get();
        Decision winner = left.ledgerIndex() < right.ledgerIndex() ? left : right;
        Decision loser = winner == left ? right : left;
        NamedValues.Conflict conflict = new NamedValues.Conflict(CONTESTED, 0, 1, loser.ledgerIndex());
        boolean recorded = Await.until(
                gate,
                () -> gate.named().stream()
                        .allMatch(values -> values.conflicts().equals(List.of(conflict))));
        boolean won = gate.named().stream()
                .allMatch(values -> values.find(CONTESTED).stream()
                        .anyMatch(named -> named.changes().getLast().ledgerIndex() == winner.ledgerIndex()));
        stage.check(
                RACE,
                winner.isApproved() && loser.isApproved() && won && recorded,
                "both were approved; entry " + winner.ledgerIndex() + " won, entry " + loser.ledgerIndex()
                        + " found version 1 where it expected 0");

        Decision stale = gate.decide(set(LIMIT, 0, 100));
        stage.check(
                STALE,
                stale.outcome() == Outcome.DENIED && reason(stale).equals("stale-version"),
                stale.outcome() + ", " + reason(stale));
    }

    private void loseOne(EmbeddedCluster gate) throws Exception {
        stage.step("the eastern bank falls silent");
        Decision decision = gate.decide(set(UNHEARD, 0, 100));
        boolean everywhere =
                Await.until(gate, () -> versions(gate, UNHEARD).stream().allMatch(each -> each == 1));
        stage.check(
                SILENT,
                decision.isApproved() && everywhere && decision.verdicts().size() == 3,
                decision.outcome() + " by three; the silent one applied it too");
    }

    private void history(EmbeddedCluster gate) throws Exception {
        List<NamedValues.Change> changes =
                gate.named().getFirst().find(LIMIT).orElseThrow().changes();
        List<Decision> approved =
                decisions.stream().filter(Decision::isApproved).toList();
        boolean all = changes.size() == approved.size();
        for (int i = 0; all && i < changes.size(); i++) {
            all = changes.get(i).ledgerIndex() == approved.get(i).ledgerIndex() && isProven(gate, approved.get(i));
        }
        stage.check(
                HISTORY,
                all,
                changes.size() + " changes of " + LIMIT + ", at ledger entries "
                        + changes.stream().map(NamedValues.Change::ledgerIndex).toList());
    }

    private void afterTheRestart(EmbeddedCluster gate) throws Exception {
        Decision next = gate.decide(set(LIMIT, version(), 120));
        boolean same = Await.until(
                gate,
                () -> gate.named().stream().distinct().count() == 1
                        && versions(gate, LIMIT).getFirst() == version() + 1);
        stage.check(
                RESTART,
                next.isApproved() && same && gate.named().getFirst().conflicts().size() == 1,
                LIMIT + " = " + value(gate) + " in version "
                        + versions(gate, LIMIT).getFirst() + " at all four, with the conflict of before");
    }

    /** Of the daily limit, by the decisions that were approved. */
    private long version() {
        return decisions.stream().filter(Decision::isApproved).count();
    }

    private boolean isProven(EmbeddedCluster gate, Decision decision) {
        ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.PORTABLE.load());
        return verifier.verify(ProofFile.writeBytes(decision.proof())) instanceof Verification.Authentic;
    }

    private static List<Long> versions(EmbeddedCluster gate, String key) {
        return gate.named().stream().map(values -> values.version(key)).toList();
    }

    private static String value(EmbeddedCluster gate) {
        return gate.named().getFirst().find(LIMIT).stream()
                .map(named -> new String(named.value().toArray(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("nothing");
    }

    private static List<String> denials(Decision decision) {
        return decision.verdicts().stream()
                .filter(vote -> vote.verdict().answer() == Answer.DENY)
                .map(vote -> PEERS.get(vote.replica()))
                .toList();
    }

    private static String reason(Decision decision) {
        return decision.verdicts().stream()
                .map(VerdictVote::verdict)
                .map(verdict -> verdict.reasonCode())
                .findFirst()
                .orElse("");
    }

    private static Action set(String key, long expected, long value) throws JsonRejected {
        return set(key, expected, JsonNumber.of(value));
    }

    private static Action set(String key, long expected, JsonValue value) throws JsonRejected {
        return Action.parse(JsonWriter.compactBytes(new SetState(key, expected, value).json()));
    }
}
