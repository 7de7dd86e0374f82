package io.tetrarch.proof.decision;

import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Mode;
import java.util.Optional;

/**
 * What a verifier demands beyond the proof being good.
 *
 * @param action that the decision must be about; an executor always gives the one it is to run
 * @param mode that the group must at least have
 */
public record Demands(Optional<Action> action, Optional<Mode> mode) {
    public static final Demands NONE = new Demands(Optional.empty(), Optional.empty());

    public static Demands of(Action action) {
        return new Demands(Optional.of(action), Optional.empty());
    }
}
