package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import java.util.Optional;

/** The parameters of a query. */
public record Query(Context context) {
    private static final int LONGEST = 200;

    /** A number in decimal digits. */
    public static Optional<Long> index(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** @throws Problem unless it is a number within the bounds, if there is one */
    public Optional<Long> number(String name, long least, long most) throws Problem {
        String text = context.queryParam(name);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(index(text)
                .filter(number -> number >= least && number <= most)
                .orElseThrow(() -> new Problem(
                        Kind.BAD_REQUEST,
                        name + ": expected a number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most))));
    }

    /** @throws Problem if there is no such number within the bounds */
    public long neededNumber(String name, long least, long most) throws Problem {
        return number(name, least, most)
                .orElseThrow(() -> new Problem(Kind.BAD_REQUEST, name + ": expected a number, found none"));
    }

    /** @throws Problem if it is too long */
    public Optional<String> text(String name) throws Problem {
        Optional<String> text = Optional.ofNullable(context.queryParam(name)).filter(word -> !word.isEmpty());
        if (text.isPresent() && text.get().length() > LONGEST) {
            throw new Problem(Kind.BAD_REQUEST, name + ": expected at most " + LONGEST + " characters");
        }
        return text;
    }
}
