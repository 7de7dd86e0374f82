package io.tetrarch.pbft.message;

import java.util.List;

/** A request with its outcome and the verdicts that justify it. */
public final class DecisionEntry extends Entry {
    private final SignedRequest request;
    private final Outcome outcome;
    private final List<VerdictVote> verdicts;

    /** @param verdicts in ascending order of their replicas, one each */
    public DecisionEntry(SignedRequest request, Outcome outcome, List<VerdictVote> verdicts) {
        this.request = request;
        this.outcome = outcome;
        this.verdicts = List.copyOf(verdicts);
    }

    public SignedRequest request() {
        return request;
    }

    public Outcome outcome() {
        return outcome;
    }

    public List<VerdictVote> verdicts() {
        return verdicts;
    }

    /** The action itself is not part of the encoding: the request holds its hash. */
    @Override
    void encode(Encoder to) {
        to.u8(1).bytes(request.request().encoded());
        request.path().encode(to);
        to.bytes(request.signature()).u8(outcome.code()).list(verdicts, (encoder, vote) -> vote.encode(encoder));
    }

    @Override
    public String toString() {
        return outcome + " " + request.request();
    }
}
