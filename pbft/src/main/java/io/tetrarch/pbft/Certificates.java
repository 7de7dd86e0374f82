package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.ViewChange;
import java.util.TreeSet;

/** Whether certificates have the signers and the shape they need; their signatures were checked before. */
final class Certificates {
    private final Configuration configuration;

    Certificates(Configuration configuration) {
        this.configuration = configuration;
    }

    boolean isValid(PreparedCertificate certificate) {
        return certificate.view() >= 0
                && certificate.sequence() > configuration.startSequence()
                && certificate.signers(configuration.leader(certificate.view())) >= configuration.quorum();
    }

    boolean isValid(CommitCertificate certificate) {
        return certificate.commit().view() >= 0
                && certificate.sequence() > configuration.startSequence()
                && certificate.signatures().count() >= configuration.quorum();
    }

    boolean isValid(CheckpointCertificate certificate) {
        Checkpoint checkpoint = certificate.checkpoint();
        return checkpoint.sequence() > configuration.startSequence()
                && (checkpoint.isLast()
                        || checkpoint.sequence() % configuration.limits().checkpointInterval() == 0)
                && certificate.signatures().count() >= configuration.quorum();
    }

    /** Whether it shows that this very epoch is over. */
    boolean isValid(Succession succession) {
        return succession.ended().equals(configuration.domain())
                && succession.isWhole()
                && isValid(succession.certificate());
    }

    /** A replica cannot have prepared anything in the view it asks for, or later; and nobody goes where no leader is. */
    boolean isValid(ViewChange change) {
        return change.view() > 0
                && configuration.hasLeader(change.view())
                && change.stable().map(this::isValid).orElse(true)
                && change.prepared()
                        .map(certificate -> isValid(certificate) && certificate.view() < change.view())
                        .orElse(true);
    }

    /** Exactly 2f+1 VIEW-CHANGEs for this very view, each valid, each by another replica. */
    boolean isValid(NewView newView) {
        TreeSet<Integer> senders = new TreeSet<>();
        for (Signed<ViewChange> signed : newView.viewChanges()) {
            boolean counts = senders.add(signed.sender())
                    && signed.message().view() == newView.view()
                    && isValid(signed.message());
            if (!counts) {
                return false;
            }
        }
        return senders.size() == configuration.quorum();
    }
}
