package io.tetrarch.cli.run;

import io.tetrarch.client.Decision;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.util.Optional;

/**
 * What came of {@code tetrarch run}, for programs.
 *
 * @param action empty if what was asked for never became one
 * @param decision empty if there is none
 * @param exitCode the command's own; empty if it did not run
 * @param reason why it did not run; empty if it did
 */
record RunReport(
        Optional<Action> action, Optional<Decision> decision, Ran ran, Optional<Integer> exitCode, String reason) {
    /** By what it ran, if it did. */
    enum Ran {
        AS_DECIDED,
        /** Whatever was decided. */
        IN_SHADOW_MODE,
        NOTHING,
        /** What was asked for cannot be read, or the group cannot be opened. */
        NOTHING_BY_BAD_INPUT,
        /** What would have run is not what was decided on. */
        NOTHING_BY_A_CHANGE,
        NOTHING_BY_A_FAULT,
        /** The machine does not give what is needed. */
        NOTHING_BY_A_SHORTAGE
    }

    /** Nothing ran, by what was decided or because nothing was. */
    static RunReport notRun(Action action, Optional<Decision> decision, String reason) {
        return new RunReport(Optional.of(action), decision, Ran.NOTHING, Optional.empty(), reason);
    }

    /** Nothing ran, because of what the user gave. */
    static RunReport badInput(Optional<Action> action, String reason) {
        return new RunReport(action, Optional.empty(), Ran.NOTHING_BY_BAD_INPUT, Optional.empty(), reason);
    }

    /** Nothing ran, because the machine failed, or lacks something. */
    static RunReport fault(Optional<Action> action, Optional<Decision> decision, String reason, Throwable cause) {
        return Shortage.of(cause)
                .map(shortage ->
                        new RunReport(action, decision, Ran.NOTHING_BY_A_SHORTAGE, Optional.empty(), shortage.line()))
                .orElseGet(() -> new RunReport(action, decision, Ran.NOTHING_BY_A_FAULT, Optional.empty(), reason));
    }

    static RunReport of(Action action, Decision decision, RunningCommand.End end) {
        boolean shadow = end.receipt().warrant().shadow().isPresent();
        Ran ran = shadow ? Ran.IN_SHADOW_MODE : Ran.AS_DECIDED;
        if (end.exitCode().isEmpty()) {
            ran = end.changed() ? Ran.NOTHING_BY_A_CHANGE : Ran.NOTHING_BY_A_FAULT;
        }
        return new RunReport(Optional.of(action), Optional.of(decision), ran, end.exitCode(), end.problem());
    }

    /** Why it did not run, for people. */
    String line() {
        return switch (ran) {
            case AS_DECIDED, IN_SHADOW_MODE -> "";
            case NOTHING_BY_BAD_INPUT -> reason;
            case NOTHING_BY_A_CHANGE, NOTHING_BY_A_FAULT, NOTHING_BY_A_SHORTAGE -> outcome() + ": " + reason;
            case NOTHING ->
                outcome() + ": "
                        + decision.filter(made -> made.outcome() != Outcome.APPROVED)
                                .map(Reasons::of)
                                .orElse(reason);
        };
    }

    private String outcome() {
        return decision.map(made -> made.outcome().name()).orElse("UNDECIDED");
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("outcome", outcome())
                .put("shadow", ran == Ran.IN_SHADOW_MODE)
                .put("ran", exitCode.isPresent())
                .put(
                        "exitCode",
                        exitCode.<JsonValue>map(code -> JsonNumber.of(code)).orElse(JsonNull.NULL))
                .put("reason", reason.isEmpty() ? JsonNull.NULL : new JsonString(reason))
                .put(
                        "actionHash",
                        action.<JsonValue>map(
                                        asked -> new JsonString(asked.hash().toString()))
                                .orElse(JsonNull.NULL))
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
