package io.tetrarch.console.cluster;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.charter.JudgeJson;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Query;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.InspectionJson;
import io.tetrarch.node.replica.ReplicaInspection;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /v1/replicas}: the group, and how each of its replicas is. */
public final class ReplicasApi {
    private final Observatory observatory;
    private final ReplicaWatch watch;

    public ReplicasApi(Observatory observatory, ReplicaWatch watch) {
        this.observatory = observatory;
        this.watch = watch;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/replicas", this::list),
                new Route(HandlerType.GET, "/v1/replicas/{name}/inspection", Optional.of(Role.OPERATE), this::inspect),
                Route.get("/v1/group", this::group),
                Route.open(
                        "/healthz", context -> context.contentType("text/plain").result("ok\n")),
                Route.open("/readyz", this::ready));
    }

    /** Whether enough replicas are at work in one view to decide anything. */
    public boolean isReady() {
        long view = view(observatory.replicas());
        long atWork = observatory.replicas().stream()
                .filter(state -> !state.halted()
                        && state.standing().active()
                        && state.standing().view() == view)
                .count();
        return atWork >= observatory.group().quorum();
    }

    private void inspect(Context context) throws Problem, IOException, InterruptedException {
        Group group = observatory.group();
        int index = group.replicaNames().indexOf(context.pathParam("name"));
        if (index < 0) {
            throw new Problem(
                    Problem.Kind.NOT_FOUND, "expected one of the replicas " + String.join(", ", group.replicaNames()));
        }
        ReplicaInspection inspection = observatory
                .inspect(index)
                .orElseThrow(() -> new Problem(Problem.Kind.NOT_FOUND, "the replicas do not run in this process"));
        Reply.json(context, InspectionJson.of(group, index, inspection));
    }

    /** The file that proofs of an epoch are verified against; of the present one unless another is asked for. */
    private void group(Context context) throws Problem {
        long present = observatory.group().title().epoch();
        long epoch = new Query(context).number("epoch", 1, present).orElse(present);
        context.contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(GroupFile.write(observatory.group(epoch)));
    }

    private void ready(Context context) throws Problem {
        if (!isReady()) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "no quorum of replicas is at work in one view").retryAfter(1);
        }
        context.contentType("text/plain").result("ready\n");
    }

    void list(Context context) {
        Group group = observatory.group();
        List<ReplicaState> states = observatory.replicas();
        long view = view(states);
        long furthest = states.stream()
                .mapToLong(state -> state.standing().executed())
                .max()
                .orElse(0);
        List<JsonValue> replicas = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            replicas.add(replica(i, states.get(i), view, furthest));
        }
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", group(group))
                        .put("view", view)
                        .put("leader", group.replicaNames().get((int) (view % states.size())))
                        .put("quorum", group.quorum())
                        .put("ready", isReady())
                        .put("drills", observatory.drill().isPresent())
                        .put("replicas", new JsonArray(replicas))
                        .build());
    }

    /** The highest view that a replica at work takes part in. */
    private static long view(List<ReplicaState> states) {
        return states.stream()
                .filter(state -> !state.halted() && state.standing().active())
                .mapToLong(state -> state.standing().view())
                .max()
                .orElseGet(() -> states.stream()
                        .mapToLong(state -> state.standing().view())
                        .max()
                        .orElse(0));
    }

    private static JsonObject group(Group group) {
        return JsonObject.builder()
                .put("id", group.id().toString())
                .put("name", group.name())
                .put("epoch", group.title().epoch())
                .put("mode", group.mode().word())
                .build();
    }

    private JsonObject replica(int index, ReplicaState state, long view, long furthest) {
        Group group = observatory.group();
        ReplicaMember member = group.replicas().get(index);
        ReplicaWatch.Seen seen = watch.seen(index);
        return JsonObject.builder()
                .put("index", index)
                .put("name", member.name())
                .put(
                        "key",
                        member.isVacant()
                                ? JsonNull.NULL
                                : new JsonString(member.key().toString()))
                .put("operator", member.operator())
                .put("judge", JudgeJson.of(observatory.charter().specOf(member.name(), index)))
                .put("health", health(state, view, furthest))
                .put("view", state.standing().view())
                .put("active", state.standing().active())
                .put("leader", !state.halted() && view % group.replicas().size() == index)
                .put("executed", state.standing().executed())
                .put("lowWatermark", state.standing().lowWatermark())
                .put("lag", furthest - state.standing().executed())
                .put(
                        "haltedBecause",
                        seen.haltedBecause().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .put("halt", InspectionJson.of(state.halt()))
                .put("startable", state.run() == ReplicaState.Run.STOPPED)
                .put("equivocations", seen.equivocations())
                .put("lastVerdicts", new JsonArray(seen.lastVerdicts()))
                .build();
    }

    private static String health(ReplicaState state, long view, long furthest) {
        if (state.run() == ReplicaState.Run.VACANT) {
            return "VACANT";
        }
        if (state.halted()) {
            return "HALTED";
        }
        if (!state.standing().active() || state.standing().view() < view) {
            return "CHANGING_VIEW";
        }
        return furthest - state.standing().executed() > 16 ? "BEHIND" : "WELL";
    }
}
