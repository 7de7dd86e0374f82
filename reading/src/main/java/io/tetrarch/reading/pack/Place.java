package io.tetrarch.reading.pack;

import java.util.List;

/**
 * A kind of place in a file system, and what touching it means.
 *
 * @param copies what it means to take a copy of it, or to send it away
 * @param tree what it means to destroy it with all that lies below
 */
public record Place(
        List<PathPattern> paths, Meaning reads, Meaning copies, Meaning writes, Meaning destroys, Meaning tree) {

    public Place {
        paths = List.copyOf(paths);
    }

    /** @param names those of a path, by {@link PathPattern#names} */
    public boolean holds(List<String> names) {
        for (PathPattern pattern : paths) {
            if (pattern.matches(names)) {
                return true;
            }
        }
        return false;
    }
}
