package io.tetrarch.cli.init;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a group. */
@Command(
        name = "init",
        header = "Make a group: its file, its charter and the keys of its replicas.",
        description = {
            "Without --distributed the group is an embedded one, four replicas in one process. 'decide' makes one by"
                    + " itself where there is",
            "none; make it here to choose the charter, or to have the private keys encrypted."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the group is made", "2:it cannot be; one line on stderr says why, and nothing is written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch init",
            "  tetrarch init /srv/gate --charter charter.yaml --encrypt",
            "  tetrarch init /srv/gate --distributed a.json,b.json,c.json,d.json"
        })
public final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".tetrarch",
            description = "The folder to make it in (default: ${DEFAULT-VALUE}).")
    private String folder = ".tetrarch";

    @Option(names = "--name", paramLabel = "NAME", description = "What the group is called (default: embedded).")
    private @Nullable String name;

    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description = "What its judges go by (default: the charter that comes with tetrarch; see docs/charter.md).")
    private @Nullable String charter;

    @Option(
            names = "--encrypt",
            description = "Encrypt the private keys with a passphrase: $TETRARCH_PASSPHRASE, or asked for.")
    private boolean encrypt;

    @Option(
            names = "--any-judges",
            description =
                    "Do not pin the judges: those of later builds count without the group being asked, and proofs do"
                            + " not tell whose verdicts they hold.")
    private boolean anyJudges;

    @Option(
            names = "--distributed",
            paramLabel = "FILE,...",
            split = ",",
            description = "Found a group whose replicas run on hosts of their own, from their operators' statements"
                    + " ('tetrarch keys new'): makes the folder of its client, and says what to run on each host.")
    private List<String> statements = List.of();

    public InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        InitRun.Wanted wanted =
                new InitRun.Wanted(Optional.ofNullable(name), Optional.ofNullable(charter), encrypt, anyJudges);
        if (statements.isEmpty()) {
            return new InitRun(terminal).run(folder, wanted);
        }
        if (encrypt) {
            throw Failure.badInput("--encrypt: the keys of a distributed group are made by 'tetrarch keys new'");
        }
        return new DistributedInit(terminal).run(folder, wanted, statements);
    }
}
