package io.tetrarch.cli;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.hash.HashCommand;
import io.tetrarch.cli.terminal.Terminal;
import java.util.Optional;

/**
 * {@code tetrarch hash FILE} without options, which scripts call in loops. It goes round the parser of command lines:
 * picocli's class files are of a version that the JVM's class archive does not take, so that loading them takes longer
 * than all the rest.
 */
final class PlainHash {
    private PlainHash() {}

    /** The exit code; empty if these are other arguments, which are for {@link Cli}. */
    static Optional<Integer> run(Terminal terminal, String... arguments) {
        boolean plain = arguments.length == 2
                && arguments[0].equals("hash")
                && !arguments[1].isEmpty()
                && (arguments[1].equals("-") || !arguments[1].startsWith("-"));
        if (!plain) {
            return Optional.empty();
        }
        Complaint complaint = new Complaint(terminal, false);
        try {
            return Optional.of(complaint.aboutLostOutput(HashCommand.hash(terminal, arguments[1])));
        } catch (Failure | RuntimeException e) {
            return Optional.of(complaint.about(e, false));
        }
    }
}
