package io.tetrarch.crypto.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.ViewChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A message whose own signature is good, and one signature inside it is not. */
class NestedSignaturesTest {
    private static final KnownGroup GROUP = new KnownGroup();
    private static final Samples SAMPLES = new Samples(GROUP);

    private final Authenticator authenticator = GROUP.authenticator();

    /** Signed by an honest key, so that only what is inside can be wrong. */
    private void assertRefused(Message message, Refusal reason) {
        Signed<Message> signed = GROUP.signed(Samples.LEADER, message);
        assertThat(authenticator.authenticate(signed)).isEqualTo(new Authentication.Refused<Verified<Message>>(reason));
    }

    private void assertAccepted(Message message) {
        assertThat(authenticator.authenticate(GROUP.signed(Samples.LEADER, message)))
                .isInstanceOf(Authentication.Accepted.class);
    }

    private static SignedRequest withOthersSignature() {
        SignedRequest request = SAMPLES.signedRequest(1);
        return new SignedRequest(request.request(), SAMPLES.signedRequest(2).signature(), request.action());
    }

    private static SignedRequest withOthersAction() {
        SignedRequest request = SAMPLES.signedRequest(1);
        return new SignedRequest(request.request(), request.signature(), Samples.action(2));
    }

    private static Batch batchOf(SignedRequest request) {
        return Samples.batch(new DecisionEntry(request, Outcome.APPROVED, SAMPLES.votes(1)));
    }

    private static Batch batchWith(VerdictVote last) {
        List<VerdictVote> votes = new ArrayList<>(SAMPLES.votes(1));
        votes.set(2, last);
        return Samples.batch(new DecisionEntry(SAMPLES.signedRequest(1), Outcome.APPROVED, votes));
    }

    @Test
    void aForgedRequestIsFoundWhereverItStands() {
        assertRefused(new PrePrepare(2, batchOf(withOthersSignature())), Refusal.BAD_REQUEST_SIGNATURE);
        assertRefused(new PrePrepare(2, batchOf(withOthersAction())), Refusal.OTHER_ACTION);
        assertRefused(new Body(batchOf(withOthersSignature())), Refusal.BAD_REQUEST_SIGNATURE);
        assertRefused(new Relay(withOthersSignature()), Refusal.BAD_REQUEST_SIGNATURE);
        assertRefused(new Relay(withOthersAction()), Refusal.OTHER_ACTION);
    }

    @Test
    void aVerdictUnderAnothersNameIsRefused() {
        VerdictVote vote = SAMPLES.vote(2, 1);
        VerdictVote stolen = new VerdictVote(3, vote.verdict(), vote.path(), vote.signature());
        assertRefused(new PrePrepare(2, batchWith(stolen)), Refusal.BAD_VERDICT);
    }

    @Test
    void aVerdictThatWasNotSignedIsRefused() {
        VerdictVote vote = SAMPLES.vote(2, 1);
        VerdictVote changed = new VerdictVote(2, SAMPLES.verdict(1, Answer.DENY), vote.path(), vote.signature());
        assertRefused(new PrePrepare(2, batchWith(changed)), Refusal.BAD_VERDICT);
    }

    @Test
    void aVerdictRememberedAsGoodStillNeedsItsOwnPath() {
        assertAccepted(SAMPLES.verdicts());
        VerdictVote vote = SAMPLES.vote(2, 1);
        assertAccepted(new PrePrepare(2, batchWith(vote)));
        InclusionPath shifted =
                new InclusionPath(1, vote.path().size(), vote.path().hashes());
        VerdictVote misplaced = new VerdictVote(2, vote.verdict(), shifted, vote.signature());
        assertRefused(new PrePrepare(2, batchWith(misplaced)), Refusal.BAD_VERDICT);
        VerdictVote unsigned = new VerdictVote(2, vote.verdict(), vote.path(), Bytes.EMPTY);
        assertRefused(new PrePrepare(2, batchWith(unsigned)), Refusal.BAD_VERDICT);
    }

    @Test
    void oneForgedCheckpointSignatureSpoilsTheMessageItIsIn() {
        CheckpointCertificate good = SAMPLES.checkpoints();
        CheckpointCertificate forged =
                new CheckpointCertificate(good.checkpoint(), GROUP.withForged(good.signatures(), 2));
        assertRefused(new Stable(forged), Refusal.BAD_CERTIFICATE);
        assertRefused(new ViewChange(3, Optional.of(forged), Optional.of(SAMPLES.prepared())), Refusal.BAD_CERTIFICATE);
        assertAccepted(new ViewChange(3, Optional.of(good), Optional.of(SAMPLES.prepared())));
    }

    @Test
    void aSignerOutsideTheGroupSpoilsACertificate() {
        CheckpointCertificate good = SAMPLES.checkpoints();
        TreeMap<Integer, Bytes> signatures = new TreeMap<>(good.signatures().bySigner());
        signatures.put(4, signatures.get(1));
        assertRefused(
                new Stable(new CheckpointCertificate(good.checkpoint(), new Signatures(signatures))),
                Refusal.BAD_CERTIFICATE);
    }

