package io.tetrarch.console.person;

import io.javalin.http.Context;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.console.ledger.PeopleHistory;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** {@code /v1/approvals}. What counts in an answer is its signature, not who brings it. */
public final class ApprovalsApi {
    private final Approvals approvals;
    private final Observatory observatory;
    private final LedgerView ledger;
    private final EndedApprovals ended;

    public ApprovalsApi(Observatory observatory, LedgerView ledger, LongSupplier wallMillis) {
        this.approvals = observatory.approvals();
        this.observatory = observatory;
        this.ledger = ledger;
        this.ended = new EndedApprovals(wallMillis);
        approvals.watch(ended);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/approvals", this::list), Route.post("/v1/approvals/{id}", Role.APPROVE, this::answer));
    }

    static JsonObject group(Observatory observatory) {
        return JsonObject.builder()
                .put("id", observatory.group().id().toString())
                .put("epoch", observatory.group().title().epoch())
                .build();
    }

    /** What is still asked though it was decided meanwhile waits no more: no answer changes the outcome. */
    private void list(Context context) throws IOException {
        List<JsonValue> open = new ArrayList<>();
        List<JsonValue> over = new ArrayList<>();
        for (PendingApproval pending : approvals.pending()) {
            if (ledger.place(pending.request().digest()).isEmpty()) {
                open.add(json(pending));
            } else {
                over.add(over(pending, "settled"));
            }
        }
        for (EndedApprovals.Ended each : ended.latest()) {
            over.add(over(each.approval(), each.change() == Approvals.Change.ANSWERED ? "answered" : "gone"));
        }
        List<JsonValue> answers = new ArrayList<>();
        for (PeopleHistory.Answered each : ledger.answers()) {
            answers.add(json(each));
        }
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", group(observatory))
                        .put("approvals", new JsonArray(open))
                        .put("over", new JsonArray(over))
                        .put("history", new JsonArray(answers))
                        .build());
    }

    private JsonObject over(PendingApproval pending, String how) throws IOException {
        Digest request = pending.request().digest();
        return JsonObject.builder()
                .put("id", pending.id())
                .put("device", pending.device())
                .put("request", request.toString())
                .put("how", how)
                .put(
                        "decided",
                        ledger.place(request).<JsonValue>map(ApprovalsApi::json).orElse(JsonNull.NULL))
                .build();
    }

    private static JsonObject json(PeopleHistory.Place place) {
        return JsonObject.builder()
                .put("index", place.index())
                .put("outcome", place.outcome().name())
                .build();
    }

    private JsonObject json(PeopleHistory.Answered answered) {
        List<String> names = observatory.group().replicaNames();
        String device = answered.answer().device();
        boolean holds = approvals
                .devices()
                .key(device)
                .filter(key -> answered.answer().isSignedBy(key, answered.signature()))
                .isPresent();
        return JsonObject.builder()
                .put("decided", json(answered.place()))
                .put("request", answered.request().digest().toString())
                .put(
                        "judge",
                        answered.replica() < names.size()
                                ? names.get(answered.replica())
                                : Integer.toString(answered.replica()))
                .put("device", device)
                .put("answer", answered.answer().answer().name())
                .put("askedMillis", answered.request().validity().notBeforeMillis())
                .put("answeredMillis", answered.answer().answeredMillis())
                .put("tookMillis", answered.tookMillis())
                .put("signedByPresentKey", holds)
                .build();
    }

    private static JsonObject json(PendingApproval pending) {
        Request request = pending.request().request();
        return JsonObject.builder()
                .put("id", pending.id())
                .put("judge", pending.judge())
                .put("device", pending.device())
                .put("actionText", new String(pending.action().readOnlyArray(), StandardCharsets.UTF_8))
                .put("actionHash", pending.actionHash().toString())
                .put(
                        "request",
                        JsonObject.builder()
                                .put("digest", request.digest().toString())
                                .put("executor", request.terms().executor())
                                .put("tier", request.terms().tier())
                                .put("charterVersion", request.terms().charterVersion())
                                .put("notBeforeMillis", request.validity().notBeforeMillis())
                                .put("deadlineMillis", request.validity().deadlineMillis())
                                .put("client", request.id().client().toString())
                                .build())
                .put("sinceMillis", pending.sinceMillis())
                .put("untilMillis", pending.untilMillis())
                .build();
    }

    private void answer(Context context) throws Problem, IOException {
        Fields fields = Fields.of(context);
        String word = fields.string("answer");
        if (!word.equals("APPROVE") && !word.equals("DENY")) {
            throw new Problem(Kind.BAD_REQUEST, "answer: expected APPROVE or DENY");
        }
        try {
            approvals.answer(
                    context.pathParam("id"),
                    Answer.valueOf(word),
                    fields.number("answeredMillis"),
                    fields.hex("signature", 64));
            context.status(204);
        } catch (DeviceRefused e) {
            throw problem(e);
        }
    }

    static Problem problem(DeviceRefused refused) {
        String why = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case CODE -> new Problem(Kind.FORBIDDEN, why);
            case SIGNATURE, UNKNOWN_DEVICE, OTHER_SUBJECT -> new Problem(Kind.REFUSED, why);
            case NOT_WAITING, PAIRED -> new Problem(Kind.CONFLICT, why);
            case UNDECIDED -> new Problem(Kind.NO_QUORUM, why);
            case FULL -> new Problem(Kind.TOO_MANY_REQUESTS, why);
        };
    }
}
