package io.tetrarch.cli.group;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.CharterInForce;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.TierRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a group file. */
@Command(
        name = "show",
        header = "Show who is in a group, what it tolerates, what its tiers demand, and which epochs it came through.",
        description = {
            "Without FILE the group in the folder is shown, as it is in its present epoch and with the charter in"
                    + " force.",
            "A group file alone knows the charter that its epoch began with."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:not a group file; one line on stderr says where and what was expected"},
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch group show", "  tetrarch group show group.json --lineage lineage.json"})
public final class GroupShow implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A group file.")
    private @Nullable String file;

    @Option(
            names = "--lineage",
            paramLabel = "FILE",
            description = "Follow this lineage from the group file, and show the group that it leads to.")
    private @Nullable String lineage;

    @Mixin
    private SightOption home = new SightOption();

    @Mixin
    private JsonOption json = new JsonOption();

    public GroupShow(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What is to be shown.
     *
     * @param groups as far as the user's input tells of them; the last is shown
     * @param charter in force, as far as that is known
     * @param lost the file that says in whose place the group was founded
     */
    private record Known(List<Group> groups, CharterVersion charter, Optional<Path> lost) {
        private static Known of(List<Group> groups) {
            return new Known(groups, groups.getLast().charter().founding(), Optional.empty());
        }

        private Group last() {
            return groups.getLast();
        }
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Known known = known();
        if (json.isWanted()) {
            terminal.json(json(known));
        } else {
            print(known);
            if (known.groups().size() > 1) {
                terminal.out().line();
                Lineages.table(known.groups()).print(terminal.out());
            }
        }
        return ExitCode.OK;
    }

    private Known known() throws Failure, IOException, InterruptedException {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        if (file == null) {
            if (lineage != null) {
                throw Failure.badInput("--lineage: expected FILE besides; the group's own folder has its lineage");
            }
            try (Inspection inspection = home.inspect(terminal.err())) {
                return new Known(
                        inspection.groups(), CharterInForce.of(inspection).version(), inspection.lostGroup());
            }
        }
        if (home.isRemote()) {
            throw Failure.badInput("--server: expected no FILE besides; a group file alone needs nobody to be asked");
        }
        Group group = GroupInput.read(file, scheme);
        return Known.of(lineage == null ? List.of(group) : Lineages.read(lineage, group, scheme));
    }

    private void print(Known known) {
        Group group = known.last();
        Table head = Table.of("group", group.name());
        head.row("id", group.id().toString());
        head.row("epoch", Long.toString(group.title().epoch()));
        group.descent().ifPresent(descent -> {
            head.row("begins", "after batch " + descent.start().sequence());
            head.row("follows", descent.previous().toString());
            head.row(
                    "founded as",
                    descent.founding().groupId() + ", epoch "
                            + descent.founding().epoch());
        });
        head.row("mode", group.mode().word());
        head.row("replicas", group.replicas().size() + ", " + group.quorum() + " make a quorum");
        head.row("tolerates", Tolerance.of(group));
        head.row(
                "charter",
                "version " + known.charter().version() + ", " + known.charter().digest());
        JudgePins judges = known.charter().rules().judges();
        head.row(
                "judges",
                judges.isPinned() ? "pinned: " + String.join("; ", accepted(group, judges)) : "any: none are pinned");
        known.lost().ifPresent(lost -> head.row("in place of", "a group that was lost, as " + lost + " says"));
        head.print(terminal.out());
        terminal.out().line();
        members(group).print(terminal.out());
        terminal.out().line();
        Table tiers = Table.of("tier", "approvals", "must approve");
        known.charter()
                .rules()
                .tiers()
                .forEach((name, rule) -> tiers.row(
                        name,
                        rule.approvals() + " of " + group.replicas().size() + reach(group, rule),
                        named(group, rule)));
        tiers.print(terminal.out());
    }

    private static List<String> accepted(Group group, JudgePins judges) {
        List<String> seats = new ArrayList<>();
        for (int i = 0; i < judges.seats().size(); i++) {
            seats.add(group.replicaNames().get(i) + " "
                    + judges.seats().get(i).stream()
                            .map(digest -> Digest.ofHex(digest).abbreviated())
                            .collect(Collectors.joining(" or ")));
        }
        return seats;
    }

    private static Table members(Group group) {
        Table table = Table.of("member", "key id", "is");
        for (ReplicaMember replica : group.replicas()) {
            String where = replica.address().map(address -> " at " + address).orElse("");
            table.row(
                    replica.name(),
                    replica.isVacant()
                            ? "-"
                            : Hash.sha3(replica.key().readOnlyArray()).abbreviated(),
                    replica.isVacant() ? "vacant: nobody has this seat" : "replica of " + replica.operator() + where);
        }
        for (ClientMember client : group.clients()) {
            String roles = client.roles().stream().map(Role::word).collect(Collectors.joining(", "));
            table.row(client.name(), client.keyId().abbreviated(), "client that may " + roles);
        }
        return table;
    }

    /** What a vacant seat makes impossible is denied as soon as it is asked for. */
    private static String reach(Group group, TierRule rule) {
        boolean met = rule.approvals()
                        <= group.replicas().size() - group.vacant().size()
                && rule.named().stream().noneMatch(seat -> group.vacant().contains(seat));
        return met ? "" : ", out of reach while a seat is vacant";
    }

    private static String named(Group group, TierRule rule) {
        return rule.named().isEmpty()
                ? "-"
                : rule.named().stream().map(group.replicaNames()::get).collect(Collectors.joining(", "));
    }

    private static JsonObject json(Known known) {
        Group group = known.last();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", group.id().toString())
                .put("name", group.name())
                .put("epoch", group.title().epoch())
                .put("mode", group.mode().word())
                .put("quorum", group.quorum())
                .put("tolerates", Tolerance.of(group))
                .put("charter", known.charter().digest().toString())
                .put("charterVersion", known.charter().version())
                .put("judgesPinned", known.charter().rules().judges().isPinned())
                .put("judges", known.charter().rules().judges().json())
                .put(
                        "replicas",
                        new JsonArray(group.replicas().stream()
                                .<JsonValue>map(GroupShow::json)
                                .toList()))
                .put(
                        "clients",
                        new JsonArray(group.clients().stream()
                                .<JsonValue>map(GroupShow::json)
                                .toList()));
        group.descent()
                .ifPresent(descent -> json.put("previous", descent.previous().toString())
                        .put("founding", descent.founding().groupId().toString())
                        .put("beginsAfter", descent.start().sequence()));
        known.lost().ifPresent(lost -> json.put("lost", lost.toString()));
        return json.put("epochs", Lineages.json(known.groups())).build();
    }

    private static JsonObject json(ReplicaMember replica) {
        JsonObject.Builder json =
                JsonObject.builder().put("name", replica.name()).put("vacant", replica.isVacant());
        if (!replica.isVacant()) {
            json.put("key", replica.key().toString())
                    .put("keyId", Hash.sha3(replica.key().readOnlyArray()).toString());
        }
        json.put("operator", replica.operator());
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
