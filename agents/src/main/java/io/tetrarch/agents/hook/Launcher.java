package io.tetrarch.agents.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The program that an agent starts before each tool call: a POSIX shell script that asks the gate through its socket and
 * takes nothing but an approval for one. It names the group's folder and the gate's user as they were when it was written,
 * not by the agent's folder, environment or search path.
 *
 * @param folder of the group, absolute, of plain characters
 * @param owner the user that folder and socket have to belong to, by number
 */
public record Launcher(String folder, long owner) {
    /** What stands in a script, in JSON and in a message without being quoted. */
    private static final String PLAIN = "/[A-Za-z0-9._/@+=:,-]*";

    /** How long the gate may take; less than what any agent waits for a hook. */
    public static final int PATIENCE_SECONDS = 20;

    /** How long the agents are told to wait, where they can be told. */
    public static final int HOST_SECONDS = 60;

    /** @throws IllegalArgumentException if the folder has characters that could mean something to a shell */
    public Launcher {
        if (!isPlain(folder)) {
            throw new IllegalArgumentException("not a plain path: " + folder);
        }
    }

    /** Whether a launcher can name this path. */
    public static boolean isPlain(String path) {
        return path.matches(PLAIN);
    }

    /** Its text for this agent. */
    public String script(HookHost host) {
        String mark = "TETRARCH-REASON";
        String refusal = host.refusal(mark).map(json -> json.toJson()).orElse("");
        // split at every place where the reason stands, so that the shell prints it without knowing JSON
        String printed = refusal.isEmpty() ? "" : refusal.replace(mark, "%s");
        long places = refusal.split(mark, -1).length - 1L;
        String script = template();
        Map<String, String> values = Map.of(
                "@AGENT@", host.word(),
                "@FOLDER@", folder,
                "@OWNER@", Long.toString(owner),
                "@PATIENCE@", Integer.toString(PATIENCE_SECONDS),
                "@REFUSAL@", printed.isEmpty() ? ":" : "printf '" + printed + "\\n'" + " \"$1\"".repeat((int) places));
        for (Map.Entry<String, String> value : values.entrySet()) {
            script = script.replace(value.getKey(), value.getValue());
        }
        return script;
    }

    private static String template() {
        try (InputStream in = Launcher.class.getResourceAsStream("launcher.sh")) {
            if (in == null) {
                throw new IllegalStateException("launcher.sh is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("launcher.sh cannot be read", e);
        }
    }
}
