package io.tetrarch.cli.verify;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.proof.decision.Permission.NotPermitted;
import io.tetrarch.proof.decision.Permission.Permitted;
import io.tetrarch.proof.decision.Permission.PermittedByShadow;
import io.tetrarch.proof.decision.Verification.Authentic;
import java.util.Optional;

/** Whether an authentic proof lets something run, as it was asked. */
sealed interface Conclusion {
    /** As far as files can tell. */
    record MayRun() implements Conclusion {}

    /**
     * It may not.
     *
     * @param reason one stable word
     * @param explanation a clause such as could follow on "since"
     */
    record MayNotRun(int exitCode, String reason, String explanation) implements Conclusion {}

    /** What a proof that is not as demanded says comes first: else its denial would be taken for that of something else. */
    static Conclusion of(Authentic proof, Question question) {
        Optional<String> unmet = question.demands().unmet(proof);
        if (unmet.isPresent()) {
            return new MayNotRun(ExitCode.NOT_PERMITTED, "not-as-demanded", "it is not as demanded: " + unmet.get());
        }
        return switch (proof.permitsWhomItNames(question.atMillis())) {
            case Permitted permitted -> new MayRun();
            case PermittedByShadow shadow ->
                question.allowShadow()
                        ? new MayRun()
                        : new MayNotRun(
                                code(proof),
                                "in-shadow-mode",
                                "its tier is in shadow mode, and --allow-shadow is not given");
            case NotPermitted not -> new MayNotRun(code(proof), not.reason().word(), not.explanation());
        };
    }

    /** Of what may not run. */
    private static int code(Authentic proof) {
        return switch (proof.outcome()) {
            case APPROVED -> ExitCode.NOT_PERMITTED;
            case DENIED, EXPIRED -> ExitCode.of(proof.outcome());
        };
    }
}
