package io.tetrarch.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What stands in the one line on stderr when something is wrong. */
final class Complaint {
    private static final int MAX_LINE = 400;

    private Complaint() {}

    /** What is wrong with a command line. */
    static String about(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            boolean wantsCommand = !e.getCommandLine().getSubcommands().isEmpty();
            return (wantsCommand ? "expected a command, found '" : "expected no argument '")
                    + unmatched.getUnmatched().getFirst() + "'" + suggestion(unmatched.getSuggestions());
        }
        String message = String.valueOf(e.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String suggestion(List<String> similar) {
        return similar.isEmpty() ? "" : " (did you mean " + String.join(" or ", similar) + "?)";
    }

    /** One line of a sane length, whatever a file name or a message has in it. */
    static String line(String problem) {
        StringBuilder line = new StringBuilder("tetrarch: ");
        problem.codePoints().limit(MAX_LINE).forEach(c -> {
            if (c == '\n') {
                line.append(' ');
            } else {
                line.appendCodePoint(Character.isISOControl(c) ? '?' : c);
            }
        });
        return line.toString();
    }
}
