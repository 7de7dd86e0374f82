package io.tetrarch.proof.decision;

import static io.tetrarch.proof.decision.Altered.claim;
import static io.tetrarch.proof.decision.Altered.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofVerifierTest {
    private final Round round = Round.embedded();

    @Test
    void anApprovalIsProven() {
        Verification.Authentic proven = proven(round.approved());
        assertThat(proven.outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(proven.requestId()).isEqualTo(round.request(7).id());
        assertThat(proven.sequence()).isEqualTo(3);
        assertThat(proven.ledgerIndex()).isEqualTo(3);
        assertThat(proven.place().signers()).containsExactly("analytical", "creative", "domain_expert");
        assertThat(proven.summary())
                .isEqualTo("APPROVED: action 0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec, request "
                        + Groups.clientKey().verifyingKey().id().abbreviated()
                        + "/7, executor agent, tier standard, until 1970-01-01T00:01:01Z; ledger entry 3,"
                        + " committed at sequence 3 by analytical, creative, domain_expert; group test, epoch"
                        + " 1, embedded; judges not pinned");
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED,AAA-",
        "APPROVED,AAAD",
        "DENIED,ADD-",
        "DENIED,NN--",
        "EXPIRED,A---",
        "EXPIRED,AAD-",
        "EXPIRED,----"
    })
    void everyOutcomeThatFollowsFromItsVerdictsIsProven(Outcome outcome, String answers) {
        DecisionEntry entry = round.entry(round.request(7), outcome, answers);
        assertThat(proven(round.proof(entry)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED,AA--",
        "APPROVED,AADD",
        "DENIED,AAA-",
        "DENIED,AAD-",
        "EXPIRED,AAA-",
        "EXPIRED,-DD-",
        "APPROVED,----"
    })
    void anOutcomeThatDoesNotFollowIsNot(Outcome outcome, String answers) {
        DecisionEntry entry = round.entry(round.request(7), outcome, answers);
        assertFailed(round.proof(entry), Check.OUTCOME, "the outcome is said to be " + outcome);
    }

    @Test
    void aTierThatNamesAJudgeIsHeldToIt() {
        Request request = round.request(7, new Terms("agent", "critical", 1), new Validity(1_000, 61_000));
        assertFailed(
                round.proof(round.entry(request, Outcome.APPROVED, "AA-A")),
                Check.OUTCOME,
                "neither APPROVED nor DENIED");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void groupsOfEverySizeProveTheirDecisions(int replicas) {
        Round larger = new Round(Groups.group(new Group.Title("test", 1, Mode.EMBEDDED), replicas));
        DecisionEntry entry = larger.entry(larger.request(7), Outcome.APPROVED, "A".repeat(larger.group.quorum()));
        Header header = larger.append(1, entry);
        int[] quorum = IntStream.range(0, larger.group.quorum()).toArray();
        int[] fewer = IntStream.range(1, larger.group.quorum()).toArray();
        ProofVerifier verifier = new ProofVerifier(larger.group, Groups.SCHEME);
        assertThat(verifier.verify(larger.proof(entry, 0, header, quorum))).isInstanceOf(Verification.Authentic.class);
        assertThat(verifier.verify(larger.proof(entry, 0, header, fewer)))
                .isEqualTo(new Verification.NotAuthentic(
                        Check.SIGNATURES, fewer.length + " replicas signed, " + larger.group.quorum() + " are needed"));
    }

    @Test
    void aProofOfAnotherGroupIsRefused() {
        Round other = new Round(Groups.group(new Group.Title("other", 1, Mode.EMBEDDED), 4));
        assertFailed(other.approved(), Check.GROUP, "the proof is of group " + other.group.id());
    }

    @Test
    void whatIsSaidOfTheGroupMustBeTrue() {
        DecisionProof.GroupClaim claim = round.approved().group();
        assertFailed(
                with(round.approved(), claim(claim, new Group.Title("fake", 1, Mode.EMBEDDED))),
                Check.GROUP,
                "the group's name is test");
        assertFailed(
                with(round.approved(), claim(claim, new Group.Title("test", 2, Mode.EMBEDDED))),
                Check.EPOCH,
                "the proof is of epoch 2, expected 1");
        assertFailed(
                with(round.approved(), claim(claim, new Group.Title("test", 1, Mode.DISTRIBUTED))),
                Check.MODE,
                "the group's mode is embedded");
        assertFailed(
                with(
                        round.approved(),
                        new DecisionProof.GroupClaim(claim.id(), claim.title(), List.of("Somebody else"))),
                Check.MODE,
                "the group's operators are Operator");
    }

    @Test
    void anotherHeaderThanTheSignedOneIsRefused() {
        DecisionProof proof = round.approved();
        Header other = new Header(
                4,
                proof.header().parent(),
                proof.header().entriesRoot(),
                proof.header().ledgerSize(),
                proof.header().ledgerRoot());
        assertFailed(with(proof, other), Check.HEADER, "the commit is of header");
    }

    @Test
    void anEntryThatIsNotInTheLedgerIsRefused() {
        DecisionProof proof = round.approved();
        DecisionEntry other = round.entry(round.request(8), Outcome.APPROVED, "AAA-");
        DecisionProof forged = new DecisionProof(
                proof.group(),
                DecisionProof.of(
                                round.group, other, proof.inclusion(), proof.header(), round.certify(proof.header(), 0))
                        .entry(),
                proof.action(),
                proof.inclusion(),
                proof.header(),
                proof.commit());
        assertFailed(forged, Check.INCLUSION, "the path does not lead from the entry");
    }

    @Test
    void aPathToAnotherSizeOrIndexIsRefused() {
        DecisionProof proof = round.approved();
        InclusionPath path = proof.inclusion();
        assertFailed(
                with(proof, new InclusionPath(path.index(), path.size() + 1, path.hashes())),
                Check.INCLUSION,
                "the path is of a ledger of 7 entries, the header's has 6");
        for (long index : new long[] {0, 1, 2, 4, 5, 6}) {
            assertFailed(
                    with(proof, new InclusionPath(index, path.size(), path.hashes())),
                    Check.INCLUSION,
                    "the path does not lead");
        }
    }

    @Test
    void evidenceIsNoDecision() {
        VerdictVote vote = round.vote(1, round.request(7), Answer.APPROVE);
        EvidenceEntry evidence =
                new EvidenceEntry(new Evidence.ConflictingVerdicts(vote, round.vote(1, round.request(7), Answer.DENY)));
        Header header = round.append(1, evidence);
        DecisionProof any = Round.embedded().approved();
        DecisionProof forged = new DecisionProof(
                any.group(),
                new DecisionProof.ShownEntry(
                        Bytes.copyOf(evidence.encoded()), any.entry().shown()),
                any.action(),
                round.ledger.inclusion(0, 1),
                header,
                round.proof(round.entry(round.request(7), Outcome.APPROVED, "AAA-"), 0, header, 0, 1, 2)
                        .commit());
        assertFailed(forged, Check.ENTRY, "the entry is evidence of an equivocation");
    }

    @Test
    void anotherActionThanTheHashedOneIsRefused() {
        DecisionProof proof = round.approved();
        DecisionProof forged = new DecisionProof(
                proof.group(),
                proof.entry(),
                Bytes.wrap(Round.action(Round.ACTION.replace("4096", "4097")).bytes()),
                proof.inclusion(),
                proof.header(),
                proof.commit());
        assertFailed(forged, Check.ACTION, "the action shown is not the one that was decided on");
    }

    /** What follows can only come about if 2f+1 replicas committed it; a verifier looks all the same. */
    @Test
    void aRequestThatItsClientDidNotSignIsRefused() {
        Request request = round.request(7);
        SignedRequest other = round.signed(round.request(8));
        DecisionEntry entry = new DecisionEntry(
                new SignedRequest(
                        request,
                        other.path(),
                        other.signature(),
                        Bytes.wrap(Round.action().bytes())),
                Outcome.APPROVED,
                round.votes(request, "AAA-"));
        assertFailed(round.proof(entry), Check.REQUEST, "the signature of client agent is bad");
    }

    @Test
    void aRequestThatDoesNotLeadToWhatItsClientSignedIsRefused() {
        Request request = round.request(7);
        SignedRequest signed = round.signed(request);
        InclusionPath elsewhere =
                new InclusionPath(0, signed.path().size(), signed.path().hashes());
        DecisionEntry entry = new DecisionEntry(
                new SignedRequest(request, elsewhere, signed.signature(), signed.action()),
                Outcome.APPROVED,
                round.votes(request, "AAA-"));
        assertFailed(round.proof(entry), Check.REQUEST, "the signature of client agent is bad");
    }

    @Test
    void aRequestOfAClientWithoutTheRoleIsRefused() {
        Request request = new Request(
                round.group.domain(),
                new RequestId(Groups.observerKey().verifyingKey().id(), 7),
                Round.action().hash(),
                new Terms("agent", "standard", 1),
                new Validity(1_000, 61_000),
                Optional.empty());
        SignedRequest signed = new RequestSigner(Groups.observerKey())
                .sign(request, Bytes.wrap(Round.action().bytes()));
        DecisionEntry entry = new DecisionEntry(signed, Outcome.APPROVED, round.votes(request, "AAA-"));
        assertFailed(round.proof(entry), Check.REQUEST, "may not submit requests to the group");
    }

    @Test
    void anExecutorWithoutTheRoleIsRefused() {
        Request request = round.request(7, new Terms("observer", "standard", 1), new Validity(1_000, 61_000));
        assertFailed(
                round.proof(round.entry(request, Outcome.APPROVED, "AAA-")),
                Check.REQUEST,
                "executor observer may not run actions of the group");
    }

    @Test
    void aVerdictThatItsReplicaDidNotSignIsRefused() {
        Request request = round.request(7);
        List<VerdictVote> votes = new ArrayList<>(round.votes(request, "AAA-"));
        VerdictVote first = votes.get(0);
        votes.set(
                0,
                new VerdictVote(0, first.verdict(), first.path(), votes.get(1).signature()));
        assertFailed(
                round.proof(new DecisionEntry(round.signed(request), Outcome.APPROVED, votes)),
                Check.VERDICTS,
                "the signature of replica analytical on its verdict is bad");
    }

    @Test
    void aVerdictOnAnotherRequestIsRefused() {
        Request request = round.request(7);
        List<VerdictVote> votes = new ArrayList<>(round.votes(request, "AA--"));
        votes.add(round.vote(2, round.request(8), Answer.APPROVE));
        assertFailed(
                round.proof(new DecisionEntry(round.signed(request), Outcome.APPROVED, votes)),
                Check.VERDICTS,
                "the verdict of replica adversarial is on another request");
    }

    @Test
    void aReplicaHasOneVerdict() {
        Request request = round.request(7);
        List<VerdictVote> votes = new ArrayList<>(round.votes(request, "AA--"));
        votes.add(votes.get(1));
        assertFailed(
                round.proof(new DecisionEntry(round.signed(request), Outcome.APPROVED, votes)),
                Check.VERDICTS,
                "in ascending order of the group's replicas, one each");
    }

    @Test
    void anUnknownTierIsRefused() {
        Request request = round.request(7, new Terms("agent", "lowest", 1), new Validity(1_000, 61_000));
        assertFailed(
                round.proof(round.entry(request, Outcome.APPROVED, "AAA-")),
                Check.OUTCOME,
                "the group's charter has no tier");
    }

    @Test
    void aDecisionWithoutADeadlineIsRefused() {
        Request request = round.request(7, new Terms("agent", "standard", 1), new Validity(0, Long.MAX_VALUE));
        assertFailed(
                round.proof(round.entry(request, Outcome.APPROVED, "AAA-")),
                Check.DEADLINE,
                "the request has no deadline");
    }

    private Verification.Authentic proven(DecisionProof proof) {
        return Altered.proven(round, proof);
    }

    private void assertFailed(DecisionProof proof, Check check, String explanation) {
        Altered.assertFailed(round, proof, check, explanation);
    }
}
