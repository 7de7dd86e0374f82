package io.tetrarch.cli.run;

import io.tetrarch.client.Decision;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.action.Action;
import java.util.Optional;

/**
 * What came of {@code tetrarch run}, for programs.
 *
 * @param decision empty if there is none
 * @param exitCode the command's own; empty if it did not run
 * @param reason why it did not run; empty if it did
 */
record RunReport(Action action, Optional<Decision> decision, Ran ran, Optional<Integer> exitCode, String reason) {
    /** By what it ran, if it did. */
    enum Ran {
        AS_DECIDED,
        /** Whatever was decided. */
        IN_SHADOW_MODE,
        NOTHING,
        NOTHING_BY_A_FAULT
    }

    /** Nothing ran, by what was decided or because nothing was. */
    static RunReport notRun(Action action, Optional<Decision> decision, String reason) {
        return new RunReport(action, decision, Ran.NOTHING, Optional.empty(), reason);
    }

    /** Nothing ran, because the machine failed. */
    static RunReport fault(Action action, Optional<Decision> decision, String reason) {
        return new RunReport(action, decision, Ran.NOTHING_BY_A_FAULT, Optional.empty(), reason);
    }

    static RunReport of(Action action, Decision decision, RunningCommand.End end) {
        boolean shadow = end.receipt().warrant().shadow().isPresent();
        return new RunReport(
                action,
                Optional.of(decision),
                shadow ? Ran.IN_SHADOW_MODE : Ran.AS_DECIDED,
                end.exitCode(),
                end.problem());
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("outcome", decision.map(made -> made.outcome().name()).orElse("UNDECIDED"))
                .put("shadow", ran == Ran.IN_SHADOW_MODE)
                .put("ran", exitCode.isPresent())
                .put(
                        "exitCode",
                        exitCode.<JsonValue>map(code -> JsonNumber.of(code)).orElse(JsonNull.NULL))
                .put("reason", reason.isEmpty() ? JsonNull.NULL : new JsonString(reason))
                .put("actionHash", action.hash().toString())
                .put(
                        "requestId",
                        decision.<JsonValue>map(
                                        made -> new JsonString(made.requestId().client() + "/"
                                                + made.requestId().number()))
                                .orElse(JsonNull.NULL))
                .put(
                        "ledgerIndex",
                        decision.<JsonValue>map(made -> JsonNumber.of(made.ledgerIndex()))
                                .orElse(JsonNull.NULL))
                .build();
    }
}
