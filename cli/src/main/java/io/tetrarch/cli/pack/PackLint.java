package io.tetrarch.cli.pack;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.reading.pack.Pack;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the form of a rule pack. */
@Command(
        name = "lint",
        header = "Check a rule pack: its form, and whether its programs are known already.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a rule pack", "2:none; one line on stderr says where and what was expected"})
final class PackLint implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PACK", description = "The pack as YAML; - reads standard input.")
    private String file = "";

    @Mixin
    private JsonOption json = new JsonOption();

    PackLint(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        Pack pack = PackFile.read(file, terminal);
        List<String> programs = pack.tools().keySet().stream().sorted().toList();
        List<String> known = PackFile.known(pack);
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("pack", pack.name())
                    .put("programs", JsonArray.ofStrings(programs))
                    .put("knownAlready", JsonArray.ofStrings(known))
                    .build());
        } else {
            terminal.out().line(pack.name() + ": " + programs.size() + " programs");
            known.forEach(program ->
                    terminal.out().line("advice: " + program + " is known to a pack of the gate, which counts"));
        }
        return ExitCode.OK;
    }
}
