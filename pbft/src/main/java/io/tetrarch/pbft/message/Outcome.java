package io.tetrarch.pbft.message;

/** What was decided. Only APPROVED ever lets an action run. */
public enum Outcome {
    APPROVED(0),
    DENIED(1),
    EXPIRED(2);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    /** Its byte in what is hashed; never given to another outcome. */
    public int code() {
        return code;
    }
}
