package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.proposal.Proposal;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Governance;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes a charter to a group. */
@Command(
        name = "propose",
        header = "Propose to a group that this charter follow the one in force.",
        description = {
            "The group decides it like any other action. Its version must be the next one.",
            "With it, the group accepts the judges that the build has which proposes it, and those of --accept-judges:"
                + " give there, before replicas go over to another build, what 'charter show --judges' of that build"
                + " prints."
        },
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

    @Option(
            names = "--accept-judges",
            paramLabel = "FILE",
            description = "Accept these judges, too: JSON, as 'charter show --judges' prints it.")
    private @Nullable String judges;

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
        return Proposal.put(new Following(charter, also()), group.existing(), terminal, json.isWanted());
    }

    private JudgePins also() throws Failure {
        if (judges == null) {
            return JudgePins.NONE;
        }
        InputFile input = InputFile.read(judges, terminal.in(), JsonLimits.FILE.maxBytes());
        try {
            return JudgePins.read(JsonCursor.parse(input.bytes(), JsonLimits.FILE));
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }

    /** That this charter follow the one in force, with these judges accepted besides the present build's. */
    private record Following(CharterFile charter, JudgePins also) implements Proposal {
        @Override
        public Action action(Governance group) throws Failure {
            try {
                SwapCharter swap = SwapCharter.read(
                        Bytes.wrap(group.proposal(charter.bytes()).bytes()));
                CharterRules rules = swap.rules().with(swap.rules().judges().and(also));
                return Action.parse(JsonWriter.compactBytes(
                        new SwapCharter(swap.parent(), swap.digest(), rules, swap.file()).json()));
            } catch (JsonRejected e) {
                throw Failure.badInput(charter.name() + ": no action can hold it: " + e.problem());
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
