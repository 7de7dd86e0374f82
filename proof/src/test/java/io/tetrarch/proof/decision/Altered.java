package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import java.util.List;

/** Proofs with one part exchanged, and what the verifier says of them. */
final class Altered {
    private Altered() {}

    static Verification.Authentic proven(Round round, DecisionProof proof) {
        Verification result = new ProofVerifier(round.group, Groups.SCHEME).verify(proof);
        assertThat(result).isInstanceOf(Verification.Authentic.class);
        return (Verification.Authentic) result;
    }

    static void assertFailed(Round round, DecisionProof proof, Check check, String explanation) {
        assertThat(new ProofVerifier(round.group, Groups.SCHEME).verify(proof))
                .isInstanceOfSatisfying(Verification.NotAuthentic.class, failed -> {
                    assertThat(failed.check()).as(failed.explanation()).isEqualTo(check);
                    assertThat(failed.explanation()).contains(explanation).doesNotContain("\n");
                });
    }

    static DecisionProof.GroupClaim claim(DecisionProof.GroupClaim claim, Group.Title title) {
        return new DecisionProof.GroupClaim(claim.id(), title, claim.operators());
    }

    static DecisionProof with(DecisionProof proof, DecisionProof.GroupClaim group) {
        return new DecisionProof(
                group, proof.entry(), proof.action(), proof.inclusion(), proof.header(), proof.commit());
    }

    static DecisionProof with(DecisionProof proof, InclusionPath inclusion) {
        return new DecisionProof(
                proof.group(), proof.entry(), proof.action(), inclusion, proof.header(), proof.commit());
    }

    static DecisionProof with(DecisionProof proof, Header header) {
        return new DecisionProof(
                proof.group(), proof.entry(), proof.action(), proof.inclusion(), header, proof.commit());
    }

    static DecisionProof with(DecisionProof proof, Envelope commit) {
        return new DecisionProof(
                proof.group(), proof.entry(), proof.action(), proof.inclusion(), proof.header(), commit);
    }

    static DecisionProof with(DecisionProof proof, List<Envelope.Signature> signatures) {
        return with(
                proof, new Envelope(proof.commit().payloadType(), proof.commit().payload(), signatures));
    }
}
