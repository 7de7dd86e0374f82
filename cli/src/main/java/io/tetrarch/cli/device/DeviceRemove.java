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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the others remove a lost device, and waits for what they decide. */
@Command(
        name = "remove",
        header = "Ask the group to remove a lost device: the seat that it judged for is left vacant.",
        description = {
            "The other devices decide it like any other action, and have to answer meanwhile. Once it is approved the"
                    + " next",
            "epoch begins: the seat's key counts for nothing any more, and nobody is asked for it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved; the next epoch has begun without it",
            "2:it cannot be asked for; one line on stderr says why",
            "3:denied; the device stays",
            "4:undecided; the device stays",
            "5:approved, but the next epoch has not begun yet: until then the device has its seat"
        })
final class DeviceRemove implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Terminal terminal;
    private final Duration patience;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device; or the replica, where its name is another.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param patience how long to wait for the next epoch, once it is approved */
    DeviceRemove(Terminal terminal, Duration patience) {
        this.terminal = terminal;
        this.patience = patience;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        GateServer server = options.server();
        ChangeMembership change = change(server.get("/v1/group"));
        JsonObject asked = server.post("/v1/decisions", change.json());
        if (!json && isPending(asked)) {
            terminal.err().line("waiting for the others; each answers with 'tetrarch device approve'");
        }
        Poll poll = Poll.every(PAUSE);
        while (isPending(asked)) {
            poll.pause();
            asked = server.get("/v1/decisions/" + asked.string("id"));
        }
        return report(server, asked, isApproved(asked) && hasBegun(server, change.epoch()));
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

    private static boolean isApproved(JsonObject decision) {
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
