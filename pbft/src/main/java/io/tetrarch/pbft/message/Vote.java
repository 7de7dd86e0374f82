package io.tetrarch.pbft.message;

/**
 * A vote on a header in a slot (view, sequence). The signer is not in the body, so that the votes of a slot are
 * signatures over the same bytes and a certificate is one statement with several signatures.
 */
public sealed interface Vote extends Message permits PrePrepare, Prepare, Commit {
    long view();

    long sequence();

    Digest digest();

    default Slot slot() {
        return new Slot(view(), sequence());
    }

    @Override
    default void encode(Encoder to) {
        to.u64(view()).u64(sequence()).digest(digest());
    }
}
