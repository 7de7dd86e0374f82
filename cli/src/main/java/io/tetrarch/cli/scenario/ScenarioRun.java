package io.tetrarch.cli.scenario;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.simulator.scenario.Scenario;
import io.tetrarch.simulator.scenario.ScenarioJson;
import io.tetrarch.simulator.scenario.ScenarioResult;
import io.tetrarch.simulator.scenario.Scenarios;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One scenario, from its name to the page. */
final class ScenarioRun {
    /** What is decided on in every scenario; examples/actions/fs-write.json. */
    private static final String ACTION =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}";

    private final Terminal terminal;
    private final boolean json;

    ScenarioRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(@Nullable String name) throws Failure {
        if (name == null) {
            list();
            return ExitCode.OK;
        }
        Scenario scenario = Scenario.named(name)
                .orElseThrow(() -> Failure.badInput("expected the name of a scenario, found '" + name + "'; there are "
                        + Arrays.stream(Scenario.values()).map(Scenario::label).collect(Collectors.joining(", "))));
        ScenarioResult result = Scenarios.run(
                scenario,
                Bytes.wrap(ACTION.getBytes(StandardCharsets.UTF_8)),
                Ed25519Provider.fromSystemProperty().load());
        if (json) {
            terminal.json(ScenarioJson.of(result));
        } else {
            new ScenarioPage(result, ACTION, terminal.out()).print();
        }
        return ExitCode.OK;
    }

    private void list() {
        if (json) {
            terminal.json(new JsonArray(Arrays.stream(Scenario.values())
                    .<JsonValue>map(scenario -> JsonObject.builder()
                            .put("name", scenario.label())
                            .put("summary", scenario.summary())
                            .build())
                    .toList()));
            return;
        }
        Table table = Table.empty();
        for (Scenario scenario : Scenario.values()) {
            table.row(List.of(
                    new Cell(scenario.label(), terminal.out().paint()::strong), Cell.plain(scenario.summary())));
        }
        table.print(terminal.out());
    }
}
