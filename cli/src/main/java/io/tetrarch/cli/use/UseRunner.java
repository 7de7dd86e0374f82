package io.tetrarch.cli.use;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.use.Transcript;
import io.tetrarch.use.Transcript.Line;
import io.tetrarch.use.Use;
import io.tetrarch.use.UseRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One use, from its name to the last line. */
final class UseRunner {
    private final Terminal terminal;
    private final boolean json;
    private final List<Use> uses;

    UseRunner(Terminal terminal, boolean json, List<Use> uses) {
        this.terminal = terminal;
        this.json = json;
        this.uses = uses;
    }

    int run(@Nullable String name) throws Failure, IOException {
        if (name == null) {
            list();
            return ExitCode.OK;
        }
        Use use = uses.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("expected the name of a use, found '" + name + "'; there are "
                        + uses.stream().map(Use::name).collect(Collectors.joining(", "))));
        if (!json) {
            terminal.out().line(terminal.out().paint().strong(use.name()) + ": " + use.title());
        }
        Transcript transcript = UseRun.of(use, json ? line -> {} : this::tell);
        return report(use, transcript);
    }

    private void list() {
        if (json) {
            terminal.json(new JsonArray(uses.stream()
                    .<JsonValue>map(use -> JsonObject.builder()
                            .put("name", use.name())
                            .put("title", use.title())
                            .put("claims", JsonArray.ofStrings(use.claims()))
                            .build())
                    .toList()));
            return;
        }
        Table table = Table.empty();
        for (Use use : uses) {
            table.row(List.of(new Cell(use.name(), terminal.out().paint()::strong), Cell.plain(use.title())));
        }
        table.print(terminal.out());
    }

    private void tell(Line line) {
        Paint paint = terminal.out().paint();
        switch (line) {
            case Line.Step step -> terminal.out().line("  " + step.text());
            case Line.Checked checked -> {
                terminal.out()
                        .line((checked.holds() ? paint.good("✓ ") : paint.bad("✗ ")) + paint.strong(checked.claim()));
                terminal.out().line(paint.faint("    " + checked.seen()));
            }
        }
        terminal.out().writer().flush();
    }

    private int report(Use use, Transcript transcript) throws Failure {
        Optional<Line.Checked> failed = transcript.failed();
        if (json) {
            terminal.json(UseJson.of(transcript));
        } else if (failed.isEmpty()) {
            terminal.out()
                    .line(terminal.out().paint().good("all held") + ": "
                            + transcript.checks().size() + " claims checked");
        }
        if (failed.isPresent()) {
            throw Failure.checkFailed(use.name() + ": does not hold: "
                    + failed.get().claim() + " (" + failed.get().seen() + ")");
        }
        return ExitCode.OK;
    }
}
