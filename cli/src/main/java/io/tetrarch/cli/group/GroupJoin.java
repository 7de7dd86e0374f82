package io.tetrarch.cli.group;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.proposal.Proposal;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Governance;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Role;
import java.io.IOException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes to a group that a client join it. */
@Command(
        name = "add",
        header = "Propose to a group that a client join it, who may ask for decisions, run what they allow, or both.",
        description = {
            "The group decides it like any other change of itself; the client is in it from its next epoch on, as"
                    + " 'tetrarch group show' shows. 'tetrarch keys generate' makes a key."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved; the next epoch has begun",
            "2:bad input; one line on stderr says where and what was expected",
            "3:denied; the group stays as it is",
            "4:undecided; the group stays as it is",
            "5:approved, but the next epoch has not begun yet; 'tetrarch group show' shows when it has"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch group add ci --key 1f0c...64 hex digits --roles submit")
final class GroupJoin implements Callable<Integer>, Proposal {
    private final Terminal terminal;

    @Parameters(paramLabel = "CLIENT", description = "What it is to be called.")
    private String client = "";

    @Option(
            names = "--key",
            paramLabel = "HEX",
            required = true,
            description = "Its raw Ed25519 public key, 64 lower-case hex digits.")
    private String key = "";

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            required = true,
            description = "What it may: submit, execute, or submit,execute.")
    private String roles = "";

    @Mixin
    private GroupOption home = new GroupOption();

    @Mixin
    private JsonOption json = new JsonOption();

    GroupJoin(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        member();
        return Proposal.put(this, home.existing(), terminal, json.isWanted());
    }

    private ClientMember member() throws Failure {
        if (!Name.isGood(client)) {
            throw Failure.badInput("CLIENT: expected a name of " + Name.WORDS);
        }
        if (!key.matches("[0-9a-f]{64}")) {
            throw Failure.badInput("--key: expected an Ed25519 public key of 64 lower-case hex digits");
        }
        TreeSet<Role> wanted = new TreeSet<>();
        for (String word : roles.split(",", -1)) {
            wanted.add(Role.ofWord(word)
                    .orElseThrow(() ->
                            Failure.badInput("--roles: expected submit, execute or both, found '" + roles + "'")));
        }
        return new ClientMember(client, Bytes.wrap(HexFormat.of().parseHex(key)), wanted);
    }

    @Override
    public Action action(Governance group) throws Failure {
        try {
            return group.joining(member());
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Result result(OpenGroup group, Decision decision) throws InterruptedException {
        return GroupChange.after(group, decision);
    }
}
