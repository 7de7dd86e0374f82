package io.tetrarch.cli.group;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.LineageFile;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The epochs that a group has come through. */
public final class Lineages {
    private Lineages() {}

    /**
     * Follows a lineage that the user named.
     *
     * @return the group of each epoch, the first one's at the beginning
     * @throws Failure unless the file is a lineage, and leads from this group on by the signatures of quorums
     */
    public static List<Group> read(String file, Group first, SignatureScheme scheme) throws Failure {
        InputFile input = InputFile.read(file, JsonLimits.FILE.maxBytes());
        try {
            return LineageFile.read(input.bytes(), first, scheme);
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(input.name() + ": " + e.getMessage());
        }
    }

    /** One row for each epoch. */
    static Table table(List<Group> groups) {
        Table table = Table.of("epoch", "group", "begins after batch", "what changed");
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            table.row(
                    Long.toString(group.title().epoch()),
                    group.id().abbreviated(),
                    begins(group),
                    i == 0 ? "-" : String.join(", ", changes(groups.get(i - 1), group)));
        }
        return table;
    }

    private static String begins(Group group) {
        return group.descent()
                .map(descent -> Long.toString(descent.start().sequence()))
                .orElse("-");
    }

    private static List<String> changes(Group before, Group after) {
        List<String> changes = new ArrayList<>();
        for (int seat = 0; seat < after.replicas().size(); seat++) {
            ReplicaMember member = after.replicas().get(seat);
            if (!member.key().equals(before.replicas().get(seat).key())) {
                changes.add(member.name() + (member.isVacant() ? ": vacant" : ": another key"));
            }
        }
        after.clients().stream()
                .filter(client -> before.client(client.keyId()).isEmpty())
                .forEach(client -> changes.add(client.name() + ": a client joins, that may "
                        + client.roles().stream().map(Role::word).collect(Collectors.joining(", "))));
        return changes;
    }

    static JsonArray json(List<Group> groups) {
        return new JsonArray(groups.stream()
                .<JsonValue>map(group -> JsonObject.builder()
                        .put("epoch", group.title().epoch())
                        .put("id", group.id().toString())
                        .build())
                .toList());
    }
}
