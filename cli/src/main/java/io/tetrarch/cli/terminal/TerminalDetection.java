package io.tetrarch.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds out whether a person looks at a stream, and whether in colour. */
final class TerminalDetection {
    /**
     * Set by the launcher, which can ask the system: the numbers of the file descriptors that are terminals, such as
     * {@code 12}. Java itself can tell only for both directions at once.
     */
    static final String PROPERTY = "tetrarch.terminals";

    private TerminalDetection() {}

    static boolean isTerminal(int descriptor) {
        String told = System.getProperty(PROPERTY);
        return told == null ? isTerminalDevice(descriptor) : told.contains(Integer.toString(descriptor));
    }

    private static boolean isTerminalDevice(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no /proc on this system: plain text serves everybody
        }
    }

    /** See no-color.org: any value but the empty one turns colours off. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }
}
