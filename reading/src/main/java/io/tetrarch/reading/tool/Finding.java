package io.tetrarch.reading.tool;

import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Severity;

/**
 * What the packs say of one thing in an action.
 *
 * @param subject what it is about, as a person would name it: a program with its subcommand, a path, a host
 */
public record Finding(Meaning meaning, String subject) {

    public Severity severity() {
        return meaning.severity();
    }

    public Finding raised() {
        return severity() == Severity.NONE
                ? this
                : new Finding(meaning.withSeverity(severity().raised()), subject);
    }
}
