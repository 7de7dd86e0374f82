package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.Membership;
import java.util.Optional;

/**
 * Verifies decision proofs offline, against the group that the verifier knows from its own copy of the group file.
 * Safe to use from any thread.
 */
public final class ProofVerifier {
    private final Group group;
    private final Membership membership;
    private final Keyring keys;
    private final AmendmentPath charters;

    /** @throws KeyRefusedException if a key of the group is unfit */
    public ProofVerifier(Group group, SignatureScheme scheme) {
        this.group = group;
        this.membership = group.membership();
        this.keys = group.keyring(scheme);
        this.charters = new AmendmentPath(group, membership, keys);
    }

    /** Reads and verifies a proof file. */
    public Verification verify(byte[] file, Demands demands) {
        try {
            return verify(ProofFile.read(file), demands);
        } catch (JsonRejected e) {
            return new Verification.Failed(Check.FORMAT, String.valueOf(e.getMessage()));
        }
    }

    /** Verifies a proof. */
    public Verification verify(DecisionProof proof, Demands demands) {
        Examination examination = new Examination(group, membership, keys, proof, demands, charters);
        for (Check check : Check.values()) {
            Optional<String> problem = examination.problem(check);
            if (problem.isPresent()) {
                return new Verification.Failed(check, problem.get());
            }
        }
        return examination.proven();
    }
}
