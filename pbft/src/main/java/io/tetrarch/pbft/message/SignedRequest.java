package io.tetrarch.pbft.message;

import org.jspecify.annotations.Nullable;

/**
 * A request with its client's signature and the action it is about. Immutable; whether request and action belong
 * together is worked out once, on first use.
 */
public final class SignedRequest {
    private final Request request;
    private final Bytes signature;
    private final Bytes action;

    // Racy on purpose: it follows from the content, so every thread computes the same one.
    private volatile @Nullable Boolean whole;

    /**
     * @param signature the client's, over the request's encoding
     * @param action the canonical action bytes; their SHA3-256 is the request's action hash
     */
    public SignedRequest(Request request, Bytes signature, Bytes action) {
        this.request = request;
        this.signature = signature;
        this.action = action;
    }

    public Request request() {
        return request;
    }

    public Bytes signature() {
        return signature;
    }

    public Bytes action() {
        return action;
    }

    public Digest digest() {
        return request.digest();
    }

    public RequestId id() {
        return request.id();
    }

    /** Whether the action is the one that the request names. */
    public boolean isWhole() {
        Boolean known = whole;
        if (known == null) {
            known = Hash.sha3(action.readOnlyArray()).equals(request.actionHash());
            whole = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SignedRequest that
                        && request.equals(that.request)
                        && signature.equals(that.signature)
                        && action.equals(that.action));
    }

    @Override
    public int hashCode() {
        return request.hashCode();
    }

    @Override
    public String toString() {
        return "Signed" + request;
    }
}
