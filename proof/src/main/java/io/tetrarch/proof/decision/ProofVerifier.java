package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.SignatureMemory;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.Membership;
import java.util.List;
import java.util.Optional;

/**
 * Verifies decision proofs offline, against the group that the verifier knows from its own copy of the group file. What it
 * finds is whether a proof is authentic; whether one that is lets anything run, {@link Verification.Authentic#permits} says.
 * Safe to use from any thread.
 */
public final class ProofVerifier {
    private final List<KnownEpoch> epochs;

    private record KnownEpoch(
            Group group, Membership membership, Keyring keys, SignatureMemory signatures, AmendmentPath charters) {
        static KnownEpoch of(Group group, SignatureScheme scheme) {
            Membership membership = group.membership();
            Keyring keys = group.keyring(scheme);
            SignatureMemory signatures = new SignatureMemory();
            return new KnownEpoch(
                    group, membership, keys, signatures, new AmendmentPath(group, membership, keys, signatures));
        }
    }

    /**
     * Knows one epoch, and takes it for the present one. Proofs of any other are not authentic to it.
     *
     * @throws KeyRefusedException if a key of the group is unfit
     */
    public ProofVerifier(Group group, SignatureScheme scheme) {
        this(List.of(group), scheme);
    }

    /**
     * Knows the epochs of a group and takes the last for the present one: proofs of those before are authentic, and let
     * nothing run any more.
     *
     * @param lineage the group of each epoch, in their order, each known to have followed on the one before
     * @throws KeyRefusedException if a key of a group is unfit
     */
    public ProofVerifier(List<Group> lineage, SignatureScheme scheme) {
        if (lineage.isEmpty()) {
            throw new IllegalArgumentException("expected a group at least");
        }
        this.epochs =
                lineage.stream().map(group -> KnownEpoch.of(group, scheme)).toList();
    }

    /** Reads and verifies a proof file. */
    public Verification verify(byte[] file) {
        try {
            return verify(ProofFile.read(file));
        } catch (JsonRejected e) {
            return new Verification.NotAuthentic(Check.FORMAT, String.valueOf(e.getMessage()));
        }
    }

    /** Verifies a proof, by the group of the epoch that it says it is of. */
    public Verification verify(DecisionProof proof) {
        KnownEpoch epoch = epochOf(proof);
        Examination examination = new Examination(
                epoch.group(), epoch.membership(), epoch.keys(), epoch.signatures(), proof, epoch.charters());
        for (Check check : Check.values()) {
            Optional<String> problem = examination.problem(check);
            if (problem.isPresent()) {
                return new Verification.NotAuthentic(check, problem.get());
            }
        }
        return examination.authentic(epochs.getLast().group().title().epoch());
    }

    private KnownEpoch epochOf(DecisionProof proof) {
        return epochs.stream()
                .filter(known -> known.membership()
                        .domain()
                        .groupId()
                        .equals(proof.group().id()))
                .findFirst()
                .orElseGet(epochs::getLast);
    }
}
