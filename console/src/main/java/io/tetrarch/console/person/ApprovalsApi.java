package io.tetrarch.console.person;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.Observatory;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.DeviceBook;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PairedDevice;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /v1/approvals} and {@code /v1/devices}. What counts in an answer is its signature, not who brings it. */
public final class ApprovalsApi {
    private final Approvals approvals;
    private final Observatory observatory;
    private final Runnable devicesChanged;

    /** @param devicesChanged told when a device was paired or removed */
    public ApprovalsApi(Approvals approvals, Observatory observatory, Runnable devicesChanged) {
        this.approvals = approvals;
        this.observatory = observatory;
        this.devicesChanged = devicesChanged;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/approvals", this::list),
                Route.post("/v1/approvals/{id}", Role.APPROVE, this::answer),
                Route.get("/v1/devices", this::devices),
                Route.post("/v1/devices/invitations", Role.APPROVE, this::invite),
                Route.post("/v1/devices", Role.APPROVE, this::pair),
                new Route(HandlerType.DELETE, "/v1/devices/{name}", Optional.of(Role.APPROVE), this::remove));
    }

    private JsonObject group() {
        return JsonObject.builder()
                .put("id", observatory.group().id().toString())
                .put("epoch", observatory.group().title().epoch())
                .build();
    }

    private void list(Context context) {
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", group())
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

    private void devices(Context context) {
        List<String> wanted = new ArrayList<>();
        for (JudgeSpec judge : observatory.charter().judges()) {
            if (judge instanceof JudgeSpec.Person person) {
                wanted.add(person.device());
            }
        }
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", group())
                        .put(
                                "devices",
                                new JsonArray(approvals.devices().devices().stream()
                                        .<JsonValue>map(ApprovalsApi::json)
                                        .toList()))
                        .put(
                                "wanted",
                                JsonArray.ofStrings(wanted.stream().distinct().toList()))
                        .build());
    }

    private static JsonObject json(PairedDevice device) {
        return JsonObject.builder()
                .put("name", device.name())
                .put("key", device.key().toString())
                .put("pairedMillis", device.pairedMillis())
                .build();
    }

    private void invite(Context context) throws Problem, IOException {
        try {
            DeviceBook.Invitation invitation =
                    approvals.devices().invite(Fields.of(context).string("device"));
            context.status(201);
            Reply.json(
                    context,
                    JsonObject.builder()
                            .put("device", invitation.device())
                            .put("code", invitation.code())
                            .put("untilMillis", invitation.untilMillis())
                            .build());
        } catch (DeviceRefused e) {
            throw problem(e);
        }
    }

    private void pair(Context context) throws Problem, IOException {
        Fields fields = Fields.of(context);
        try {
            PairedDevice device = approvals
                    .devices()
                    .pair(
                            fields.string("device"),
                            fields.hex("key", 32),
                            fields.string("code"),
                            fields.hex("signature", 64));
            devicesChanged.run();
            context.status(201);
            Reply.json(context, json(device));
        } catch (DeviceRefused e) {
            throw problem(e);
        }
    }

    private void remove(Context context) throws Problem, IOException {
        if (!approvals.devices().remove(context.pathParam("name"))) {
            throw new Problem(Kind.NOT_FOUND, "no such device is paired");
        }
        devicesChanged.run();
        context.status(204);
    }

    private static Problem problem(DeviceRefused refused) {
        String why = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case CODE -> new Problem(Kind.FORBIDDEN, why);
            case SIGNATURE, UNKNOWN_DEVICE, OTHER_SUBJECT -> new Problem(Kind.REFUSED, why);
            case NOT_WAITING -> new Problem(Kind.CONFLICT, why);
            case FULL -> new Problem(Kind.TOO_MANY_REQUESTS, why);
        };
    }
}