    @Test
    void oneSignatureUnderTwoNamesSpoilsACertificate() {
        CheckpointCertificate good = SAMPLES.checkpoints();
        TreeMap<Integer, Bytes> signatures = new TreeMap<>(good.signatures().bySigner());
        signatures.put(2, signatures.get(1));
        assertRefused(
                new Stable(new CheckpointCertificate(good.checkpoint(), new Signatures(signatures))),
                Refusal.BAD_CERTIFICATE);
    }

    private static PreparedCertificate prepared(long view, Optional<Bytes> prePrepare, Signatures prepares) {
        PreparedCertificate good = SAMPLES.prepared();
        return new PreparedCertificate(view, good.sequence(), good.digest(), prePrepare, prepares);
    }

    private static ViewChange carrying(PreparedCertificate certificate) {
        return new ViewChange(9, Optional.empty(), Optional.of(certificate));
    }

    @Test
    void aForgedPreparedCertificateSpoilsItsViewChange() {
        PreparedCertificate good = SAMPLES.prepared();
        Signatures prepares = good.prepares();
        Prepare prepare = new Prepare(good.view(), good.sequence(), good.digest());
        Bytes prepareOfLeader = GROUP.signature(Samples.LEADER, prepare);
        Bytes proposalOfBackup = GROUP.signature(1, new PrePrepare(good.view(), SAMPLES.batch()));
        assertAccepted(carrying(good));
        assertRefused(
                carrying(prepared(good.view(), good.prePrepare(), GROUP.withForged(prepares, 3))),
                Refusal.BAD_CERTIFICATE);
        assertRefused(carrying(prepared(good.view(), Optional.of(prepareOfLeader), prepares)), Refusal.BAD_CERTIFICATE);
        assertRefused(
                carrying(prepared(good.view(), Optional.of(proposalOfBackup), prepares)), Refusal.BAD_CERTIFICATE);
        assertRefused(carrying(prepared(6, good.prePrepare(), prepares)), Refusal.BAD_CERTIFICATE);
        assertRefused(carrying(prepared(-2, good.prePrepare(), Signatures.NONE)), Refusal.BAD_CERTIFICATE);
    }

    @Test
    void commitsAreNoPrepares() {
        PreparedCertificate good = SAMPLES.prepared();
        Signatures commits = GROUP.signatures(new Commit(good.view(), good.sequence(), good.digest()), 0, 1, 3);
        assertRefused(carrying(prepared(good.view(), Optional.empty(), commits)), Refusal.BAD_CERTIFICATE);
    }

    @Test
    void oneBadViewChangeSpoilsANewView() {
        List<Signed<ViewChange>> good = SAMPLES.newView().viewChanges();
        assertAccepted(new NewView(3, good));
        List<Signed<ViewChange>> stolen = new ArrayList<>(good);
        stolen.set(1, new Signed<>(3, good.get(1).message(), good.get(1).signature()));
        assertRefused(new NewView(3, stolen), Refusal.BAD_VIEW_CHANGE);
        List<Signed<ViewChange>> forged = new ArrayList<>(good);
        Signatures prepares = GROUP.withForged(SAMPLES.prepared().prepares(), 0);
        forged.set(0, GROUP.signed(0, carrying(prepared(2, Optional.empty(), prepares))));
        assertRefused(new NewView(3, forged), Refusal.BAD_VIEW_CHANGE);
    }

