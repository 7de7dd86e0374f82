package io.tetrarch.reading.shell;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What <code>${name op argument}</code> yields, where that can be told. */
final class ParameterOperators {

    /** Variables whose values begin with a slash, whoever runs the command. */
    private static final Set<String> SLASHED = Set.of("HOME", "PWD", "PATH", "SHELL", "TMPDIR", "OLDPWD");

    private ParameterOperators() {}

    sealed interface Result {}

    record Known(String text) implements Result {}

    record Same(Word word) implements Result {}

    record NotKnown() implements Result {}

    /**
     * @param value the variable's value, null if not known
     * @param unset whether the text sets no such variable
     */
    static Result apply(String name, String operator, @Nullable String value, boolean unset, Word argument) {
        Result result = switch (operator) {
            case ":-", "-", ":=", "=" -> fallback(name, value, unset, argument);
            case ":+", "+" -> value != null ? new Same(argument) : new NotKnown();
            case ":?", "?" -> value != null ? new Known(value) : new NotKnown();
            default -> new NotKnown();
        };
        if (!(result instanceof NotKnown) || !argument.isKnown()) {
            return result;
        }
        String text = argument.text();
        if (operator.equals(":")) {
            String whole =
                    value == null && SLASHED.contains(name) && text.strip().equals("0:1") ? "/" : value;
            return whole == null ? result : slice(whole, text);
        }
        return value == null ? result : edited(operator, value, text);
    }

    private static Result fallback(String name, @Nullable String value, boolean unset, Word argument) {
        if (value != null && !value.isEmpty()) {
            return new Known(value);
        }
        // by custom the environment's variables are in capitals; a small one that the text does not set is empty
        boolean ownName = !name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT));
        return value != null || unset && ownName ? new Same(argument) : new NotKnown();
    }

    private static Result edited(String operator, String value, String argument) {
        boolean plain = "*?[".chars().noneMatch(c -> argument.indexOf(c) >= 0);
        return switch (operator) {
            case "^^" -> new Known(value.toUpperCase(Locale.ROOT));
            case ",," -> new Known(value.toLowerCase(Locale.ROOT));
            case "^" -> new Known(firstIn(value, true));
            case "," -> new Known(firstIn(value, false));
            case "#", "##" -> plain ? new Known(withoutPrefix(value, argument)) : new NotKnown();
            case "%", "%%" -> plain ? new Known(withoutSuffix(value, argument)) : new NotKnown();
            case "/", "//" -> plain ? new Known(replaced(value, argument, operator.equals("//"))) : new NotKnown();
            default -> new NotKnown();
        };
    }

    private static String firstIn(String value, boolean upper) {
        if (value.isEmpty()) {
            return value;
        }
        String first = value.substring(0, 1);
        return (upper ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT)) + value.substring(1);
    }

    private static String withoutPrefix(String value, String prefix) {
        return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    }

    private static String withoutSuffix(String value, String suffix) {
        return value.endsWith(suffix) ? value.substring(0, value.length() - suffix.length()) : value;
    }

    private static String replaced(String value, String argument, boolean all) {
        int slash = argument.indexOf('/');
        String from = slash < 0 ? argument : argument.substring(0, slash);
        String to = slash < 0 ? "" : argument.substring(slash + 1);
        int at = value.indexOf(from);
        if (from.isEmpty() || at < 0) {
            return value;
        }
        return all ? value.replace(from, to) : value.substring(0, at) + to + value.substring(at + from.length());
    }

    private static Result slice(String value, String range) {
        String[] ends = range.split(":", -1);
        try {
            int from = Integer.parseInt(ends[0].strip());
            int start = Math.clamp(from < 0 ? value.length() + from : from, 0, value.length());
            int length = ends.length < 2 ? value.length() : Integer.parseInt(ends[1].strip());
            int end = Math.clamp(
                    length < 0 ? value.length() + (long) length : start + (long) length, start, value.length());
            return new Known(value.substring(start, end));
        } catch (NumberFormatException e) {
            return new NotKnown(); // the range is itself a sum
        }
    }
}
