package io.tetrarch.pbft.message;

/**
 * One judge's answer to one request.
 *
 * @param request the request's digest
 * @param judge the judge's id, with the digest of its policy
 * @param charterVersion the charter that was applied
 * @param reasonCode stable, for machines
 * @param explanation one sentence, for people
 */
public record Verdict(
        Digest request, Answer answer, String judge, long charterVersion, String reasonCode, String explanation) {

    public void encode(Encoder to) {
        to.digest(request)
                .u8(answer.ordinal())
                .string(judge)
                .u64(charterVersion)
                .string(reasonCode)
                .string(explanation);
    }

    public Digest digest() {
        Encoder encoder = new Encoder();
        encode(encoder);
        return encoder.sha3();
    }
}