    @Test
    void moreViewChangesThanReplicasAreRefusedUnread() {
        List<Signed<ViewChange>> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(GROUP.signed(i % 4, new ViewChange(3, Optional.empty(), Optional.empty())));
        }
        long before = authenticator.signaturesVerified();
        assertRefused(new NewView(3, many), Refusal.BAD_VIEW_CHANGE);
        assertThat(authenticator.signaturesVerified() - before).isEqualTo(1);
    }

    @Test
    void onlyAnAuthenticProposalOrNewViewIsPassedOn() {
        Signed<PrePrepare> proposal = GROUP.signed(Samples.LEADER, new PrePrepare(2, SAMPLES.batch()));
        Signed<NewView> newView = GROUP.signed(3, SAMPLES.newView());
        assertAccepted(new Forward(proposal));
        assertAccepted(new Forward(newView));
        assertRefused(new Forward(new Signed<>(1, newView.message(), newView.signature())), Refusal.BAD_FORWARD);
        assertRefused(
                new Forward(GROUP.signed(2, new PrePrepare(2, batchOf(withOthersSignature())))), Refusal.BAD_FORWARD);
        assertRefused(new Forward(GROUP.signed(2, new Forward(proposal))), Refusal.BAD_FORWARD);
        assertRefused(
                new Forward(GROUP.signed(2, new Commit(2, Samples.SEQUENCE, Samples.DIGEST))), Refusal.BAD_FORWARD);
    }

    @Test
    void nobodyIsAccusedWithoutTwoSignatures() {
        Evidence.SignedVote vote = signed(3, Samples.DIGEST, MessageType.COMMIT);
        Evidence.SignedVote conflicting = signed(3, Samples.OTHER_DIGEST, MessageType.COMMIT);
        Evidence.SignedVote anothers = signed(1, Samples.OTHER_DIGEST, MessageType.COMMIT);
        assertAccusation(vote, conflicting, true);
        assertAccusation(vote, vote, false);
        assertAccusation(vote, anothers, false);
        assertAccusation(vote, signed(3, Samples.OTHER_DIGEST, MessageType.PREPARE), false);
        Evidence.SignedVote otherView = new Evidence.SignedVote(
                MessageType.COMMIT, 5, Samples.SEQUENCE, Samples.OTHER_DIGEST, conflicting.signature());
        assertAccusation(vote, otherView, false);
    }

    /** Checkpoints and the like are no votes, even with a body laid out like one. */
    @Test
    void onlyVotesConvict() {
        for (MessageType type : MessageType.values()) {
            boolean isVote = List.of(MessageType.PRE_PREPARE, MessageType.PREPARE, MessageType.COMMIT)
                    .contains(type);
            assertAccusation(signed(3, Samples.DIGEST, type), signed(3, Samples.OTHER_DIGEST, type), isVote);
        }
    }

    private static Evidence.SignedVote signed(int replica, Digest digest, MessageType type) {
        Evidence.SignedVote unsigned =
                new Evidence.SignedVote(type, Samples.VIEW, Samples.SEQUENCE, digest, Bytes.EMPTY);
        return new Evidence.SignedVote(
                type, Samples.VIEW, Samples.SEQUENCE, digest, GROUP.signature(replica, unsigned));
    }

    private void assertAccusation(Evidence.SignedVote first, Evidence.SignedVote second, boolean good) {
        Evidence evidence = new Evidence.ConflictingVotes(3, first, second);
        assertThat(authenticator.isAuthentic(evidence)).isEqualTo(good);
        if (good) {
            assertAccepted(new Accusation(evidence));
        } else {
            assertRefused(new Accusation(evidence), Refusal.BAD_EVIDENCE);
            assertRefused(new PrePrepare(2, Samples.batch(new EvidenceEntry(evidence))), Refusal.BAD_EVIDENCE);
        }
    }

    @Test
    void conflictingVerdictsNeedBothSignatures() {
        Evidence.ConflictingVerdicts good = (Evidence.ConflictingVerdicts) SAMPLES.conflictingVerdicts();
        assertAccepted(new Accusation(good));
        VerdictVote second = good.second();
        VerdictVote forged = new VerdictVote(1, second.verdict(), second.path(), Bytes.EMPTY);
        assertRefused(new Accusation(new Evidence.ConflictingVerdicts(good.first(), forged)), Refusal.BAD_EVIDENCE);
        assertRefused(
                new Accusation(new Evidence.ConflictingVerdicts(good.first(), good.first())), Refusal.BAD_EVIDENCE);
    }

    @Test
    void committedBatchesStandOnTheirCertificateAndTheirActionsOnTheirHashes() {
        CommitCertificate good = SAMPLES.commits();
        assertThat(authenticator.isAuthentic(good)).isTrue();
        CommitCertificate forged = new CommitCertificate(good.commit(), GROUP.withForged(good.signatures(), 3));
        assertThat(authenticator.isAuthentic(forged)).isFalse();
        assertRefused(new Committed(List.of(SAMPLES.batch()), forged), Refusal.BAD_CERTIFICATE);
        assertRefused(new Committed(List.of(batchOf(withOthersAction())), good), Refusal.OTHER_ACTION);
    }

    /** Only what the reminded has signed: anything else might make a learner of it. */
    @Test
    void aReminderOfWhatTheRemindedNeverSignedIsRefused() {
        Reminder good = SAMPLES.reminder();
        Evidence.SignedVote ofAnother =
                Evidence.SignedVote.of(GROUP.signed(1, new Commit(2, Samples.SEQUENCE, Samples.DIGEST)));
        assertRefused(new Reminder(3, 7, 1, List.of(ofAnother), Optional.empty(), List.of()), Refusal.BAD_REMINDER);
        assertRefused(
                new Reminder(3, 7, 1, List.of(), Optional.of(GROUP.signed(1, SAMPLES.viewChange())), List.of()),
                Refusal.BAD_REMINDER);
        assertRefused(
                new Reminder(3, 7, 1, List.of(), Optional.empty(), List.of(SAMPLES.vote(1, 1))), Refusal.BAD_REMINDER);
        assertRefused(
                new Reminder(2, good.challenge(), 1, good.votes(), Optional.empty(), List.of()), Refusal.BAD_REMINDER);
        assertRefused(
                new Reminder(
                        3,
                        7,
                        1,
                        Collections.nCopies(
                                Reminder.MOST_VOTES + 1, good.votes().getFirst()),
                        Optional.empty(),
                        List.of()),
                Refusal.BAD_REMINDER);
    }
}
