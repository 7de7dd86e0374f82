package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;

/**
 * A replica's message whose signature, and every signature nested in it, was found good. Made only by the
 * authenticator in the crypto module, so that the core never sees anything unchecked.
 */
public record Verified<M extends Message>(Signed<M> signed) {
    public int sender() {
        return signed.sender();
    }

    public M message() {
        return signed.message();
    }
}
