package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ${NAME}} and {@code ${NAME:-VALUE}} in a file of servers. */
record Variables(UnaryOperator<@Nullable String> environment) {
    private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    /** @throws JsonRejected at the text's place, if a variable has no value */
    String in(JsonCursor place, String text) throws JsonRejected {
        Matcher found = NAMED.matcher(text);
        StringBuilder all = new StringBuilder();
        while (found.find()) {
            @Nullable String value = environment.apply(found.group(1));
            @Nullable String instead = value == null ? found.group(2) : value;
            if (instead == null) {
                throw place.rejected("expected the environment to have " + found.group(1));
            }
            found.appendReplacement(all, Matcher.quoteReplacement(instead));
        }
        return found.appendTail(all).toString();
    }
}
