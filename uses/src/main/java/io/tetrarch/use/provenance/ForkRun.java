package io.tetrarch.use.provenance;

import static io.tetrarch.use.provenance.ProvenanceForkResolution.BOTH;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.BROKEN_LINK;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.CHOSEN;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.EVIDENCE;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.FORGED;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.LIAR;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.PROOF;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.RESTART;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.ROOT;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.SHORTER;
import static io.tetrarch.use.provenance.ProvenanceForkResolution.STALE;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.provenance.Branch;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.provenance.ResolveFork;
import io.tetrarch.gate.provenance.TrailEdge;
import io.tetrarch.gate.provenance.TrailRecord;
import io.tetrarch.gate.service.Trails;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.use.Stage;
import io.tetrarch.use.TamperedJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of the use. */
final class ForkRun {
    private static final String LIAR_NAME = "domain_expert";

    private final Stage stage;
    private final Writers writers = new Writers();

    ForkRun(Stage stage) {
        this.stage = stage;
    }

    void play() throws Exception {
        TrailEdge head;
        try (EmbeddedCluster gate = open()) {
            stage.step(
                    "three writers keep a trail of releases; the judge " + LIAR_NAME + " denies whatever it is asked");
            chooseTheLonger(gate);
            brokenLink(gate);
            forged(gate);
            bothBroken(gate);
            head = gate.trails().getFirst().head(Writers.TRAIL);
        }
        stage.step("all four replicas are stopped, and started again from disk");
        try (EmbeddedCluster gate = open()) {
            TrailEdge from = head;
            boolean same = Await.until(
                    gate, () -> gate.trails().stream().allMatch(trails -> from.equals(trails.head(Writers.TRAIL))));
            stage.check(RESTART, same, shown(head) + " at all four");
        }
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder()
                .charter(writers.charter())
                .judges(judge -> judge.name().equals(LIAR_NAME)
                        ? new TamperedJudge(judge, (own, subject) -> new Judgement(Answer.DENY, "never", "I say no."))
                        : judge)
                .storedIn(stage.folder().resolve("group"))
                .open();
    }

    private void chooseTheLonger(EmbeddedCluster gate) throws Exception {
        stage.step("two branches of three and five records begin at the same place, both whole");
        TrailEdge start = TrailEdge.EMPTY;
        Branch shorter = Branch.of(start, writers.write(start, "1.0-rc", 3), List.of());
        Branch longer = Branch.of(start, writers.write(start, "1.0", 5), List.of());
        Decision decision = gate.decide(action(writers.examiner()
                .propose(Writers.TRAIL, start, List.of(shorter, longer))
                .orElseThrow()));
        TrailEdge head = start.after(longer.records());
        stage.check(CHOSEN, decision.isApproved() && isHead(gate, head), decision.outcome() + ": " + shown(head));
        stage.check(
                LIAR,
                decision.isApproved() && approvals(decision) == 3,
                approvals(decision) + " of 4 approved; " + LIAR_NAME + " would not");
        evidence(gate, decision, shorter);

        Verification proof = new ProofVerifier(gate.group(), Ed25519Provider.PORTABLE.load())
                .verify(ProofFile.writeBytes(decision.proof()));
        stage.check(
                PROOF,
                proof instanceof Verification.Authentic proven
                        && ResolveFork.read(proven.entry().request().action())
                                .chosen()
                                .equals(longer),
                switch (proof) {
                    case Verification.Authentic proven -> proven.summary();
                    case Verification.NotAuthentic failed -> failed.explanation();
                });

        Branch early = Branch.of(start, writers.write(start, "0.9", 9), List.of());
        Decision stale = gate.decide(action(writers.examiner()
                .propose(Writers.TRAIL, start, List.of(longer, early))
                .orElseThrow()));
        stage.check(
                STALE, stale.outcome() == Outcome.DENIED && reason(stale).equals("ancestor-not-head"), shown(stale));
    }

    /** From the ledger as a replica keeps it, by the index in the state; and what the state says of it is true. */
    private void evidence(EmbeddedCluster gate, Decision decision, Branch lost) throws Exception {
        Trails.Resolution resolution =
                gate.trails().getFirst().resolutions(Writers.TRAIL).getFirst();
        Optional<ResolveFork> kept = Optional.empty();
        LedgerArchive.Piece piece =
                gate.ledger().pieceWith(resolution.ledgerIndex()).orElseThrow();
        long index = piece.firstIndex();
        for (Batch batch : piece.batches()) {
            for (Entry entry : batch.entries()) {
                if (index++ == resolution.ledgerIndex()) {
                    kept = Optional.of(ResolveFork.read(actionOf(entry)));
                }
            }
        }
        boolean found = kept.isPresent()
                && kept.get().other().equals(lost)
                && Trails.records(kept.get().other()).equals(resolution.otherRecords())
                && resolution.otherRoot().equals(lost.root())
                && resolution.ledgerIndex() == decision.ledgerIndex();
        stage.check(
                EVIDENCE,
                found,
                "its " + lost.records().size() + " records stand in ledger entry " + resolution.ledgerIndex()
                        + ", root " + resolution.otherRoot().abbreviated());
    }

