package io.tetrarch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestGroupTest {
    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final TestGroup group = TestGroup.create(clock);
    private final Submission submission = Actions.submission();

    /** Through both files, by the other provider of signatures: nothing of the group's own is trusted. */
    @Test
    void anApprovalVerifiesAnywhereAndPermitsExactlyItsActionForItsLife() throws JsonRejected {
        Decision decision = group.approve(submission.withLife(Duration.ofSeconds(10)));

        Verification.Authentic proven = authentic(decision.proof());
        assertThat(decision.isApproved()).isTrue();
        assertThat(proven.permits(submission.action(), TestGroup.GATE, clock.millis()))
                .isInstanceOf(Permission.Permitted.class);
        assertThat(proven.permits(Actions.write("/etc/passwd"), TestGroup.GATE, clock.millis()))
                .isInstanceOf(Permission.NotPermitted.class);
        clock.advance(Duration.ofSeconds(11));
        assertThat(proven.permits(submission.action(), TestGroup.GATE, clock.millis()))
                .isInstanceOf(Permission.NotPermitted.class);
    }

    @Test
    void aDenialAndAnExpiryVerifyTooAndPermitNothing() throws JsonRejected {
        for (Decision decision : new Decision[] {group.deny(submission, "never"), group.expire(submission)}) {
            assertThat(decision.isApproved()).isFalse();
            assertThat(authentic(decision.proof()).permits(submission.action(), TestGroup.GATE, clock.millis()))
                    .isInstanceOf(Permission.NotPermitted.class);
        }
        assertThat(group.deny(submission, "never").verdicts())
                .hasSize(4)
                .allMatch(vote -> vote.verdict().explanation().equals("never"));
        assertThat(group.expire(submission).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void laterDecisionsStandBehindEarlierOnes() throws JsonRejected {
        Decision first = group.approve(submission);
        Decision second = group.approve(submission, "critical");

        assertThat(second.ledgerIndex()).isEqualTo(first.ledgerIndex() + 1);
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        assertThat(authentic(first.proof()).ledgerIndex()).isZero();
        assertThat(authentic(second.proof()).ledgerIndex()).isEqualTo(1);
    }

    @Test
    void anotherGroupsDecisionIsNotAuthentic() {
        DecisionProof proof = TestGroup.create(clock).approve(submission).proof();

        assertThat(group.verifier().verify(proof)).isInstanceOf(Verification.NotAuthentic.class);
    }

    @Test
    void aTierThatTheCharterHasNotIsRefused() {
        assertThatThrownBy(() -> group.approve(submission, "grave"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the charter has no tier grave");
    }

    private Verification.Authentic authentic(DecisionProof proof) throws JsonRejected {
        Group read = GroupFile.read(group.groupFile(), Ed25519Provider.PORTABLE.load());
        Verification verification =
                new ProofVerifier(read, Ed25519Provider.PORTABLE.load()).verify(ProofFile.writeBytes(proof));
        assertThat(verification).isInstanceOf(Verification.Authentic.class);
        return (Verification.Authentic) verification;
    }
}
