package io.tetrarch.proof.decision;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry as a proof shows it to people; it follows from the entry alone, but for the replicas' names. */
final class EntryForm {
    private static final long MOST_EXACT = (1L << 53) - 1;

    private EntryForm() {}

    static JsonObject of(DecisionEntry entry, List<String> replicas) {
        return JsonObject.builder()
                .put("request", request(entry.request().request()))
                .put("outcome", entry.outcome().name())
                .put(
                        "verdicts",
                        new JsonArray(entry.verdicts().stream()
                                .<JsonValue>map(vote -> verdict(vote, replicas))
                                .toList()))
                .build();
    }

    private static JsonObject request(Request request) {
        JsonObject.Builder json = JsonObject.builder()
                .put("digest", request.digest().toString())
                .put("client", request.id().client().toString())
                .put("number", number(request.id().number()))
                .put("actionHash", request.actionHash().toString())
                .put("executor", request.terms().executor())
                .put("tier", request.terms().tier())
                .put("charterVersion", number(request.terms().charterVersion()))
                .put("notBeforeMillis", number(request.validity().notBeforeMillis()))
                .put("deadlineMillis", number(request.validity().deadlineMillis()));
        request.toolDefinition().ifPresent(tool -> json.put("toolDefinition", tool.toString()));
        request.terms().principal().ifPresent(principal -> json.put("principal", principal(principal)));
        return json.build();
    }

    private static JsonObject principal(Principal principal) {
        JsonObject.Builder json = JsonObject.builder().put("name", principal.name());
        principal.onBehalfOf().ifPresent(text -> json.put("onBehalfOf", text));
        principal.session().ifPresent(text -> json.put("session", text));
        return json.build();
    }

    private static JsonObject verdict(VerdictVote vote, List<String> replicas) {
        Verdict verdict = vote.verdict();
        int replica = vote.replica();
        return JsonObject.builder()
                .put("replica", replica < replicas.size() ? replicas.get(replica) : Integer.toString(replica))
                .put("answer", verdict.answer().name())
                .put("judge", verdict.judge())
                .put("charterVersion", number(verdict.charterVersion()))
                .put("reasonCode", verdict.reasonCode())
                .put("explanation", verdict.explanation())
                .build();
    }

    /** A JSON number where every reader holds it exactly, else its unsigned decimal digits in a string. */
    private static JsonValue number(long unsigned) {
        return unsigned >= 0 && unsigned <= MOST_EXACT
                ? JsonNumber.of(unsigned)
                : new JsonString(Long.toUnsignedString(unsigned));
    }

    /** The place of the first difference, whatever the order of members; empty if both say the same. */
    static Optional<String> difference(JsonValue one, JsonValue other) {
        return difference("", one, other);
    }

    private static Optional<String> difference(String path, JsonValue one, JsonValue other) {
        if (one instanceof JsonObject left && other instanceof JsonObject right) {
            if (!left.members().keySet().equals(right.members().keySet())) {
                return Optional.of(path);
            }
            return left.members().entrySet().stream()
                    .flatMap(member -> below(path, member, right).stream())
                    .findFirst();
        }
        if (one instanceof JsonArray left
                && other instanceof JsonArray right
                && left.elements().size() == right.elements().size()) {
            for (int i = 0; i < left.elements().size(); i++) {
                Optional<String> found = difference(
                        path + "[" + i + "]",
                        left.elements().get(i),
                        right.elements().get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return one.equals(other) ? Optional.empty() : Optional.of(path);
    }

    private static Optional<String> below(String path, Map.Entry<String, JsonValue> member, JsonObject other) {
        JsonValue value = other.members().get(member.getKey());
        return value == null
                ? Optional.of(path)
                : difference(path + (path.isEmpty() ? "" : ".") + member.getKey(), member.getValue(), value);
    }
}
