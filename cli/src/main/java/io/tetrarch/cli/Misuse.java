package io.tetrarch.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where to read what is right. */
final class Misuse {
    private Misuse() {}

    static String of(ParameterException e) {
        return problem(e) + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            boolean wantsCommand = !e.getCommandLine().getSubcommands().isEmpty();
            return (wantsCommand ? "expected a command, found '" : "expected no argument '")
                    + unmatched.getUnmatched().getFirst() + "'" + suggestion(unmatched.getSuggestions());
        }
        String message = String.valueOf(e.getMessage())
                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                .replaceFirst("is not a double$", "is not a number");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String suggestion(List<String> similar) {
        return similar.isEmpty() ? "" : " (did you mean " + String.join(" or ", similar) + "?)";
    }
}
