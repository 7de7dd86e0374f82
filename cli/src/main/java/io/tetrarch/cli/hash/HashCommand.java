package io.tetrarch.cli.hash;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints an action's hash, 64 hexadecimal digits. */
@Command(
        name = "hash",
        header = "Print the hash of an action: what a decision and its proof are about.",
        description = {
            "The action is one JSON object. White space does not count; the order of its members does.",
            "The hash is SHA3-256 of the compact text, so it equals that of JSON.stringify's output, but where"
                    + " JavaScript",
            "changes the value first: it moves members whose names are whole numbers to the front, keeps the last of"
                    + " those",
            "given twice (refused here), and rounds integers beyond 2^53 (refused here where digits would change)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the hash is printed", "2:not an action; one line on stderr says where and why"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch hash examples/actions/fs-write.json",
            "  echo '{\"kind\":\"shell\",\"command\":\"ls\"}' | tetrarch hash -"
        })
public final class HashCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The action; - reads standard input.")
    private String file = "";

    public HashCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        return hash(terminal, file);
    }

    /** Prints the hash of the action in {@code file}; {@code -} is standard input. */
    public static int hash(Terminal terminal, String file) throws Failure {
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.ACTION.maxBytes());
        try {
            terminal.out().line(Action.parse(input.bytes()).hash().toString());
            return ExitCode.OK;
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }
}
