package io.tetrarch.agents.trial;

import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.agents.settings.FileChange;
import io.tetrarch.agents.settings.HookPlaces;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An agent's home with the hook in it, as {@code hook install} writes it, but for one line: the hook notes that it was started.
 *
 * @param program the hook's
 * @param log the process numbers of the hooks that were started, one a line
 */
public record HookedHome(Path program, Path log) {
    /** What refuses always, in three lines: what an agent lets through in spite of this, no hook can stop. */
    private static final String REFUSAL = "#!/bin/sh\necho 'no' >&2\nexit 2\n";

    /** @param log a file that need not exist */
    public static HookedHome install(AgentHome home, Launcher launcher, Path log) throws IOException, JsonRejected {
        HookPlaces places = HookPlaces.of(home.host(), home.folder(), home.folder());
        for (FileChange change : places.installing(launcher)) {
            change.apply();
        }
        String script = launcher.script(home.host());
        String noting = "#!/bin/sh\necho $$ >>'" + log + "'\n";
        Files.writeString(places.program(), script.replaceFirst("^#!/bin/sh\n", noting.replace("$", "\\$")));
        return new HookedHome(places.program(), log);
    }

    /** Puts what refuses always in the hook's place. */
    public void refuseAlways() throws IOException {
        Files.writeString(program, REFUSAL);
    }

    /** The hooks that were started so far. */
    public List<Long> started() throws IOException {
        return Files.exists(log)
                ? Files.readAllLines(log).stream().map(Long::valueOf).toList()
                : List.of();
    }
}
