package io.tetrarch.console.decision;

import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decisions as JSON. */
final class DecisionJson {
    private final Group group;
    private final Supplier<Redactor> redactor;

    /** @param redactor of the charter in force, for what is shown and not signed */
    DecisionJson(Group group, Supplier<Redactor> redactor) {
        this.group = group;
        this.redactor = redactor;
    }

    /**
     * What is known of a decision besides its entry.
     *
     * @param receipt of its run; empty if there is none
     */
    record Aftermath(JsonArray timeline, Optional<Receipt> receipt) {}

    /** One line of a list. */
    JsonObject summary(LedgerView.Found found, DecisionEntry entry) {
        Request request = entry.request().request();
        JsonObject.Builder answers = JsonObject.builder();
        for (VerdictVote vote : entry.verdicts()) {
            answers.put(name(vote.replica()), vote.verdict().answer().name());
        }
        return JsonObject.builder()
                .put("id", Long.toString(found.index()))
                .put("outcome", entry.outcome().name())
                .put("index", found.index())
                .put("sequence", found.batch().sequence())
                .put("view", found.piece().certificate().commit().view())
                .put("requestedAt", request.validity().notBeforeMillis())
                .put("request", request.digest().toString())
                .put("actionHash", request.actionHash().toString())
                .put("tier", request.terms().tier())
                .put("executor", request.terms().executor())
                .put("tool", orNull(toolOf(entry)))
                .put("text", text(entry))
                .put("verdicts", answers.build())
                .build();
    }

    /** The tool that the action names; null if it names none. */
    static @Nullable String toolOf(DecisionEntry entry) {
        return action(entry).string("tool");
    }

    private static JsonValue orNull(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }

    /** The beginning of the action, without secrets. */
    private String text(DecisionEntry entry) {
        String text = shown(entry);
        int end = Math.min(text.length(), 200);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private String shown(DecisionEntry entry) {
        String bytes = actionText(entry);
        JsonObject action = action(entry);
        JsonObject masked = redactor.get().mask(action);
        return masked.equals(action) ? redactor.get().mask(bytes) : masked.toJson();
    }

    private static String actionText(DecisionEntry entry) {
        return new String(entry.request().action().readOnlyArray(), StandardCharsets.UTF_8);
    }

    private static JsonObject action(DecisionEntry entry) {
        try {
            return Action.parse(entry.request().action().readOnlyArray()).json();
        } catch (JsonRejected e) {
            return JsonObject.builder().build(); // an action need not be readable to be denied
        }
    }

    /** All of it. */
    JsonObject whole(LedgerView.Found found, DecisionEntry entry, DecisionProof proof, Aftermath aftermath) {
        CommitCertificate certificate = found.piece().certificate();
        long view = certificate.commit().view();
        JsonObject shown = proof.entry().shown();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", Long.toString(found.index()))
                .put("status", "DECIDED")
                .put("index", found.index())
                .put("action", redactor.get().mask(action(entry)))
                .put("actionText", actionText(entry));
        shown.members().forEach(json::put);
        return json.put("sequence", found.batch().sequence())
                .put("view", view)
                .put("leader", name((int) (view % group.replicas().size())))
                .put("certifiedSequence", certificate.sequence())
                .put("commits", names(certificate))
                .put("quorum", group.quorum())
                .put("proof", "/v1/decisions/" + found.index() + "/proof")
                .put("timeline", aftermath.timeline)
                .put(
                        "receipt",
                        aftermath
                                .receipt
                                .<JsonValue>map(receipt -> receipt.toAction().json())
                                .orElse(JsonNull.NULL))
                .build();
    }

    private JsonArray names(CommitCertificate certificate) {
        return JsonArray.ofStrings(certificate.signatures().bySigner().keySet().stream()
                .map(this::name)
                .toList());
    }

    private String name(int replica) {
        List<String> names = group.replicaNames();
        return replica < names.size() ? names.get(replica) : Integer.toString(replica);
    }
}
