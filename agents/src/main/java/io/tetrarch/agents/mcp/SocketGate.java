package io.tetrarch.agents.mcp;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the gate that runs in a folder. A decision that takes longer than clients wait for is taken up by the same call, made
 * again; each is used once.
 *
 * <p>For any number of threads.
 */
public final class SocketGate implements ToolGate {
    /** Many clients give up after a minute. */
    private static final int WAIT_SECONDS = 45;

    private static final Duration PATIENCE = Duration.ofSeconds(WAIT_SECONDS + 5L);
    private static final int KEPT = 1_000;

    private final GateDoor door;
    private final String path;
    private final SocketRuns runs;
    private final Map<String, String> pending = new LinkedHashMap<>();

    /** @param principal for whom it asks */
    public SocketGate(GateDoor door, Optional<Principal> principal) {
        this.door = door;
        this.runs = new SocketRuns(door);
        this.path = "/v1/decisions" + principal.map(SocketGate::query).orElse("");
    }

    @Override
    public Ruling rule(Action action) {
        return decided(action).ruling;
    }

    @Override
    public Leave leave(Action action) {
        Decided decided = decided(action);
        return decided.index.isEmpty() ? new Leave(decided.ruling, ToolRun.UNRECORDED) : runs.begin(decided);
    }

    /** Waits until what ended has been told of, for a while. */
    public void settle() throws InterruptedException {
        runs.settle();
    }

    /**
     * @param index of the decision, if there is one
     */
    record Decided(Ruling ruling, Optional<Long> index) {
        private static Decided none(String why) {
            return new Decided(new Ruling(false, why), Optional.empty());
        }
    }

    private Decided decided(Action action) {
        String call = action.hash().toString();
        @Nullable String asked = take(call);
        try {
            GateDoor.Answer answer = asked == null ? ask(action) : look(asked);
            if (asked != null && answer.status() == 404) {
                answer = ask(action); // the gate was started anew and does not remember it
            }
            return ruling(call, answer);
        } catch (IOException e) {
            return Decided.none(
                    "the gate cannot be asked (" + e.getMessage() + "); start it with: tetrarch up --daemon --data "
                            + door.socket().getParent());
        } catch (JsonRejected e) {
            return Decided.none("what the gate answered cannot be read");
        }
    }

    private GateDoor.Answer ask(Action action) throws IOException {
        return door.post(path, "Prefer: wait=" + WAIT_SECONDS + "\r\n", action.bytes(), PATIENCE);
    }

    private static String query(Principal principal) {
        return "?principal=" + encoded(principal.name())
                + principal
                        .onBehalfOf()
                        .map(text -> "&onBehalfOf=" + encoded(text))
                        .orElse("")
                + principal.session().map(text -> "&session=" + encoded(text)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private GateDoor.Answer look(String ticket) throws IOException {
        return door.get("/v1/decisions/" + ticket, PATIENCE);
    }

    private Decided ruling(String call, GateDoor.Answer answer) throws JsonRejected {
        JsonObject said = JsonParser.parseObject(answer.body(), JsonLimits.FILE);
        if (answer.status() >= 400) {
            return Decided.none("the gate refused the question: " + said.string("detail"));
        }
        if (!"DECIDED".equals(said.string("status"))) {
            @Nullable String ticket = said.string("id");
            if (ticket != null && ticket.matches("[0-9a-z]+")) {
                put(call, ticket);
            }
            return Decided.none(
                    "PENDING: not decided yet, somebody may have to approve it; make the same call again to learn what"
                            + " came of it");
        }
        if (!(said.get("index") instanceof JsonNumber index)) {
            return Decided.none("what the gate answered cannot be read");
        }
        String outcome = String.valueOf(said.string("outcome"));
        String explanation = outcome + ": decision " + index.toLong() + " of the gate";
        boolean approved = outcome.equals("APPROVED");
        return new Decided(
                new Ruling(approved, approved ? explanation : explanation + reasons(said.get("verdicts"))),
                Optional.of(index.toLong()));
    }

    private static String reasons(@Nullable JsonValue verdicts) {
        List<String> reasons = new ArrayList<>();
        if (verdicts instanceof JsonArray(List<JsonValue> each)) {
            for (JsonValue one : each) {
                if (one instanceof JsonObject verdict && !"APPROVE".equals(verdict.string("answer"))) {
                    reasons.add(String.valueOf(verdict.string("explanation")));
                }
            }
        }
        return reasons.isEmpty() ? "" : ": " + String.join(" ", reasons);
    }

    private synchronized @Nullable String take(String call) {
        return pending.remove(call);
    }

    private synchronized void put(String call, String ticket) {
        pending.put(call, ticket);
        if (pending.size() > KEPT) {
            pending.remove(pending.keySet().iterator().next());
        }
    }
}
