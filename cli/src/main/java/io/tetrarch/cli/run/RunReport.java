package io.tetrarch.cli.run;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.json.JsonNull;
import io.tetrarch.gate.json.JsonNumber;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonString;
import io.tetrarch.gate.json.JsonValue;
import io.tetrarch.node.Decision;
import java.util.Optional;

/**
 * What came of {@code tetrarch run}, for programs.
 *
 * @param decision empty if there is none
 * @param shadow whether it ran in shadow mode, whatever was decided
 * @param exitCode the command's own; empty if it did not run
 * @param reason why it did not run; empty if it did
 */
record RunReport(
        Action action, Optional<Decision> decision, boolean shadow, Optional<Integer> exitCode, String reason) {
    JsonObject json() {
        return JsonObject.builder()
                .put("outcome", decision.map(made -> made.outcome().name()).orElse("UNDECIDED"))
                .put("shadow", shadow)
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
