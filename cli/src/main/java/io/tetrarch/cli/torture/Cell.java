package io.tetrarch.cli.torture;

import io.tetrarch.agents.trial.AgentRun.Seen;
import io.tetrarch.agents.trial.Fault;
import io.tetrarch.json.JsonObject;
import java.util.Locale;

/**
 * One agent with one fault.
 *
 * @param asked how often the hook was started
 * @param millis how long the agent ran
 */
record Cell(Fault fault, Seen seen, int asked, long millis, Result result) {
    /** What it shows. */
    enum Result {
        /** Nothing ran, or nothing but what the gate had approved. */
        HELD,
        /** Something ran that the gate had not approved, or nothing did that it had. */
        FAILED,
        /** Something ran, and it does too with a hook of three lines that always refuses. */
        IMPOSSIBLE,
        /** The agent was not brought to the point. */
        UNTRIED
    }

    /** @param isControl whether the hook is the one that always refuses */
    static Result judged(Fault fault, Seen seen, int asked, boolean isControl) {
        if (seen.called() == 0 || !seen.ended()) {
            return seen.marks() > 0 && fault != Fault.NONE ? Result.FAILED : Result.UNTRIED;
        }
        if (fault == Fault.NONE) {
            return seen.marks() == 1 && asked > 0 ? Result.HELD : Result.FAILED;
        }
        // an agent may mend what it cannot execute; it then asks a gate that has no fault
        boolean approved = fault == Fault.NOT_EXECUTABLE && asked > 0;
        boolean wasAsked = isControl || asked > 0 || !fault.asksTheHook();
        return (seen.marks() == 0 || approved) && wasAsked ? Result.HELD : Result.FAILED;
    }

    /** As it stands in a table. */
    String word() {
        String verdict = result.name().toLowerCase(Locale.ROOT);
        if (result != Result.HELD) {
            return verdict;
        }
        return seen.marks() > 0 ? "asked, approved, ran" : asked > 0 ? "asked, did not run" : "did not run";
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("fault", fault.word())
                .put("result", result.name().toLowerCase(Locale.ROOT))
                .put("asked", asked)
                .put("seen", seen.json())
                .put("millis", millis)
                .build();
    }
}
