package io.tetrarch.proof.decision;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Verification.Authentic;
import io.tetrarch.proof.group.Mode;
import java.util.Optional;

/**
 * What somebody expects of a proof besides its being authentic. One that is not as demanded is authentic all the same, and
 * one that is may let nothing run: {@link Authentic#permits} tells.
 *
 * @param action that the decision must be on
 * @param mode that the group must at least have
 * @param pinnedJudges whether the group must say which judges it accepts, as those of earlier builds do not
 */
public record Demands(
        Optional<Action> action,
        Optional<Outcome> outcome,
        Optional<String> executor,
        Optional<String> tier,
        Optional<Mode> mode,
        boolean pinnedJudges) {
    public static final Demands NONE =
            new Demands(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Of any judges. */
    public Demands(
            Optional<Action> action,
            Optional<Outcome> outcome,
            Optional<String> executor,
            Optional<String> tier,
            Optional<Mode> mode) {
        this(action, outcome, executor, tier, mode, false);
    }

    /** The first of them that the proof does not meet, as a clause such as could follow on "since"; empty if it meets all. */
    public Optional<String> unmet(Authentic proof) {
        Digest decided = proof.request().actionHash();
        String named = proof.request().terms().executor();
        String judged = proof.request().terms().tier();
        Mode deployed = proof.group().mode();
        return action.filter(wanted -> !wanted.hash().equals(decided))
                .map(wanted -> "it is on action " + decided + " and not on " + wanted.hash())
                .or(() -> outcome.filter(wanted -> wanted != proof.outcome())
                        .map(wanted -> "its outcome is " + proof.outcome() + " and not " + wanted))
                .or(() -> executor.filter(wanted -> !wanted.equals(named))
                        .map(wanted -> "its executor is " + named + " and not " + wanted))
                .or(() -> tier.filter(wanted -> !wanted.equals(judged))
                        .map(wanted -> "its tier is " + judged + " and not " + wanted))
                .or(() -> mode.filter(wanted -> !deployed.satisfies(wanted))
                        .map(wanted -> "its group is " + deployed.word() + " and not at least " + wanted.word()))
                .or(() -> pinnedJudges && !proof.judges().pinned()
                        ? Optional.of("its group does not say which judges it accepts")
                        : Optional.empty());
    }
}
