package io.tetrarch.crypto.authentication;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.pbft.message.ViewChange;

/**
 * Checks that every signature of a certificate is its signer's. Whether they are enough, and whether the certificate
 * means anything where it stands, is for the protocol to say.
 */
final class CertificateChecks {
    private final SignatureChecks signatures;

    CertificateChecks(SignatureChecks signatures) {
        this.signatures = signatures;
    }

    boolean isGood(CommitCertificate certificate) {
        return signatures.areReplicas(certificate.commit(), certificate.signatures());
    }

    boolean isGood(CheckpointCertificate certificate) {
        return signatures.areReplicas(certificate.checkpoint(), certificate.signatures());
    }

    /** The pre-prepare, where there is one, must be the signature of the leader of the certificate's own view. */
    boolean isGood(PreparedCertificate certificate) {
        if (certificate.view() < 0) {
            return false;
        }
        Prepare prepare = new Prepare(certificate.view(), certificate.sequence(), certificate.digest());
        if (!signatures.areReplicas(prepare, certificate.prepares())) {
            return false;
        }
        int leader = (int) (certificate.view() % signatures.keys().replicas());
        return certificate.prePrepare().isEmpty()
                || signatures.isReplicas(
                        leader,
                        new Proposal(certificate.view(), certificate.sequence(), certificate.digest()),
                        certificate.prePrepare().get());
    }

    boolean isGood(ViewChange viewChange) {
        return (viewChange.stable().isEmpty() || isGood(viewChange.stable().get()))
                && (viewChange.prepared().isEmpty()
                        || isGood(viewChange.prepared().get()));
    }

    /** What a pre-prepare says without its batch. */
    private record Proposal(long view, long sequence, Digest digest) implements Statement {
        @Override
        public MessageType type() {
            return MessageType.PRE_PREPARE;
        }

        @Override
        public void encode(Encoder to) {
            to.u64(view).u64(sequence).digest(digest);
        }
    }
}
