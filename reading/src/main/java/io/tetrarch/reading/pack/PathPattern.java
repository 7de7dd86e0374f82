package io.tetrarch.reading.pack;

import java.util.List;

/**
 * A pattern for paths in one form ({@code /}, {@code ~} for the home folder): {@code *} within a name, {@code **} for any
 * number of names. Matching takes at most the product of the numbers of names.
 */
public record PathPattern(String pattern, List<Glob> parts) {

    private static final String ANY_DEPTH = "**";

    public static PathPattern of(String pattern) {
        return new PathPattern(pattern, names(pattern).stream().map(Glob::new).toList());
    }

    /** @param names those of the path, for one path is mostly held against many patterns */
    public boolean matches(List<String> names) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < names.size()) {
            if (in < parts.size() && parts.get(in).pattern().equals(ANY_DEPTH)) {
                star = in++;
                resume = at;
            } else if (in < parts.size() && parts.get(in).matches(names.get(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < parts.size() && parts.get(in).pattern().equals(ANY_DEPTH)) {
            in++;
        }
        return in == parts.size();
    }

    /** The names of a path; an absolute one begins with an empty name. */
    public static List<String> names(String path) {
        return path.equals("/") ? List.of("") : List.of(path.split("/", -1));
    }
}
