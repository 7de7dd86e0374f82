package io.tetrarch.proof.rule;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Canonical bytes of an action begin so, with its kind. */
    private static final byte[] BEGINNING = "{\"kind\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, SystemKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SystemKind::word, kind -> kind));

    private static final int LONGEST =
            Arrays.stream(values()).mapToInt(kind -> kind.word.length()).max().orElseThrow();

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As actions say it. */
    public String word() {
        return word;
    }

    /** The kind of which these action bytes are; empty for every ordinary action. */
    public static Optional<SystemKind> of(Bytes action) {
        byte[] bytes = action.readOnlyArray();
        int from = BEGINNING.length;
        int most = Math.min(bytes.length, from + LONGEST + 1);
        if (from >= most || !Arrays.equals(bytes, 0, from, BEGINNING, 0, from)) {
            return Optional.empty();
        }
        int to = from;
        while (to < most && bytes[to] != '"') {
            to++;
        }
        return to == most
                ? Optional.empty()
                : Optional.ofNullable(BY_WORD.get(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
    }

    /** Whether the entry is the approval of an action of this kind. */
    public boolean isApprovedBy(DecisionEntry entry) {
        return entry.outcome() == Outcome.APPROVED
                && of(entry.request().action()).equals(Optional.of(this));
    }
}
