package io.tetrarch.reading.pack;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.List;

/** Names in packs are written as manuals write them: {@code -f, --force}. */
final class Names {

    private Names() {}

    static List<String> of(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            String plain = name.strip();
            if (!plain.isEmpty()) {
                names.add(plain);
            }
        }
        return names;
    }

    /** The names of a list, or of a scalar with commas. */
    static List<String> of(YamlCursor cursor) throws PolicyRejected {
        List<String> names = cursor.isText() ? of(cursor.text()) : cursor.texts();
        if (names.isEmpty()) {
            throw cursor.rejected("expected a name");
        }
        return names;
    }

    /** The names of an entry: of its key, or of its own list {@code names} where there are many. */
    static List<String> of(String key, YamlCursor entry) throws PolicyRejected {
        YamlCursor names = entry.isText() ? null : entry.optional("names");
        return names == null ? of(key) : of(names);
    }

    static List<Glob> globs(YamlCursor cursor) throws PolicyRejected {
        return of(cursor).stream().map(Glob::new).toList();
    }
}
