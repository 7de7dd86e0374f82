package io.tetrarch.pbft.message;

/** A judge's answer. ABSTAIN counts for neither side: an error or a time-out is never an approval. */
public enum Answer {
    APPROVE(0),
    DENY(1),
    ABSTAIN(2);

    private final int code;

    Answer(int code) {
        this.code = code;
    }

    /** Its byte in what is signed; never given to another answer. */
    public int code() {
        return code;
    }
}
