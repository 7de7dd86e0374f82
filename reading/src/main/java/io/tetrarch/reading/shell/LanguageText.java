package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Launchers.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the program text that an interpreter of another language is given. */
final class LanguageText {

    private static final Set<String> AWK_VALUED = Set.of("-F", "-v", "-f", "--field-separator", "--assign", "--file");

    private LanguageText() {}

    /** @return the text, empty if it is given none that can be seen */
    static String of(Language language, SimpleCommand command, @Nullable Printed input, Environment environment) {
        List<String> args = command.texts();
        List<String> texts = options(language, args);
        if (texts.isEmpty() && language.operand()) {
            String operand = operand(args);
            return operand == null ? "" : operand;
        }
        if (texts.isEmpty() && language.input()) {
            List<String> operands = command.operands();
            boolean standardInput = operands.isEmpty()
                    || operands.getFirst().equals("-")
                    || operands.getFirst().equals("/dev/stdin")
                    || operands.getFirst().startsWith("/dev/fd/");
            return standardInput
                    ? input == null ? "" : input.text()
                    : environment.file(operands.getFirst()).orElse("");
        }
        return String.join("\n", texts);
    }

    private static List<String> options(Language language, List<String> args) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            if (arg.startsWith("--") && equals > 0 && language.code().contains(arg.substring(0, equals))) {
                texts.add(arg.substring(equals + 1));
            } else if (takes(language, arg)) {
                if (i + 1 < args.size()) {
                    texts.add(args.get(++i));
                }
            } else if (language.code().contains("+") && arg.startsWith("+")) {
                texts.add(arg.substring(1));
            }
        }
        return texts;
    }

    private static boolean takes(Language language, String arg) {
        if (language.code().contains(arg)) {
            return !arg.equals("+");
        }
        boolean cluster = arg.length() > 2
                && arg.length() < 9
                && arg.charAt(0) == '-'
                && arg.chars().skip(1).allMatch(Character::isLetterOrDigit);
        return cluster && language.code().contains("-" + arg.charAt(arg.length() - 1));
    }

    private static @Nullable String operand(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-f") || arg.equals("--file")) {
                return null;
            }
            if (AWK_VALUED.contains(arg)) {
                i++;
            } else if (!arg.startsWith("-") || arg.equals("-")) {
                return arg;
            }
        }
        return null;
    }
}
