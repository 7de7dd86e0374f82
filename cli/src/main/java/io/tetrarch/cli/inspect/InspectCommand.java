package io.tetrarch.cli.inspect;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.device.GateServer;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what replicas are at. */
@Command(
        name = "inspect",
        header = "Look inside the replicas: what each is at, and why it is not deciding.",
        description = {
            "Without --server the group's folder is read, which no process may have open: it tells what each replica",
            "would be at if it were started. With --server the running group is asked. Looking changes nothing.",
            "With --json it is an array of replicas."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:told", "2:there is no group, it is another version's, or a running process has it open"},
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch inspect --data .tetrarch",
            "  tetrarch inspect --server http://127.0.0.1:7400 --replica analytical --json",
            "  tetrarch inspect --server 127.0.0.1:7401,127.0.0.1:7402"
        })
public final class InspectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = "--server",
            paramLabel = "URL|HOST:PORT,...",
            description = "Ask the gate that runs there; a bearer token of the role operate, where one is needed, is"
                    + " taken from $TETRARCH_TOKEN. Or ask the replicas that listen there, each of which speaks for"
                    + " itself.")
    private @Nullable String server;

    @Option(names = "--replica", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String replica;

    @Mixin
    private JsonOption json = new JsonOption();

    public InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The commands under it, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new InspectReplay(terminal));
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (server != null && !server.contains("://")) {
            return told(ReplicaAnswers.of(group, ServerOption.addresses(server), Optional.ofNullable(replica)));
        }
        List<JsonObject> seen = server == null
                ? FolderInspection.of(group.existing(), Optional.ofNullable(replica))
                : ofServer(new GateServer(server, GateServer.tokenOfEnvironment()));
        if (json.isWanted()) {
            terminal.json(new JsonArray(List.copyOf(seen)));
        } else {
            InspectionPage page = new InspectionPage(terminal.out());
            seen.forEach(page::print);
        }
        return ExitCode.OK;
    }

    /** What nothing proves is told with the name of whoever says it. */
    private int told(Map<String, JsonObject> answers) {
        if (json.isWanted()) {
            terminal.json(new JsonArray(List.copyOf(answers.values())));
        } else {
            InspectionPage page = new InspectionPage(terminal.out());
            answers.forEach((name, said) -> {
                terminal.out().line(name + " says");
                page.print(said);
            });
        }
        return ExitCode.OK;
    }

    private List<JsonObject> ofServer(GateServer gate) throws Failure, InterruptedException {
        List<JsonObject> seen = new ArrayList<>();
        for (String name : replica == null ? namesAt(gate) : List.of(replica)) {
            if (!name.matches("[A-Za-z0-9_.-]+")) {
                throw Failure.badInput("--replica: expected the name of a replica, found " + name);
            }
            seen.add(gate.get("/v1/replicas/" + name + "/inspection"));
        }
        return seen;
    }

    private static List<String> namesAt(GateServer gate) throws Failure, InterruptedException {
        List<String> names = new ArrayList<>();
        if (gate.get("/v1/replicas").get("replicas") instanceof JsonArray(List<JsonValue> elements)) {
            for (JsonValue each : elements) {
                if (each instanceof JsonObject one && one.get("name") instanceof JsonString(String name)) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw Failure.badInput(gate + " tells of no replicas; is it a gate?");
        }
        return names;
    }
}
