package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Merkle;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.ArrayList;
import java.util.List;
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
     * What is to be signed.
     *
     * @param action the canonical bytes of what the request is about
     */
    public record Unsigned(Request request, Bytes action) {}

    /**
     * Signs {@code request}, which is about {@code action}.
     *
     * @throws IllegalArgumentException if the request names another client or another action
     */
    public SignedRequest sign(Request request, Bytes action) {
        return sign(List.of(new Unsigned(request, action))).getFirst();
    }

    /**
     * Signs requests of one epoch, all by one signature; they are returned in their order.
     *
     * @throws IllegalArgumentException if there are none, or one names another client, another epoch or another action
     */
    public List<SignedRequest> sign(List<Unsigned> together) {
        if (together.isEmpty()) {
            throw new IllegalArgumentException("no request to sign");
        }
        List<Digest> digests =
                together.stream().map(each -> each.request().digest()).toList();
        Domain domain = together.getFirst().request().domain();
        List<InclusionPath> paths = Merkle.paths(digests);
        Digest root = Merkle.rootOf(digests.getFirst(), paths.getFirst()).orElseThrow();
        made.increment();
        Bytes signature = Bytes.wrap(key.sign(SignBytes.of(domain, new SignedRequest.Root(root))));
        List<SignedRequest> signed = new ArrayList<>(together.size());
        for (int i = 0; i < together.size(); i++) {
            Unsigned each = together.get(i);
            signed.add(SignedRequest.signedHere(each.request(), paths.get(i), root, signature, each.action()));
        }
        signed.forEach(each -> check(each, domain));
        return signed;
    }

    private void check(SignedRequest signed, Domain domain) {
        Request request = signed.request();
        if (!request.id().client().equals(client())) {
            throw new IllegalArgumentException("client " + client() + " cannot sign a request of client "
                    + request.id().client());
        }
        if (!request.domain().equals(domain)) {
            throw new IllegalArgumentException(
                    "a request for " + request.domain() + " cannot be signed with one for " + domain);
        }
        if (!signed.isWhole()) {
            throw new IllegalArgumentException("the action's hash is not " + request.actionHash());
        }
    }

    /** How many signatures were made here. */
    public long signaturesMade() {
        return made.sum();
    }
}
