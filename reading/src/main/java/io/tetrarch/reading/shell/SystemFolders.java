package io.tetrarch.reading.shell;

import java.util.List;

/** The folders in which a system keeps the programs that it comes with, or that its administrator put there. */
public final class SystemFolders {

    /** In the order in which a search path has them. */
    public static final List<String> PROGRAMS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private SystemFolders() {}

    /** Whether a search path has these folders and no others. */
    public static boolean hasNoOthers(String searchPath) {
        return PROGRAMS.containsAll(List.of(searchPath.split(":", -1)));
    }
}
