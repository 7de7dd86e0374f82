package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;

/**
 * A replica's message whose signature, and every signature nested in it, was found good. Made only by the
 * authenticator in the crypto module, so that the core never sees anything unchecked.
 *
 * @param domain under which the signatures are good; in another epoch they mean nothing
 */
public record Verified<M extends Message>(Signed<M> signed, Domain domain) {
    public int sender() {
        return signed.sender();
    }

    public M message() {
        return signed.message();
    }
}
