package io.tetrarch.reading.pack;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how words are used: {@code path writes}, {@code text}, {@code command}. */
final class UseReader {

    private UseReader() {}

    static Use read(YamlCursor cursor) throws PolicyRejected {
        List<String> words = List.of(cursor.text().split("\\s+", -1));
        Optional<Role> role = Role.of(words.getFirst());
        if (role.isEmpty() || words.size() > 2) {
            throw cursor.rejected(
                    "expected a role (text, path, url, host, command, code, sql, resource) and an effect, found "
                            + cursor.text());
        }
        Effect effect = words.size() == 2
                ? MeaningReader.effect(cursor, words.get(1))
                : switch (role.get()) {
                    case TEXT, PATH, URL, HOST, RESOURCE -> Effect.READS;
                    case COMMAND, CODE, SQL -> Effect.EXECUTES;
                };
        return new Use(role.get(), effect);
    }

    static @Nullable Use optional(YamlCursor cursor, String key) throws PolicyRejected {
        YamlCursor use = cursor.optional(key);
        return use == null ? null : read(use);
    }

    static Operands operands(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return Operands.TEXT;
        }
        if (cursor.isText()) {
            return new Operands(null, null, read(cursor), null);
        }
        cursor.only(Set.of("first", "second", "rest", "last"));
        Use rest = optional(cursor, "rest");
        return new Operands(
                optional(cursor, "first"),
                optional(cursor, "second"),
                rest == null ? Use.TEXT : rest,
                optional(cursor, "last"));
    }
}
