package io.tetrarch.node.device;

/** A device, or what it says, is not taken; the message is one line that says why. */
public final class DeviceRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, for machines. */
    public enum Reason {
        /** No such invitation, a wrong code, or one that is used up or too old. */
        CODE,
        /** The signature is not that key's over exactly this. */
        SIGNATURE,
        /** No such device is paired. */
        UNKNOWN_DEVICE,
        /** Nothing of that id waits for that device: it was answered, is over, or never was. */
        NOT_WAITING,
        /** The answer is to another action, request, group or time than what waits. */
        OTHER_SUBJECT,
        /** The name has a key already. */
        PAIRED,
        /** The group did not decide it in time, or decided something else first. */
        UNDECIDED,
        /** As many as there may be. */
        FULL
    }

    private final Reason reason;

    public DeviceRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
