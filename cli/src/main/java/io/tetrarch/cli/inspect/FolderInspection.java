package io.tetrarch.cli.inspect;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.StoppedGroup;
import io.tetrarch.embedded.home.StoppedGroup.Seen;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.replica.InspectionJson;
import io.tetrarch.node.shortage.Shortage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the replicas in a folder would be at. */
final class FolderInspection {
    private FolderInspection() {}

    /** @param replica only the one of this name */
    static List<JsonObject> of(GroupFolder folder, Optional<String> replica) throws Failure, IOException {
        List<Seen> all = read(folder);
        List<Seen> wanted = all.stream()
                .filter(seen -> replica.isEmpty() || name(seen).equals(replica.get()))
                .toList();
        if (wanted.isEmpty()) {
            throw Failure.badInput(
                    all.isEmpty()
                            ? folder.path() + ": no replica ever ran here"
                            : "--replica: expected one of "
                                    + all.stream().map(FolderInspection::name).collect(Collectors.joining(", "))
                                    + ", found " + replica.orElse("none"));
        }
        return wanted.stream()
                .map(seen -> InspectionJson.of(seen.group(), seen.replica(), seen.inspection()))
                .toList();
    }

    private static List<Seen> read(GroupFolder folder) throws Failure, IOException {
        try {
            return StoppedGroup.inspect(folder.path(), Ed25519Provider.PORTABLE.load());
        } catch (HomeRefused e) {
            throw Failure.badInput(
                    e.getMessage() + (e.isInUse() ? "; ask it with --server, or look when it has stopped" : ""));
        } catch (IOException e) {
            if (Shortage.of(e).isPresent()) {
                throw e;
            }
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static String name(Seen seen) {
        return seen.group().replicaNames().get(seen.replica());
    }
}
