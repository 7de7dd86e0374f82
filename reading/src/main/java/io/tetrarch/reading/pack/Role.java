package io.tetrarch.reading.pack;

import java.util.Locale;
import java.util.Optional;

/** What a word of a command line is to the tool: the same text is harmless as data and not as a command. */
public enum Role {
    /** Data that is only looked at or printed. */
    TEXT,
    PATH,
    URL,
    /** A machine, as {@code host}, {@code user@host} or {@code user@host:path}. */
    HOST,
    /** A command, as one text or as words. */
    COMMAND,
    /** Program text of another language. */
    CODE,
    SQL,
    /** A name within the tool's own world: a pod, a bucket, a branch, a service. */
    RESOURCE;

    /** The name in packs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
