package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.service.ChangeMembership;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the group leave a seat vacant, and waits for what it decides and for the epoch that follows. */
final class SeatRemoval {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Terminal terminal;
    private final Duration patience;
    private final String name;
    private final boolean json;

    /** @param patience how long to wait for the next epoch, once it is approved */
    SeatRemoval(Terminal terminal, Duration patience, String name, boolean json) {
        this.terminal = terminal;
        this.patience = patience;
        this.name = name;
        this.json = json;
    }

    int run(GateServer server) throws Failure, InterruptedException {
        ChangeMembership change = change(server.get("/v1/group"));
        JsonObject asked = decided(server, change.json(), json, terminal);
        return report(server, asked, isApproved(asked) && hasBegun(server, change.epoch()));
    }

    /** What the group decides on an action that people are asked about. */
    static JsonObject decided(GateServer server, JsonObject action, boolean quiet, Terminal terminal)
            throws Failure, InterruptedException {
        JsonObject asked = server.post("/v1/decisions", action);
        if (!quiet && isPending(asked)) {
            terminal.err().line("waiting for the others; each answers with 'tetrarch device approve'");
        }
        Poll poll = Poll.every(PAUSE);
        while (isPending(asked)) {
            poll.pause();
            asked = server.get("/v1/decisions/" + asked.string("id"));
        }
        return asked;
    }

    /** It follows on the decision within moments; the server may be closed as soon as this command has ended. */
    private boolean hasBegun(GateServer server, long epoch) throws InterruptedException {
        Poll poll = Poll.every(PAUSE);
        try {
            while (epochAt(server) < epoch) {
                if (poll.hasLasted(patience)) {
                    return false;
                }
                poll.pause();
            }
            return true;
        } catch (Failure e) {
            terminal.err().line("tetrarch: " + e.line());
            return false;
        }
    }

    private static long epochAt(GateServer server) throws Failure, InterruptedException {
        if (server.get("/v1/group").get("epoch") instanceof JsonNumber epoch) {
            return epoch.toLong();
        }
        throw Failure.badInput("the server's group file is not as expected: it has no epoch");
    }

    static boolean isApproved(JsonObject decision) {
        return "APPROVED".equals(decision.string("outcome"));
    }

    private static boolean isPending(JsonObject decision) {
        return "PENDING".equals(decision.string("status"));
    }

    private ChangeMembership change(JsonObject group) throws Failure {
        try {
            JsonCursor file = JsonCursor.parse(JsonWriter.compactBytes(group), JsonLimits.FILE);
            List<String> names = new ArrayList<>();
            for (JsonCursor replica : file.member("replicas").elements()) {
                names.add(replica.member("name").string());
            }
            if (!names.contains(name)) {
                throw Failure.badInput("expected one of the group's replicas (" + String.join(", ", names)
                        + "), found '" + name + "'");
            }
            return new ChangeMembership(file.member("epoch").integer(1, 1L << 52) + 1, name, Optional.empty());
        } catch (JsonRejected e) {
            throw Failure.badInput("the server's group file is not as expected: " + e.getMessage());
        }
    }

    private int report(GateServer server, JsonObject decision, boolean begun) {
        String outcome = String.valueOf(decision.string("outcome"));
        boolean late = isApproved(decision) && !begun;
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("outcome", outcome)
                    .put("index", decision.get("index") instanceof JsonNumber index ? index.toLong() : -1)
                    .put("begun", begun)
                    .build());
        } else if (late) {
            terminal.out()
                    .line(outcome + ": " + name + " has its seat until the next epoch begins, which it has not yet; "
                            + server + "/v1/group shows the epoch");
        } else {
            terminal.out().line(outcome + ": " + name + (begun ? " has no seat any more" : " stays"));
        }
        return late
                ? ExitCode.NOT_YET
                : switch (outcome) {
                    case "APPROVED" -> ExitCode.OK;
                    case "DENIED" -> ExitCode.DENIED;
                    default -> ExitCode.UNDECIDED;
                };
    }
}
