package io.tetrarch.cli.group;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.completion.ReplicaNames;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.proposal.Proposal;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Governance;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proposes to a group that somebody else, or nobody, has a seat. */
abstract class GroupChange implements Callable<Integer>, Proposal {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "REPLICA",
            description = "Whose seat it is, by the name in the group file.",
            completionCandidates = ReplicaNames.class)
    private String replica = "";

    @Mixin
    private GroupOption home = new GroupOption();

    @Mixin
    private JsonOption json = new JsonOption();

    GroupChange(Terminal terminal) {
        this.terminal = terminal;
    }

    abstract Action action(Governance group, String name) throws IOException;

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        return Proposal.put(this, home.existing(), terminal, json.isWanted());
    }

    @Override
    public Action action(Governance group) throws Failure, IOException {
        try {
            return action(group, replica);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Result result(OpenGroup group, Decision decision) throws InterruptedException {
        return after(group, decision);
    }

    /** Waits for the next epoch, if there is to be one. */
    static Result after(OpenGroup group, Decision decision) throws InterruptedException {
        long before = decision.request().request().domain().epoch();
        if (decision.isApproved()) {
            Await.until(group.observatory(), () -> epoch(group) > before);
        }
        return result(decision.outcome(), before, epoch(group));
    }

    private static long epoch(OpenGroup group) {
        return group.gate().group().title().epoch();
    }

    /**
     * @param before the epoch in which it was decided
     * @param now the epoch that the group is in
     */
    static Result result(Outcome outcome, long before, long now) {
        boolean begun = now > before;
        boolean late = outcome == Outcome.APPROVED && !begun;
        return new Result(
                late
                        ? "the next epoch has not begun yet, the group is still in epoch " + now
                                + "; it begins when the group is at work again ('tetrarch up', 'decide' or 'run'),"
                                + " and 'tetrarch group show' shows it"
                        : "the group is in epoch " + now,
                JsonObject.builder().put("epoch", now).put("begun", begun).build(),
                late ? ExitCode.NOT_YET : ExitCode.of(outcome));
    }

    /** Takes a seat's key away. */
    @Command(
            name = "remove",
            header = "Propose to a group that nobody have this replica's seat any more.",
            description = "The group decides it like any other action; its next epoch begins with the seat vacant.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:approved; the next epoch has begun",
                "2:bad input; one line on stderr says where and what was expected",
                "3:denied; the group stays as it is",
                "4:undecided; the group stays as it is",
                "5:approved, but the next epoch has not begun yet; 'tetrarch group show' shows when it has"
            })
    static final class Remove extends GroupChange {
        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        Action action(Governance group, String name) {
            return group.removal(name);
        }
    }

    /** Gives a seat another key. */
    @Command(
            name = "rekey",
            header = "Propose to a group that this replica's seat get a new key, which is made in the folder.",
            description = {
                "The group decides it like any other action; from its next epoch on the key before is of no use. This"
                        + " also",
                "fills a seat that is vacant."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:approved; the next epoch has begun",
                "2:bad input; one line on stderr says where and what was expected",
                "3:denied; the group stays as it is",
                "4:undecided; the group stays as it is",
                "5:approved, but the next epoch has not begun yet; 'tetrarch group show' shows when it has"
            })
    static final class Rekey extends GroupChange {
        Rekey(Terminal terminal) {
            super(terminal);
        }

        @Override
        Action action(Governance group, String name) throws IOException {
            return group.rekeying(name);
        }
    }
}