    private static Bytes actionOf(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> decision.request().action();
            case EvidenceEntry evidence -> throw new IllegalStateException("evidence is no decision on a trail");
        };
    }

    private void brokenLink(EmbeddedCluster gate) throws Exception {
        stage.step("a branch of six records has lost its second one; the other has two and is whole");
        TrailEdge head = gate.trails().getFirst().head(Writers.TRAIL);
        List<TrailRecord> cut = new ArrayList<>(writers.write(head, "1.1-forged", 6));
        cut.remove(1);
        Branch broken = Branch.of(head, cut, List.of());
        Branch whole = Branch.of(head, writers.write(head, "1.1", 2), List.of());
        Decision wrong = gate.decide(action(choice(head, broken, whole, 0)));
        stage.check(
                BROKEN_LINK,
                wrong.outcome() == Outcome.DENIED && reason(wrong).equals("wrong-branch") && isHead(gate, head),
                shown(wrong));
        Decision right = gate.decide(action(choice(head, broken, whole, 1)));
        TrailEdge next = head.after(whole.records());
        stage.check(SHORTER, right.isApproved() && isHead(gate, next), right.outcome() + ": " + shown(next));
    }

    private void forged(EmbeddedCluster gate) throws Exception {
        stage.step("a stranger signs in a writer's name, and a branch lies about its root");
        TrailEdge head = gate.trails().getFirst().head(Writers.TRAIL);
        Branch whole = Branch.of(head, writers.write(head, "1.2", 1), List.of());
        TrailRecord strange = writers.write(head, "1.2-stolen", writers.stranger());
        TrailRecord inTheNameOf =
                new TrailRecord(strange.payload(), whole.records().getFirst().writer(), strange.signature());
        List<TrailRecord> stolen = new ArrayList<>(List.of(inTheNameOf));
        stolen.addAll(writers.write(head.after(inTheNameOf), "1.2-stolen", 4));
        Decision byStranger = gate.decide(action(choice(head, Branch.of(head, stolen, List.of()), whole, 0)));
        stage.check(
                FORGED,
                byStranger.outcome() == Outcome.DENIED && reason(byStranger).equals("wrong-branch"),
                shown(byStranger));

        Branch lying = new Branch(writers.write(head, "1.2-other", 3), Digest.ZERO, List.of());
        Decision byLie = gate.decide(action(choice(head, lying, whole, 0)));
        stage.check(
                ROOT,
                byLie.outcome() == Outcome.DENIED && reason(byLie).equals("wrong-branch") && isHead(gate, head),
                shown(byLie));
    }

    private void bothBroken(EmbeddedCluster gate) throws Exception {
        stage.step("two branches are put to the group, both broken");
        TrailEdge head = gate.trails().getFirst().head(Writers.TRAIL);
        Branch one = new Branch(writers.write(head, "1.3", 1), Digest.ZERO, List.of());
        Branch two = Branch.of(head, writers.write(TrailEdge.EMPTY, "1.3", 2), List.of());
        Decision decision = gate.decide(action(choice(head, one, two, 1)));
        stage.check(
                BOTH,
                decision.outcome() == Outcome.DENIED
                        && reason(decision).equals("both-branches-broken")
                        && isHead(gate, head),
                shown(decision));
    }

    private static boolean isHead(EmbeddedCluster gate, TrailEdge head) throws InterruptedException {
        return Await.until(
                gate, () -> gate.trails().stream().allMatch(trails -> head.equals(trails.head(Writers.TRAIL))));
    }

    private static ResolveFork choice(TrailEdge head, Branch one, Branch other, int canonical) {
        return new ResolveFork(
                Writers.TRAIL,
                new ResolveFork.Ancestor(head.size(), head.root()),
                List.of(one, other),
                ProvenanceTerms.Rule.LONGEST_VALID,
                canonical);
    }

    private static Action action(ResolveFork fork) throws JsonRejected {
        return Action.parse(JsonWriter.compactBytes(fork.json()));
    }

    private static long approvals(Decision decision) {
        return decision.verdicts().stream()
                .filter(vote -> vote.verdict().answer() == Answer.APPROVE)
                .count();
    }

    private static String reason(Decision decision) {
        return verdict(decision).map(Verdict::reasonCode).orElse("");
    }

    private static Optional<Verdict> verdict(Decision decision) {
        return decision.verdicts().stream().map(VerdictVote::verdict).findFirst();
    }

    private static String shown(Decision decision) {
        return decision.outcome()
                + verdict(decision)
                        .map(verdict -> ", " + verdict.reasonCode() + ": " + verdict.explanation())
                        .orElse("");
    }

    private static String shown(TrailEdge head) {
        return head.size() + " records, root " + head.root().abbreviated();
    }
}
