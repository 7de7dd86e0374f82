package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.ReplicaMember;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second epoch of a group, in which nobody has the seat of the third replica. */
class LaterEpochProofTest {
    private static final Start START = new Start(7, Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}));

    private final Group first = Groups.embedded();
    private final Round round = new Round(second(first));
    private final ProofVerifier verifier = new ProofVerifier(round.group, Groups.SCHEME);

    static Group second(Group first) {
        List<Bytes> keys = new ArrayList<>(
                first.replicas().stream().map(ReplicaMember::key).toList());
        keys.set(2, Bytes.EMPTY);
        return first.succeededBy(START, keys, first.charter());
    }

    private Verification verify(DecisionProof proof) {
        return verifier.verify(proof);
    }

    private void assertFails(Check check, DecisionProof proof) {
        assertThat(verify(proof))
                .isInstanceOfSatisfying(
                        Verification.NotAuthentic.class,
                        failed -> assertThat(failed.check()).isEqualTo(check));
    }

    private Request unanimous() {
        return round.request(7, new Terms("agent", "unanimous", 1), new Validity(1_000, 61_000));
    }

    @Test
    void theThreeThatAreLeftProveWhatTheyDecide() {
        assertThat(verify(round.proof(round.entry(round.request(7), Outcome.APPROVED, "AA-A"))))
                .isInstanceOf(Verification.Authentic.class);
    }

    @Test
    void anotherEpochsGroupFileProvesNothing() {
        DecisionProof proof = round.proof(round.entry(round.request(7), Outcome.APPROVED, "AA-A"));
        assertThat(new ProofVerifier(first, Groups.SCHEME).verify(proof))
                .isInstanceOfSatisfying(
                        Verification.NotAuthentic.class,
                        failed -> assertThat(failed.check()).isEqualTo(Check.GROUP));
    }

    /** Nobody has given a verdict, and that is enough: one that would be needed cannot come. */
    @Test
    void whatNeedsTheVacantSeatIsProvenToBeDenied() {
        assertThat(verify(round.proof(round.entry(unanimous(), Outcome.DENIED, "----"))))
                .isInstanceOf(Verification.Authentic.class);
    }

    @Test
    void whatTheVacantSeatDeniesIsNotProvenToHaveExpired() {
        assertFails(Check.OUTCOME, round.proof(round.entry(unanimous(), Outcome.EXPIRED, "----")));
    }

    @Test
    void aVerdictOfTheVacantSeatIsBad() {
        assertFails(Check.VERDICTS, round.proof(round.entry(round.request(7), Outcome.APPROVED, "AAA-")));
    }

    @Test
    void theKeyThatLostTheSeatSignsNothing() {
        DecisionProof good = round.proof(round.entry(round.request(7), Outcome.APPROVED, "AA-A"));
        DecisionProof proof = DecisionProof.of(
                first,
                round.entry(round.request(7), Outcome.APPROVED, "AA-A"),
                good.inclusion(),
                good.header(),
                round.certify(good.header(), 0, 1, 2));
        DecisionProof claimed = new DecisionProof(
                good.group(),
                good.entry(),
                good.action(),
                new DecisionProof.Certified(
                        good.inclusion(),
                        good.header(),
                        new Envelope(
                                good.commit().payloadType(),
                                good.commit().payload(),
                                proof.commit().signatures())),
                List.of());
        assertFails(Check.SIGNATURES, claimed);
    }
}
