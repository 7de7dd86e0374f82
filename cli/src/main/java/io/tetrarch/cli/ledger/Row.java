package io.tetrarch.cli.ledger;

import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the ledger, as it is listed.
 *
 * @param run what came of it, for an action that was let run
 * @param redactor hides what is secret by the charter in force
 */
record Row(long index, long sequence, Entry entry, Optional<RunState> run, Redactor redactor) {
    /** What the entry is. */
    String kind() {
        return switch (entry) {
            case DecisionEntry decision -> Receipt.isOne(decision.request().action()) ? "receipt" : "decision";
            case EvidenceEntry evidence -> "evidence";
        };
    }

    String outcome() {
        return switch (entry) {
            case DecisionEntry decision -> decision.outcome().name();
            case EvidenceEntry evidence -> "EVIDENCE";
        };
    }

    /** When it was asked for; empty for evidence. */
    String begun() {
        return switch (entry) {
            case DecisionEntry decision ->
                Instant.ofEpochMilli(decision.request().request().validity().notBeforeMillis())
                        .toString();
            case EvidenceEntry evidence -> "";
        };
    }

    /** What it is about, with what looks like a secret hidden. */
    JsonObject shown() {
        return switch (entry) {
            case DecisionEntry decision -> shown(decision);
            case EvidenceEntry evidence ->
                JsonObject.builder()
                        .put("replica", evidence.evidence().slot().replica())
                        .put("view", evidence.evidence().slot().view())
                        .put("sequence", evidence.evidence().slot().sequence())
                        .build();
        };
    }

    /** The tool that the action names. */
    Optional<String> tool() {
        return switch (entry) {
            case DecisionEntry decision -> tool(decision);
            case EvidenceEntry evidence -> Optional.empty();
        };
    }

    private static Optional<String> tool(DecisionEntry decision) {
        try {
            JsonValue tool = Action.parse(decision.request().action().readOnlyArray())
                    .json()
                    .get("tool");
            return tool instanceof JsonString name ? Optional.of(name.value()) : Optional.empty();
        } catch (JsonRejected e) {
            return Optional.empty();
        }
    }

    private JsonObject shown(DecisionEntry decision) {
        try {
            return redactor.mask(
                    Action.parse(decision.request().action().readOnlyArray()).json());
        } catch (JsonRejected e) {
            return JsonObject.builder()
                    .put("unreadable", String.valueOf(e.getMessage()))
                    .build();
        }
    }

    /** For whom its client asked; empty where it did not say. */
    Optional<Principal> principal() {
        return switch (entry) {
            case DecisionEntry decision -> decision.request().request().terms().principal();
            case EvidenceEntry evidence -> Optional.empty();
        };
    }

    private static JsonObject principal(Principal principal) {
        JsonObject.Builder json = JsonObject.builder().put("name", principal.name());
        principal.onBehalfOf().ifPresent(text -> json.put("onBehalfOf", text));
        principal.session().ifPresent(text -> json.put("session", text));
        return json.build();
    }

    JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .put("index", index)
                .put("sequence", sequence)
                .put("kind", kind())
                .put("outcome", outcome());
        switch (entry) {
            case DecisionEntry decision -> {
                Request request = decision.request().request();
                json.put("requestId", request.id().client() + "/" + request.id().number())
                        .put("actionHash", request.actionHash().toString())
                        .put("executor", request.terms().executor())
                        .put("tier", request.terms().tier())
                        .put("begun", begun());
                request.terms().principal().ifPresent(principal -> json.put("principal", principal(principal)));
            }
            case EvidenceEntry evidence -> {}
        }
        return json.put("shown", shown())
                .put(
                        "run",
                        run.<JsonValue>map(state -> new JsonString(state.word()))
                                .orElse(JsonNull.NULL))
                .put(
                        "exitCode",
                        run.flatMap(RunState::exitCode)
                                .<JsonValue>map(code -> JsonNumber.of(code))
                                .orElse(JsonNull.NULL))
                .build();
    }
}
