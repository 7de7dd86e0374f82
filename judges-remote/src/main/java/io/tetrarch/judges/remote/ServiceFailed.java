package io.tetrarch.judges.remote;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;

/** A service gave no answer that could be used. Carries no stack trace: it speaks of something outside. */
class ServiceFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String UNREACHABLE = "service-unreachable";
    static final String TIMEOUT = "service-timeout";
    static final String ERROR = "service-error";
    static final String GARBAGE = "service-garbage";
    static final String NO_KEY = "service-key-missing";

    private final String reasonCode;

    ServiceFailed(String reasonCode, String explanation) {
        super(explanation, null, false, false);
        this.reasonCode = reasonCode;
    }

    /** Whatever a service fails in, its judge cannot tell. */
    Judgement judgement() {
        return new Judgement(Answer.ABSTAIN, reasonCode, String.valueOf(getMessage()));
    }
}
