package io.tetrarch.console.scenario;

import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.action.Action;
import io.tetrarch.simulator.scenario.Behaviour;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a visitor wants to see.
 *
 * @param behaviours by replica
 */
record RunOrder(Action action, List<Behaviour> behaviours) {
    /** What is decided on unless the visitor has an action of their own; examples/actions/fs-write.json. */
    static final String ACTION =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}";

    private static final Set<String> MEMBERS = Set.of("actionText", "behaviours");

    /**
     * Reads an order; an empty body asks for what is standard.
     *
     * @param replicas their names
     */
    static RunOrder read(byte[] body, List<String> replicas) throws Problem {
        JsonObject order = body.length == 0 ? JsonObject.builder().build() : parse(body);
        for (String name : order.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw new Problem(Kind.BAD_REQUEST, "expected actionText and behaviours, found " + name);
            }
        }
        String text = ACTION;
        JsonValue given = order.get("actionText");
        if (given != null) {
            if (!(given instanceof JsonString string)) {
                throw new Problem(Kind.BAD_REQUEST, "actionText: expected a string, found " + given.kind());
            }
            text = string.value();
        }
        return new RunOrder(action(text), behaviours(order, replicas));
    }

    private static JsonObject parse(byte[] body) throws Problem {
        try {
            return JsonParser.parseObject(body, JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw Problem.of(e);
        }
    }

    private static Action action(String text) throws Problem {
        try {
            return Action.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw Problem.of(e).with("field", new JsonString("actionText"));
        }
    }

    private static List<Behaviour> behaviours(JsonObject order, List<String> replicas) throws Problem {
        List<Behaviour> behaviours = new ArrayList<>(
                replicas.stream().map(unused -> Behaviour.HONEST).toList());
        JsonValue given = order.get("behaviours");
        if (given == null) {
            return behaviours;
        }
        if (!(given instanceof JsonObject byName)) {
            throw new Problem(Kind.BAD_REQUEST, "behaviours: expected an object, found " + given.kind());
        }
        for (Map.Entry<String, JsonValue> each : byName.members().entrySet()) {
            int replica = replicas.indexOf(each.getKey());
            if (replica < 0) {
                throw new Problem(
                        Kind.BAD_REQUEST,
                        "behaviours: expected replicas among " + String.join(", ", replicas) + ", found "
                                + each.getKey());
            }
            behaviours.set(replica, behaviour(each.getKey(), each.getValue()));
        }
        return behaviours;
    }

    private static Behaviour behaviour(String replica, JsonValue given) throws Problem {
        if (given instanceof JsonString word && Behaviour.named(word.value()).isPresent()) {
            return Behaviour.named(word.value()).get();
        }
        throw new Problem(
                Kind.BAD_REQUEST,
                "behaviours." + replica + ": expected one of "
                        + Arrays.stream(Behaviour.values())
                                .map(Behaviour::label)
                                .collect(Collectors.joining(", ")));
    }
}
