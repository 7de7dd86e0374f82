package io.tetrarch.pbft.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request with its client's signature and the action it is about. A client signs the Merkle root of the digests of
 * the requests that it sends together, be it one or many, and each carries the way from it to that root; so each is
 * signed, and shown to be, without the others. Immutable; the root, and whether request and action belong together, are
 * worked out once, on first use.
 */
public final class SignedRequest {
    private final Request request;
    private final InclusionPath path;
    private final Bytes signature;
    private final Bytes action;

    // Racy on purpose: they follow from the content, so every thread computes the same ones.
    private volatile @Nullable Boolean whole;

    private volatile @Nullable Digest root;

    /** What a client signs for requests that it sends together: the Merkle root of their digests. */
    public record Root(Digest root) implements Statement {
        @Override
        public MessageType type() {
            return MessageType.REQUESTS;
        }

        @Override
        public void encode(Encoder to) {
            to.digest(root);
        }
    }

    /**
     * @param path from the request's digest to the root that was signed
     * @param signature the client's, over that root
     * @param action the canonical action bytes; their SHA3-256 is the request's action hash
     */
    public SignedRequest(Request request, InclusionPath path, Bytes signature, Bytes action) {
        this.request = request;
        this.path = path;
        this.signature = signature;
        this.action = action;
    }

    /**
     * One of several that this process has just signed together: whoever made the path knows where it leads.
     *
     * @param root what {@code path} leads to from the request's digest
     */
    public static SignedRequest signedHere(
            Request request, InclusionPath path, Digest root, Bytes signature, Bytes action) {
        SignedRequest made = new SignedRequest(request, path, signature, action);
        made.root = root;
        return made;
    }

    /** One that was sent alone. */
    public SignedRequest(Request request, Bytes signature, Bytes action) {
        this(request, InclusionPath.ALONE, signature, action);
    }

    public Request request() {
        return request;
    }

    public InclusionPath path() {
        return path;
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

    /** What the path leads to from the request; empty if the path has not the length its size demands. */
    public Optional<Digest> root() {
        Digest known = root;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Digest> found = Merkle.rootOf(request.digest(), path);
        found.ifPresent(digest -> root = digest);
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SignedRequest that
                        && request.equals(that.request)
                        && path.equals(that.path)
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
