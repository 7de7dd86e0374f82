package io.tetrarch.pbft.message;

/**
 * A request with its client's signature and the action it is about.
 *
 * @param signature the client's, over the request's encoding
 * @param action the canonical action bytes; their SHA3-256 is the request's action hash
 */
public record SignedRequest(Request request, Bytes signature, Bytes action) {
    public Digest digest() {
        return request.digest();
    }

    public RequestId id() {
        return request.id();
    }

    /** Whether the action is the one that the request names. */
    public boolean isWhole() {
        return Hash.sha3(action.readOnlyArray()).equals(request.actionHash());
    }
}
