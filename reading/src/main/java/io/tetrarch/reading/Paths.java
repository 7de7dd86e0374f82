package io.tetrarch.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Paths as text, brought to one form without looking at any file system. */
public final class Paths {

    private Paths() {}

    /**
     * The path with {@code .}, {@code ..} and doubled slashes resolved, backslashes turned, the home folder written
     * {@code ~}. A relative path that climbs out of where it starts keeps its leading {@code ..}, and so does one behind a
     * variable.
     */
    public static String normal(String path) {
        String text = defaulted(path).replace('\\', '/').replace("${HOME}", "~").replace("$HOME", "~");
        if (text.startsWith("file://")) {
            text = text.substring("file://".length());
        }
        boolean absolute = text.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : text.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.addLast(part);
            } else if (!parts.isEmpty() && !isAnywhere(parts.peekLast())) {
                parts.removeLast();
            } else if (!absolute) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** What a parent is not known of: another parent, or a folder that a variable names. */
    private static boolean isAnywhere(String part) {
        return part.equals("..") || part.startsWith("$") || part.equals("~");
    }

    /** Folders below the root in which nothing is the task's own. */
    private static final Set<String> MACHINE = Set.of(
            "etc", "usr", "bin", "sbin", "lib", "lib32", "lib64", "boot", "dev", "proc", "sys", "root", "var", "opt",
            "Library", "System", "Windows", "srv", "home", "Users");

    /**
     * A path as it is seen from a folder. Where the folder may be the workspace, a relative path is left as it is, since
     * that is what it names.
     *
     * @param folder empty where it is not said
     */
    public static String in(String folder, String path) {
        boolean whole = path.isEmpty()
                || path.startsWith("/")
                || path.startsWith("~")
                || path.startsWith("$")
                || path.contains("://")
                || path.length() > 1 && path.charAt(1) == ':';
        return whole || folder.isEmpty() || !isMachine(folder) ? path : normal(folder + "/" + path);
    }

    private static boolean isMachine(String folder) {
        String normal = normal(folder);
        if (normal.equals("/") || normal.equals("~")) {
            return true;
        }
        if (normal.startsWith("~")) {
            return normal.startsWith("~/.");
        }
        int end = normal.indexOf('/', 1);
        String first = normal.startsWith("/") ? normal.substring(1, end < 0 ? normal.length() : end) : "";
        boolean people = first.equals("home") || first.equals("Users");
        return MACHINE.contains(first)
                && (!people || end < 0)
                && !normal.startsWith("/var/tmp")
                && !normal.startsWith("/var/folders");
    }

    /** A variable with a folder to fall back on stands for that folder: <code>${TMPDIR:-/tmp}/x</code>. */
    private static String defaulted(String path) {
        int operator = path.indexOf(":-");
        int close = path.indexOf('}');
        return path.startsWith("${") && operator > 0 && close > operator
                ? path.substring(operator + 2, close) + path.substring(close + 1)
                : path;
    }

    /** What in a command looks like a path: redirection targets, arguments with a slash, a tilde or a leading dot. */
    public static List<String> of(ShellCommand command) {
        List<String> paths = new ArrayList<>();
        command.writes().forEach(target -> paths.add(normal(target)));
        for (String arg : command.args()) {
            String value = arg.startsWith("-") && arg.indexOf('=') > 0 ? arg.substring(arg.indexOf('=') + 1) : arg;
            boolean dd = value.startsWith("if=") || value.startsWith("of=");
            value = dd ? value.substring(3) : value;
            value = value.startsWith("@") ? value.substring(1) : value;
            if (!value.contains("://")
                    && value.length() < 4096
                    && (value.contains("/")
                            || value.startsWith("~")
                            || value.startsWith(".")
                            || value.startsWith("$HOME"))) {
                paths.add(normal(value));
            }
        }
        return paths;
    }
}
