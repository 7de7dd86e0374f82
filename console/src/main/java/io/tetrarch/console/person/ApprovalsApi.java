package io.tetrarch.console.person;

import io.javalin.http.Context;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /v1/approvals}. What counts in an answer is its signature, not who brings it. */
public final class ApprovalsApi {
    private final Approvals approvals;
    private final Observatory observatory;

    public ApprovalsApi(Approvals approvals, Observatory observatory) {
        this.approvals = approvals;
        this.observatory = observatory;
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

    private void list(Context context) {
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", group(observatory))
                        .put(
                                "approvals",
                                new JsonArray(approvals.pending().stream()
                                        .<JsonValue>map(ApprovalsApi::json)
                                        .toList()))
                        .build());
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
