package io.tetrarch.cli.group;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.gate.group.ClientMember;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.group.ReplicaMember;
import io.tetrarch.gate.group.Role;
import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonValue;
import io.tetrarch.gate.service.TierRule;
import io.tetrarch.pbft.message.Hash;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a group file. */
@Command(
        name = "show",
        header = "Show who is in a group, what it tolerates and what its tiers demand.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:not a group file; one line on stderr says where and what was expected"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch group show group.json")
public final class GroupShow implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The group file.")
    private String file = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public GroupShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        Group group = GroupInput.read(file, Ed25519Provider.PORTABLE.load());
        if (json) {
            terminal.json(json(group));
        } else {
            print(group);
        }
        return ExitCode.OK;
    }

    private void print(Group group) {
        Table head = Table.of("group", group.name());
        head.row("id", group.id().toString());
        head.row("epoch", Long.toString(group.title().epoch()));
        head.row("mode", group.mode().word());
        head.row("replicas", group.replicas().size() + ", " + group.quorum() + " make a quorum");
        head.row("tolerates", Tolerance.of(group));
        head.row(
                "charter",
                "version " + group.charter().rules().version() + ", "
                        + group.charter().digest());
        head.print(terminal.out());
        terminal.out().line();
        members(group).print(terminal.out());
        terminal.out().line();
        Table tiers = Table.of("tier", "approvals", "must approve");
        group.charter()
                .rules()
                .tiers()
                .forEach((name, rule) -> tiers.row(
                        name, rule.approvals() + " of " + group.replicas().size(), named(group, rule)));
        tiers.print(terminal.out());
    }

    private static Table members(Group group) {
        Table table = Table.of("member", "key id", "is");
        for (ReplicaMember replica : group.replicas()) {
            String where = replica.address().map(address -> " at " + address).orElse("");
            table.row(
                    replica.name(),
                    Hash.sha3(replica.key().readOnlyArray()).abbreviated(),
                    "replica of " + replica.operator() + where);
        }
        for (ClientMember client : group.clients()) {
            String roles = client.roles().stream().map(Role::word).collect(Collectors.joining(", "));
            table.row(client.name(), client.keyId().abbreviated(), "client that may " + roles);
        }
        return table;
    }

    private static String named(Group group, TierRule rule) {
        return rule.named().isEmpty()
                ? "-"
                : rule.named().stream().map(group.replicaNames()::get).collect(Collectors.joining(", "));
    }

    private static JsonObject json(Group group) {
        return JsonObject.builder()
                .put("id", group.id().toString())
                .put("name", group.name())
                .put("epoch", group.title().epoch())
                .put("mode", group.mode().word())
                .put("quorum", group.quorum())
                .put("tolerates", Tolerance.of(group))
                .put("charter", group.charter().digest().toString())
                .put(
                        "replicas",
                        new JsonArray(group.replicas().stream()
                                .<JsonValue>map(GroupShow::json)
                                .toList()))
                .put(
                        "clients",
                        new JsonArray(group.clients().stream()
                                .<JsonValue>map(GroupShow::json)
                                .toList()))
                .build();
    }

    private static JsonObject json(ReplicaMember replica) {
        JsonObject.Builder json = JsonObject.builder()
                .put("name", replica.name())
                .put("key", replica.key().toString())
                .put("keyId", Hash.sha3(replica.key().readOnlyArray()).toString())
                .put("operator", replica.operator());
        replica.address().ifPresent(address -> json.put("address", address));
        return json.build();
    }

    private static JsonObject json(ClientMember client) {
        return JsonObject.builder()
                .put("name", client.name())
                .put("key", client.key().toString())
                .put("keyId", client.keyId().toString())
                .put(
                        "roles",
                        JsonArray.ofStrings(
                                client.roles().stream().map(Role::word).toList()))
                .build();
    }
}
