package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.proposal.Proposal;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Governance;
import io.tetrarch.json.JsonObject;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proposes a charter to a group. */
@Command(
        name = "propose",
        header = "Propose to a group that this charter follow the one in force.",
        description = "The group decides it like any other action. Its version must be the next one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved; the charter is in force",
            "2:bad input; one line on stderr says where and what was expected",
            "3:denied; the charter in force stays",
            "4:undecided; the charter in force stays"
        })
final class CharterPropose implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The charter.")
    private String file = "";

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private JsonOption json = new JsonOption();

    CharterPropose(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        CharterFile charter = CharterFile.readNew(file);
        return Proposal.put(new Following(charter), group.existing(), terminal, json.isWanted());
    }

    /** That this charter follow the one in force. */
    private record Following(CharterFile charter) implements Proposal {
        @Override
        public Action action(Governance group) throws Failure {
            try {
                return group.proposal(charter.bytes());
            } catch (CharterRefused e) {
                throw Failure.badInput(e.in(charter.name()));
            } catch (IllegalArgumentException e) {
                throw Failure.badInput(charter.name() + ": " + e.getMessage());
            }
        }

        @Override
        public Result result(OpenGroup group, Decision decision) {
            long version = charter.charter().version();
            return new Result(
                    "charter " + version,
                    JsonObject.builder().put("version", version).build(),
                    ExitCode.of(decision.outcome()));
        }
    }
}
