package io.tetrarch.judges.pattern;

import io.tetrarch.reading.Paths;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.pack.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whom a place of the file system belongs to, told from its path alone: the pack {@code territories}. */
public enum Territory {
    SCRATCH,
    HISTORY,
    SECRETS,
    ACCOUNTS,
    STARTUP,
    LOGS,
    SINKS,
    SOCKETS,
    DEVICES,
    SYSTEM,
    SETTINGS,
    /** A build's output, wherever it lies below the workspace or a home. */
    BUILD,
    HOME,
    /** Relative and within the folder the task works in. */
    WORKSPACE,
    /** Anywhere else on the machine. */
    OUTSIDE,
    /** It depends on a variable, or is a bare wildcard. */
    UNDETERMINED;

    /** Paths longer than this are nobody's. */
    private static final int MAX_PATH = 1024;

    private record Known(Territory territory, List<PathPattern> patterns) {}

    private static final class Holder {
        private static final List<Known> KNOWN = known();
    }

    private static List<Known> known() {
        Pack pack = Packs.bundled().pack("territories");
        List<Known> known = new ArrayList<>();
        for (Territory territory : values()) {
            List<String> patterns = pack.list(territory.name().toLowerCase(Locale.ROOT));
            if (!patterns.isEmpty()) {
                known.add(new Known(
                        territory, patterns.stream().map(PathPattern::of).toList()));
            }
        }
        return known;
    }

    /** @param path as written; it is brought to one form first */
    public static Territory of(String path) {
        String normal = Paths.normal(path);
        if (normal.length() > MAX_PATH) {
            return UNDETERMINED;
        }
        Territory named = named(normal);
        if (normal.startsWith("/") || normal.startsWith("~") || named == SCRATCH || named == HISTORY) {
            return named == BUILD && isShallow(normal) ? SYSTEM : named;
        }
        if (normal.contains("$")
                || normal.startsWith("*")
                || normal.equals(".*")
                || normal.equals("{}")
                || normal.equals(".")) {
            return named == SECRETS || named == STARTUP ? named : UNDETERMINED;
        }
        if (normal.startsWith("..")) {
            Territory end = named(normal.substring(normal.lastIndexOf("../") + 2));
            return normal.startsWith("../") && (end == SECRETS || end == ACCOUNTS) ? end : OUTSIDE;
        }
        return named == OUTSIDE ? WORKSPACE : named;
    }

    /** A folder of such a name right below the root belongs to the machine. */
    private static boolean isShallow(String path) {
        return path.startsWith("/") && path.indexOf('/', 1) < 0;
    }

    private static Territory named(String path) {
        List<String> names = PathPattern.names(path);
        for (Known known : Holder.KNOWN) {
            for (PathPattern pattern : known.patterns()) {
                if (pattern.matches(names)) {
                    return known.territory();
                }
            }
        }
        return OUTSIDE;
    }
}
