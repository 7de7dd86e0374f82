package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.concurrent.atomic.LongAdder;

/** Signs a client's requests with its key. Safe to use from any thread. */
public final class RequestSigner {
    private final SigningKey key;
    private final LongAdder made = new LongAdder();

    public RequestSigner(SigningKey key) {
        this.key = key;
    }

    /** The name that this client's requests must carry: its key's id. */
    public Digest client() {
        return key.verifyingKey().id();
    }

    /**
     * Signs {@code request}, which is about {@code action}.
     *
     * @throws IllegalArgumentException if the request names another client or another action
     */
    public SignedRequest sign(Request request, Bytes action) {
        if (!request.id().client().equals(client())) {
            throw new IllegalArgumentException("client " + client() + " cannot sign a request of client "
                    + request.id().client());
        }
        made.increment();
        SignedRequest signed = new SignedRequest(request, Bytes.wrap(key.sign(SignBytes.of(request))), action);
        if (!signed.isWhole()) {
            throw new IllegalArgumentException("the action's hash is not " + request.actionHash());
        }
        return signed;
    }

    /** How many signatures were made here. */
    public long signaturesMade() {
        return made.sum();
    }
}
