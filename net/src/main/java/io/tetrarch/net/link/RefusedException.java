package io.tetrarch.net.link;

import java.io.IOException;

/** The other end is not who or what it has to be; the message says in one line what was expected. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LinkCounts.Reason reason;

    RefusedException(LinkCounts.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RefusedException(LinkCounts.Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A frame that this member may not send. */
    public static RefusedException misplaced(Connection from, String what) {
        return new RefusedException(LinkCounts.Reason.MALFORMED, from.peer().name() + " sent " + what);
    }

    /** A frame in the name of somebody else. */
    public static RefusedException anothersName(Connection from, String what) {
        return new RefusedException(LinkCounts.Reason.ANOTHERS_NAME, from.peer().name() + " sent " + what);
    }

    public LinkCounts.Reason reason() {
        return reason;
    }
}
