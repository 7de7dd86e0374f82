package io.tetrarch.cli.decide;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.PrincipalOption;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an action before the group. */
@Command(
        name = "decide",
        header = "Put an action before four replicas: each judges it, they agree, and the decision comes with a proof.",
        description = {
            "The replicas run in this process, with their keys, ledger and proofs in a folder: --data, or .tetrarch in",
            "the current one. The first call makes it. A call waits for one that is at work in the same folder.",
            "With --server the replicas run in other processes (tetrarch cluster), and --data names their client's"
                    + " folder.",
            "Nothing is executed: whether the action then runs is up to whoever asked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:APPROVED",
            "2:bad input; one line on stderr says where and what was expected",
            "3:DENIED",
            "4:EXPIRED, or there was no quorum to decide"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch decide examples/actions/fs-write.json",
            "  tetrarch decide action.json --proof proof.json && run-the-action",
            "  jq -c .action call.json | tetrarch decide - --json | jq -r .outcome"
        })
public final class DecideCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The action, one JSON object; - reads standard input.")
    private String file = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private PrincipalOption principal = new PrincipalOption();

    @Option(names = "--proof", paramLabel = "OUT", description = "Where to write the proof (default: DIR/proofs).")
    private @Nullable String proof;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            description = "How long there is to decide and to run the action (default: what its tier gives).")
    private @Nullable Double deadlineSeconds;

    public DecideCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        DecideRun.Wanted wanted = new DecideRun.Wanted(
                file, group, server, principal, Optional.ofNullable(proof), Optional.ofNullable(deadlineSeconds));
        return new DecideRun(terminal, json.isWanted()).run(wanted);
    }
}
