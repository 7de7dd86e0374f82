package io.tetrarch.shell;

import io.tetrarch.reading.shell.SystemFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files and folders of the system, which only root can change. */
public final class SystemPlace {
    private static final int OTHERS_WRITE = 0022;
    private static final int MOST_STEPS = 256;
    /** Where a system keeps programs. What root itself has elsewhere, such as in its home, is root's work and no system's. */
    private static final List<Path> ROOTS = List.of(
            Path.of("/usr"),
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/lib"),
            Path.of("/lib64"),
            Path.of("/opt"),
            Path.of("/snap"),
            Path.of("/nix/store"));

    private SystemPlace() {}

    /**
     * The search path of a command that asked for no other: the usual folders of programs that are there, each of them for
     * only root to write.
     *
     * @throws IOException if there is none
     */
    public static String searchPath() throws IOException {
        String found = SystemFolders.PROGRAMS.stream()
                .filter(folder -> Files.isDirectory(Path.of(folder)) && isOnlyRoots(Path.of(folder)))
                .collect(Collectors.joining(":"));
        if (found.isEmpty()) {
            // an empty search path would mean the folder where the command is
            throw new IOException("there is no folder of programs here that only root can write");
        }
        return found;
    }

    /** Whether a program is the system's own. */
    static boolean holds(Path canonical) {
        return ROOTS.stream().anyMatch(canonical::startsWith) && isOnlyRoots(canonical);
    }

    /**
     * Whether nobody but root can change what an absolute path leads to: it, every folder on the way to it, and the way of
     * every link on the way belong to root, and no group and no other may write there. Rights that a list of access rights
     * adds show in those of the group.
     */
    public static boolean isOnlyRoots(Path path) {
        Deque<Path> left = new ArrayDeque<>();
        path.forEach(left::add);
        Path at = path.getRoot();
        try {
            if (at == null || !isOnlyRootsItself(at)) {
                return false;
            }
            for (int step = 0; step < MOST_STEPS && !left.isEmpty(); step++) {
                Path next = at.resolve(left.pop()).normalize();
                if (Files.isSymbolicLink(next)) {
                    if (!belongsToRoot(next)) {
                        return false;
                    }
                    Path target = Files.readSymbolicLink(next);
                    at = target.isAbsolute() ? target.getRoot() : at;
                    Deque<Path> ahead = new ArrayDeque<>();
                    target.forEach(ahead::add);
                    ahead.addAll(left);
                    left = ahead;
                } else if (isOnlyRootsItself(next)) {
                    at = next;
                } else {
                    return false;
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            // what cannot be looked at is not known to be root's
            return false;
        }
        return left.isEmpty();
    }

    private static boolean belongsToRoot(Path path) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean isOnlyRootsItself(Path path) throws IOException {
        Map<String, Object> rights = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        return Integer.valueOf(0).equals(rights.get("uid"))
                && rights.get("mode") instanceof Integer mode
                && (mode & OTHERS_WRITE) == 0;
    }
}
