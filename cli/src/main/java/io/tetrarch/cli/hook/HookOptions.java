package io.tetrarch.cli.hook;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.agents.settings.FileChange;
import io.tetrarch.agents.settings.HookPlaces;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an agent's files are. */
final class HookOptions {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "The agent's file of hooks (default: the one that it reads for its user, or the project).")
    private @Nullable String settings;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home of the user who runs the agent (default: your own).")
    private @Nullable String home;

    static HookHost host(String word) throws Failure {
        return HookHost.named(word)
                .orElseThrow(() -> Failure.badInput(
                        "expected an agent among " + String.join(", ", HookHost.words()) + "; found '" + word + "'"));
    }

    HookPlaces places(HookHost host) throws Failure {
        Path user = Path.of(home == null ? System.getProperty("user.home", "/") : home)
                .toAbsolutePath()
                .normalize();
        HookPlaces places = HookPlaces.of(host, user, Path.of("").toAbsolutePath());
        if (!Launcher.isPlain(places.program().toString())) {
            throw Failure.badInput(
                    places.program() + ": a hook's path may have letters, digits and . _ / @ + = : , - only");
        }
        return settings == null ? places : places.withSettings(Path.of(settings).toAbsolutePath());
    }

    /** A list of changes, each worked out of what the files hold. */
    @FunctionalInterface
    interface Changes {
        List<FileChange> of(HookPlaces places) throws IOException, JsonRejected;
    }

    /** @throws Failure naming file, line and column if the agent's settings cannot be read */
    static List<FileChange> changes(HookPlaces places, Changes changes) throws Failure, IOException {
        try {
            return changes.of(places);
        } catch (JsonRejected e) {
            throw Failure.badInput(places.settings().toString(), e);
        } catch (CharacterCodingException e) {
            throw Failure.badInput(places.settings() + ": expected UTF-8");
        }
    }

    /** The launcher for a group, named by where its folder really is. */
    static Launcher launcher(Path folder) throws Failure, IOException {
        Path real = folder.toRealPath();
        if (!Launcher.isPlain(real.toString())) {
            throw Failure.badInput("--data: " + real
                    + " has characters besides letters, digits and . _ / @ + = : , -; a hook cannot name it");
        }
        if (Files.getAttribute(real, "unix:uid") instanceof Integer owner) {
            return new Launcher(real.toString(), Integer.toUnsignedLong(owner));
        }
        throw Failure.badInput("--data: whose " + real + " is cannot be found out on this system");
    }
}
