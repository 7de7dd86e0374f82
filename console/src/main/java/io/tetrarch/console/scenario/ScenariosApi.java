package io.tetrarch.console.scenario;

import io.javalin.http.Context;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Body;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.simulator.scenario.Behaviour;
import io.tetrarch.simulator.scenario.Part;
import io.tetrarch.simulator.scenario.Scenario;
import io.tetrarch.simulator.scenario.ScenarioResult;
import io.tetrarch.simulator.scenario.Scenarios;
import io.tetrarch.simulator.world.Opinion;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /v1/scenarios}: the real protocol in virtual time, run for whoever asks, with keys made for that run. */
public final class ScenariosApi {
    /** Where every replica behaves as the visitor wishes. */
    private static final String CUSTOM = "custom";

    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 10;
    private static final List<String> REPLICAS = List.of("analytical", "creative", "adversarial", "domain_expert");

    private final OpinionsOfJudges judges;
    private final SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param charter whose judges speak for honest replicas */
    public ScenariosApi(Charter charter) {
        this.judges = new OpinionsOfJudges(charter, REPLICAS);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/scenarios", this::list), Route.post("/v1/scenarios/{name}/runs", Role.READ, this::run));
    }

    private void list(Context context) {
        Reply.json(
                context,
                JsonObject.builder()
                        .put(
                                "scenarios",
                                new JsonArray(Arrays.stream(Scenario.values())
                                        .map(each -> line(each.label(), each.summary()))
                                        .toList()))
                        .put(
                                "behaviours",
                                new JsonArray(Arrays.stream(Behaviour.values())
                                        .map(each -> line(each.label(), each.summary()))
                                        .toList()))
                        .put("replicas", JsonArray.ofStrings(REPLICAS))
                        .put("action", RunOrder.ACTION)
                        .build());
    }

    private static JsonValue line(String name, String summary) {
        return JsonObject.builder().put("name", name).put("summary", summary).build();
    }

    private void run(Context context) throws Problem, IOException, InterruptedException {
        String name = context.pathParam("name");
        if (!name.equals(CUSTOM) && Scenario.named(name).isEmpty()) {
            throw new Problem(Kind.NOT_FOUND, "no such scenario; /v1/scenarios lists them");
        }
        RunOrder order = RunOrder.read(Body.json(context), REPLICAS);
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new Problem(Kind.UNAVAILABLE, AT_ONCE + " runs are at work already").retryAfter(1);
        }
        try {
            long baseline = judges.microsOfOneCall(order.action());
            ScenarioResult result = result(name, order);
            context.status(201);
            Reply.json(
                    context,
                    new RunJson(result)
                            .json(order.action(), baseline, name.equals(CUSTOM) ? order.behaviours() : List.of()));
        } finally {
            places.release();
        }
    }

    private ScenarioResult result(String name, RunOrder order) {
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        Bytes action = Bytes.wrap(order.action().bytes());
        if (!name.equals(CUSTOM)) {
            return Scenarios.run(Scenario.named(name).orElseThrow(), action, scheme, Bytes.wrap(salt));
        }
        List<Part> parts = new ArrayList<>();
        for (Opinion opinion : judges.on(order.action())) {
            parts.add(new Part(order.behaviours().get(parts.size()), opinion));
        }
        return Scenarios.run(parts, action, scheme, Bytes.wrap(salt));
    }
}
