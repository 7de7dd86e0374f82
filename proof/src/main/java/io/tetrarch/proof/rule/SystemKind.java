package io.tetrarch.proof.rule;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of action that change the replicated state itself when they are approved. The action bytes of such an action
 * begin with its kind, so telling it from others costs a comparison of a few bytes.
 */
public enum SystemKind {
    /** Puts another charter into force. */
    SWAP_CHARTER,
    /** Changes a named value. */
    SET_STATE,
    /** Names which of two branches of an audit trail goes on. */
    RESOLVE_FORK,
    /** Gives a seat of the group another key, or none, and so ends the epoch. */
    CHANGE_MEMBERSHIP,
    /** Changes which keys stand for the devices of people and operators. */
    CHANGE_DEVICE,
    /** Takes back a request that was not decided yet, by being decided in its place. */
    WITHDRAW_REQUEST;

    /** The tier of changes of devices that say who agrees; it is in every charter, and none may define it. */
    public static final String DEVICE_TIER = "built-in/device";

    private static final List<SystemKind> ALL = List.of(values());

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String beginning = "{\"kind\":\"" + word + "\"";

    /** As actions say it. */
    public String word() {
        return word;
    }

    /** The kind of which these action bytes are; empty for every ordinary action. */
    public static Optional<SystemKind> of(Bytes action) {
        byte[] bytes = action.readOnlyArray();
        for (SystemKind kind : ALL) {
            if (beginsWith(bytes, kind.beginning)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean beginsWith(byte[] bytes, String ascii) {
        int at = 0;
        while (at < ascii.length() && at < bytes.length && bytes[at] == ascii.charAt(at)) {
            at++;
        }
        return at == ascii.length();
    }

    /** Whether the entry is the approval of an action of this kind. */
    public boolean isApprovedBy(DecisionEntry entry) {
        return entry.outcome() == Outcome.APPROVED
                && of(entry.request().action()).equals(Optional.of(this));
    }
}
