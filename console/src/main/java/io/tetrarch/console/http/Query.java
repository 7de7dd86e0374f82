package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. */
public record Query(Context context) {
    private static final int LONGEST = 200;

    /** A number in decimal digits. */
    public static Optional<Long> index(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** @throws Problem unless it is a number within the bounds, if there is one */
    public Optional<Long> number(String name, long least, long most) throws Problem {
        String text = once(name);
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
        Optional<String> text = Optional.ofNullable(once(name)).filter(word -> !word.isEmpty());
        if (text.isPresent() && text.get().length() > LONGEST) {
            throw new Problem(Kind.BAD_REQUEST, name + ": expected at most " + LONGEST + " characters");
        }
        return text;
    }

    /** Of two values, one would be passed over, and a script would not know which. */
    private @Nullable String once(String name) throws Problem {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw new Problem(Kind.BAD_REQUEST, name + ": expected once, found " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
