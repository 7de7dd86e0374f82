package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.ViewChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paper, section 4.4, for a chain: one base instead of one certificate per sequence. */
final class NewViewBaseTest {

    private static ViewChange change(Optional<CheckpointCertificate> stable, Optional<PreparedCertificate> prepared) {
        return new ViewChange(9, stable, prepared);
    }

    private static Optional<PreparedCertificate> certificate(long view, long sequence) {
        return Optional.of(Forge.prepared(view, at(view, sequence), 0, 1, 2));
    }

    private static Link at(long view, long sequence) {
        return new Link(sequence, new Digest(view, sequence, 0, 0));
    }

    private static Optional<CheckpointCertificate> checkpoint(long sequence) {
        return Optional.of(Forge.stable(sequence, new Digest(7, sequence, 0, 0), Digest.ZERO, 0, 1, 2));
    }

    private static NewViewBase base(ViewChange... changes) {
        List<io.tetrarch.pbft.message.Signed<ViewChange>> signed = new java.util.ArrayList<>();
        for (int i = 0; i < changes.length; i++) {
            signed.add(Cluster.signed(i, changes[i]));
        }
        return NewViewBase.of(new NewView(9, signed), Forge.GENESIS);
    }

    private static final ViewChange NOTHING = change(Optional.empty(), Optional.empty());

    @Test
    void withoutCertificatesTheViewBeginsWhereTheGroupBegan() {
        assertThat(base(NOTHING, NOTHING, NOTHING)).isEqualTo(new NewViewBase(Forge.GENESIS, false, Optional.empty()));
    }

    /** concord-bft#509: the view counts before the sequence. */
    @Test
    void theLaterViewWinsOverTheHigherSequence() {
        assertThat(base(
                                change(Optional.empty(), certificate(1, 9)),
                                change(Optional.empty(), certificate(2, 3)),
                                NOTHING)
                        .link())
                .isEqualTo(at(2, 3));
    }

    @Test
    void withinAViewTheHigherSequenceWins() {
        assertThat(base(
                                change(Optional.empty(), certificate(2, 3)),
                                NOTHING,
                                change(Optional.empty(), certificate(2, 5)))
                        .link())
                .isEqualTo(at(2, 5));
    }

    @Test
    void aCheckpointAboveTheHighestCertificateIsTheBase() {
        NewViewBase base = base(change(checkpoint(8), Optional.empty()), change(Optional.empty(), certificate(2, 5)));
        assertThat(base.link().sequence()).isEqualTo(8);
        assertThat(base.certified()).isFalse();
    }

    /**
     * A replica that slept through view 5 holds a certificate of view 3 for sequence 10, on a branch that view 5 gave up.
     * The others have committed and checkpointed view 5's chain at 8, and hold a certificate of view 5 below it.
     */
    @Test
    void aStaleCertificateAboveTheCheckpointLosesToALaterOneBelowIt() {
        NewViewBase base =
                base(change(Optional.empty(), certificate(3, 10)), change(checkpoint(8), certificate(5, 8)), NOTHING);
        assertThat(base.link()).isEqualTo(new Link(8, new Digest(7, 8, 0, 0)));
    }
}
