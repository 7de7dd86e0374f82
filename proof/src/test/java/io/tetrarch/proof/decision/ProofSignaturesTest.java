package io.tetrarch.proof.decision;

import static io.tetrarch.proof.decision.Altered.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.proof.group.Groups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the signatures of a proof's commit certificate must be. */
class ProofSignaturesTest {
    private final Round round = Round.embedded();

    @Test
    void preparesAreNoCommits() {
        DecisionProof proof = round.approved();
        Prepare prepare = new Prepare(2, 3, proof.header().digest());
        List<Envelope.Signature> signatures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            signatures.add(new Envelope.Signature(
                    Groups.replicaKey(i).verifyingKey().id().toString(), round.sign(i, prepare)));
        }
        Bytes payload = proof.commit().payload();
        assertFailed(
                with(proof, new Envelope(prepare.type().payloadType(), payload, signatures)),
                Check.HEADER,
                "what was signed is expected to be of type application/vnd.tetrarch.commit.v1");
        assertFailed(
                with(proof, new Envelope(proof.commit().payloadType(), payload, signatures)),
                Check.SIGNATURES,
                "the signature of replica analytical is bad");
    }

    @Test
    void aSignerCountsOnce() {
        DecisionProof proof = round.approved();
        List<Envelope.Signature> signatures = new ArrayList<>(proof.commit().signatures());
        signatures.set(2, signatures.get(0));
        assertFailed(with(proof, signatures), Check.SIGNATURES, "replica analytical signed more than once");
    }

    @Test
    void twoSignaturesAreTooFew() {
        DecisionProof proof = round.approved();
        assertFailed(
                with(proof, proof.commit().signatures().subList(0, 2)),
                Check.SIGNATURES,
                "2 replicas signed, 3 are needed");
    }

    @Test
    void aStrangersOrAClientsSignatureIsNone() {
        DecisionProof proof = round.approved();
        for (int stranger : new int[] {100, 50}) {
            List<Envelope.Signature> signatures = new ArrayList<>(proof.commit().signatures());
            signatures.set(
                    0,
                    new Envelope.Signature(
                            Groups.key(stranger).verifyingKey().id().toString(),
                            Bytes.wrap(Groups.key(stranger).sign(proof.commit().signBytes()))));
            assertFailed(with(proof, signatures), Check.SIGNATURES, "is no replica's of the group");
        }
    }

    @Test
    void oneBadSignatureAmongEnoughGoodOnesIsRefused() {
        DecisionEntry entry = round.entry(round.request(7), Outcome.APPROVED, "AAA-");
        DecisionProof proof = round.proof(entry, 0, round.append(1, entry), 0, 1, 2, 3);
        assertThat(proven(proof).place().signers()).hasSize(4);
        List<Envelope.Signature> signatures = new ArrayList<>(proof.commit().signatures());
        signatures.set(
                3,
                new Envelope.Signature(
                        signatures.get(3).keyId(), signatures.get(0).signature()));
        assertFailed(with(proof, signatures), Check.SIGNATURES, "the signature of replica domain_expert is bad");
    }

    @Test
    void theOrderOfSignaturesDoesNotMatter() {
        DecisionProof proof = round.approved();
        List<Envelope.Signature> signatures = new ArrayList<>(proof.commit().signatures());
        Collections.reverse(signatures);
        assertThat(proven(with(proof, signatures)).place().signers()).startsWith("domain_expert");
    }

    private Verification.Authentic proven(DecisionProof proof) {
        return Altered.proven(round, proof);
    }

    private void assertFailed(DecisionProof proof, Check check, String explanation) {
        Altered.assertFailed(round, proof, check, explanation);
    }
}
