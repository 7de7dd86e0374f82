package io.tetrarch.pbft.message;

/** Something that a replica signs: a type and a body, bound to a domain. */
public interface Statement {
    /** Room for a domain and most contents. */
    int USUAL_BYTES = 96;

    MessageType type();

    /** Writes the body that is signed, but for the domain, which always stands first. */
    void encode(Encoder to);

    /** The body that is signed: domain, then content. */
    default byte[] body(Domain domain) {
        Encoder encoder = new Encoder(USUAL_BYTES).domain(domain);
        encode(encoder);
        return encoder.toArray();
    }
}
