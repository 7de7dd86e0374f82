package io.tetrarch.gate.service;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import java.util.Optional;

/** What every replica holds against a change of the named state before its judge is asked. */
public final class SetStateCheck {
    /** What a verdict names as its judge when it is this check that denies. */
    public static final String JUDGE = "built-in/set-state";

    private SetStateCheck() {}

    /**
     * What is wrong with the change, whoever judges it. One that expects a version that is not reached yet passes: those
     * before it may be in flight.
     */
    public static Optional<Judgement> objection(Bytes action, NamedValues values) {
        try {
            SetState change = SetState.read(action);
            long version = values.version(change.key());
            if (version > change.expectedVersion()) {
                return deny(
                        "stale-version",
                        change.key() + " is at version " + version + ", the change expects " + change.expectedVersion()
                                + ".");
            }
            return values.hasRoomFor(change.key())
                    ? Optional.empty()
                    : deny("too-many-keys", "The named state holds " + NamedValues.MOST_KEYS + " keys at most.");
        } catch (JsonRejected e) {
            return deny("malformed-change", "The action is no change of the named state: " + e.getMessage());
        }
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }
}
