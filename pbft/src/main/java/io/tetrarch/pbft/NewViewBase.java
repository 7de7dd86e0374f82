package io.tetrarch.pbft;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.ViewChange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The base of a new view, which every replica computes from the NEW-VIEW's set V: the certificate with the highest
 * (view, sequence) in V; or the highest stable checkpoint in V, if that certificate does not lie above it.
 *
 * <p>Why it is safe: a header committed in view v has f+1 honest replicas prepared for it. Any V, having 2f+1 members,
 * holds one of them, and its certificate is of view v or later, since a replica never gives up its highest certificate
 * and replaces it only by a higher one. Any certificate of the same or a later view extends the committed header,
 * because honest replicas accept a header only on the parent that they accepted in that view, and a view's base, by this
 * same argument, extends it.
 *
 * <p>The highest certificate is chosen among <em>all</em> of V before it is compared with the checkpoint. To leave out
 * the ones at or below the checkpoint first would be wrong: a certificate of a late view below the checkpoint outranks a
 * stale one of an early view above it, which may contradict the checkpoint.
 *
 * @param link the header to build on
 * @param certified whether it rests on a prepared certificate, and so is prepared and committed again in the new view
 * @param stable the highest stable checkpoint in V
 */
record NewViewBase(Link link, boolean certified, Optional<CheckpointCertificate> stable) {

    /** @param beginning what the epoch's first batch builds on: the base where V holds neither certificate nor checkpoint */
    static NewViewBase of(NewView newView, Link beginning) {
        List<ViewChange> changes =
                newView.viewChanges().stream().map(Signed::message).toList();
        Optional<CheckpointCertificate> stable = changes.stream()
                .flatMap(change -> change.stable().stream())
                .max(Comparator.comparingLong(CheckpointCertificate::sequence));
        Optional<PreparedCertificate> highest =
                changes.stream().flatMap(change -> change.prepared().stream()).max(Comparator.naturalOrder());
        Link checkpoint = stable.map(certificate -> new Link(
                        certificate.sequence(), certificate.checkpoint().header()))
                .orElse(beginning);
        if (highest.isPresent() && highest.get().sequence() > checkpoint.sequence()) {
            return new NewViewBase(
                    new Link(highest.get().sequence(), highest.get().digest()), true, stable);
        }
        return new NewViewBase(checkpoint, false, stable);
    }
}
