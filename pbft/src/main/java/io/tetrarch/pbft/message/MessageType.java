package io.tetrarch.pbft.message;

/**
 * The type of a signed statement. The payload type is part of the signed bytes (DSSE's pre-authentication encoding), so
 * that a statement of one type can never be passed off as another.
 */
public enum MessageType {
    REQUESTS(0, "requests"),
    VERDICTS(1, "verdicts"),
    PRE_PREPARE(2, "pre-prepare"),
    PREPARE(3, "prepare"),
    COMMIT(4, "commit"),
    CHECKPOINT(5, "checkpoint"),
    VIEW_CHANGE(6, "view-change"),
    NEW_VIEW(7, "new-view"),
    STATUS(8, "status", 2),
    RELAY(9, "relay"),
    FORWARD(10, "forward"),
    FETCH(11, "fetch"),
    BODY(12, "body"),
    COMMITTED(13, "committed"),
    STABLE(14, "stable"),
    CHUNK(15, "chunk"),
    ACCUSATION(16, "accusation"),
    SUCCESSION(17, "succession"),
    REMINDER(18, "reminder");

    private final int code;
    private final String payloadType;

    MessageType(int code, String name) {
        this(code, name, 1);
    }

    /** @param version of its body; a body of another layout never has the same */
    MessageType(int code, String name, int version) {
        this.code = code;
        this.payloadType = "application/vnd.tetrarch." + name + ".v" + version;
    }

    /** Its byte in what is hashed; never given to another type. */
    public int code() {
        return code;
    }

    public String payloadType() {
        return payloadType;
    }
}
