package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.json.JsonCursor;
import io.tetrarch.gate.json.JsonLimits;
import io.tetrarch.gate.json.JsonNumber;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonRejected;
import io.tetrarch.gate.json.JsonWriter;
import io.tetrarch.gate.service.ChangeMembership;
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
            "0:approved; the next epoch begins without it",
            "2:it cannot be asked for; one line on stderr says why",
            "3:denied; the device stays",
            "4:undecided; the device stays"
        })
final class DeviceRemove implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device; or the replica, where its name is another.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    DeviceRemove(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        GateServer server = options.server();
        ChangeMembership change = change(server.get("/v1/group"));
        JsonObject asked = server.post("/v1/decisions", change.json());
        if (!json && isPending(asked)) {
            terminal.err().line("waiting for the others; each answers with 'tetrarch device approve'");
        }
        while (isPending(asked)) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            asked = server.get("/v1/decisions/" + asked.string("id"));
        }
        if ("APPROVED".equals(asked.string("outcome"))) {
            awaitEpoch(server, change.epoch());
        }
        return report(asked);
    }

    /** It follows on the decision within moments; the server may be closed as soon as this command has ended. */
    private static void awaitEpoch(GateServer server, long epoch) throws Failure, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0
                && server.get("/v1/group").get("epoch") instanceof JsonNumber present
                && present.toLong() < epoch) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
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

    private int report(JsonObject decision) {
        String outcome = String.valueOf(decision.string("outcome"));
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("outcome", outcome)
                    .put("index", decision.get("index") instanceof JsonNumber index ? index.toLong() : -1)
                    .build());
        } else {
            terminal.out()
                    .line(outcome + ": "
                            + (outcome.equals("APPROVED") ? name + " has no seat any more" : name + " stays"));
        }
        return switch (outcome) {
            case "APPROVED" -> ExitCode.OK;
            case "DENIED" -> ExitCode.DENIED;
            default -> ExitCode.UNDECIDED;
        };
    }
}
