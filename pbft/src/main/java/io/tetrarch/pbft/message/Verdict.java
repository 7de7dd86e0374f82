package io.tetrarch.pbft.message;

/** One judge's answer to one request. */
public final class Verdict extends Digested {
    private final Digest request;
    private final Answer answer;
    private final String judge;
    private final long charterVersion;
    private final String reasonCode;
    private final String explanation;

    /**
     * @param request the request's digest
     * @param judge the judge's id, with the digest of its policy
     * @param charterVersion the charter that was applied
     * @param reasonCode stable, for machines
     * @param explanation one sentence, for people
     */
    public Verdict(
            Digest request, Answer answer, String judge, long charterVersion, String reasonCode, String explanation) {
        this.request = request;
        this.answer = answer;
        this.judge = judge;
        this.charterVersion = charterVersion;
        this.reasonCode = reasonCode;
        this.explanation = explanation;
    }

    public Digest request() {
        return request;
    }

    public Answer answer() {
        return answer;
    }

    public String judge() {
        return judge;
    }

    public long charterVersion() {
        return charterVersion;
    }

    public String reasonCode() {
        return reasonCode;
    }

    public String explanation() {
        return explanation;
    }

    public void encode(Encoder to) {
        to.digest(request)
                .u8(answer.code())
                .string(judge)
                .u64(charterVersion)
                .string(reasonCode)
                .string(explanation);
    }

    @Override
    public byte[] encoded() {
        Encoder encoder = new Encoder();
        encode(encoder);
        return encoder.toArray();
    }

    @Override
    public String toString() {
        return answer + " " + reasonCode + " on " + request.abbreviated();
    }
}
