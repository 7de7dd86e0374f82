package io.tetrarch.pbft.message;

/**
 * The type of a signed statement. The payload type is part of the signed bytes (DSSE's pre-authentication encoding), so
 * that a statement of one type can never be passed off as another.
 */
public enum MessageType {
    REQUEST("request"),
    VERDICTS("verdicts"),
    PRE_PREPARE("pre-prepare"),
    PREPARE("prepare"),
    COMMIT("commit"),
    CHECKPOINT("checkpoint"),
    VIEW_CHANGE("view-change"),
    NEW_VIEW("new-view"),
    STATUS("status"),
    RELAY("relay"),
    FORWARD("forward"),
    FETCH("fetch"),
    BODY("body"),
    COMMITTED("committed"),
    STABLE("stable"),
    CHUNK("chunk"),
    ACCUSATION("accusation");

    private final String payloadType;

    MessageType(String name) {
        this.payloadType = "application/vnd.tetrarch." + name + ".v1";
    }

    public String payloadType() {
        return payloadType;
    }
}
