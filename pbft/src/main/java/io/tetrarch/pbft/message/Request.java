package io.tetrarch.pbft.message;

import java.util.Optional;

/** What a client asks to be decided, bound to the exact action by its hash. Signed by the client. */
public final class Request extends Digested {
    private final Domain domain;
    private final RequestId id;
    private final Digest actionHash;
    private final Terms terms;
    private final Validity validity;
    private final Optional<Digest> toolDefinition;

    /** @param toolDefinition SHA3-256 of the tool's definition as the client saw it, where the action calls a tool */
    public Request(
            Domain domain,
            RequestId id,
            Digest actionHash,
            Terms terms,
            Validity validity,
            Optional<Digest> toolDefinition) {
        this.domain = domain;
        this.id = id;
        this.actionHash = actionHash;
        this.terms = terms;
        this.validity = validity;
        this.toolDefinition = toolDefinition;
    }

    public Domain domain() {
        return domain;
    }

    /** The same request, made in another epoch. */
    public Request in(Domain epoch) {
        return new Request(epoch, id, actionHash, terms, validity, toolDefinition);
    }

    public RequestId id() {
        return id;
    }

    public Digest actionHash() {
        return actionHash;
    }

    public Terms terms() {
        return terms;
    }

    public Validity validity() {
        return validity;
    }

    public Optional<Digest> toolDefinition() {
        return toolDefinition;
    }

    @Override
    public byte[] encoded() {
        Encoder encoder = new Encoder()
                .domain(domain)
                .digest(id.client())
                .u64(id.number())
                .digest(actionHash)
                .string(terms.executor())
                .string(terms.tier())
                .u64(terms.charterVersion())
                .u64(validity.notBeforeMillis())
                .u64(validity.deadlineMillis())
                .optional(toolDefinition, Encoder::digest);
        // Left out where there is none, as before there were any, so that such a request has the digest it always had.
        terms.principal().ifPresent(principal -> principal.encode(encoder.u8(1)));
        return encoder.toArray();
    }

    @Override
    public String toString() {
        return "Request[" + id.client().abbreviated() + "/" + id.number() + "]";
    }
}
