package io.tetrarch.judges.expert;

import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Severity;

/**
 * What the expert has found out about one thing in an action.
 *
 * @param subject what it is about, as a person would name it: a program with its subcommand, a path, a host
 */
record Finding(Meaning meaning, String subject) {

    Severity severity() {
        return meaning.severity();
    }

    Finding raised() {
        return severity() == Severity.NONE
                ? this
                : new Finding(meaning.withSeverity(severity().raised()), subject);
    }
}
