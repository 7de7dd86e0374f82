package io.tetrarch.reading.pack;

import io.tetrarch.reading.Paths;
import io.tetrarch.reading.shell.Word;
import java.util.List;

/** What touching a path means, by the pack {@code places}. */
public final class Places {

    private static final int LONGEST = 4_096;

    /** Variables whose values are known well enough: they name the folders that they name on every machine. */
    private static final List<String> KNOWN = List.of("$TMPDIR", "~", "$PWD", "$RUNNER_TEMP", "$CI_PROJECT_DIR");

    private static final Meaning NOT_DETERMINED = Meaning.of(
                    Effect.DESTROYS,
                    Severity.HIGH,
                    "target-not-determined",
                    "What is destroyed depends on a value that is not in the action.")
            .instead("write the path out");
    private static final Meaning WRITES_SOMEWHERE =
            Meaning.of(Effect.WRITES, Severity.LOW, "target-not-determined", "Where it writes is not in the action.");

    private static final Meaning SEVERAL = Meaning.of(
                    Effect.DESTROYS,
                    Severity.MEDIUM,
                    "wildcard-target",
                    "A wildcard is deleted, and what it matches cannot be seen from here.")
            .instead("list the matches first, then name them");

    private final List<Place> places;

    /** @param pack that lists the places */
    public Places(Pack pack) {
        this.places = pack.surroundings().places();
    }

    /**
     * What doing this to what a word names means.
     *
     * @param tree with all that lies below
     */
    public Meaning of(Word word, Effect effect, boolean tree) {
        String text = withPlainVariables(word.text());
        if (text.length() > LONGEST) {
            return Meaning.of(effect).withSeverity(Severity.MEDIUM);
        }
        String path = Paths.normal(text);
        if (path.equals("*") || path.equals(".*") || path.equals("*.*")) {
            path = ".";
        }
        if (text.contains("{}") && effect == Effect.DESTROYS) {
            return NOT_DETERMINED;
        }
        if (!word.isKnown() && (path.startsWith("$") || path.startsWith("/$")) && !isKnownVariable(path)) {
            return switch (effect) {
                case DESTROYS, IRREVERSIBLE -> tree ? NOT_DETERMINED : NOT_DETERMINED.withSeverity(Severity.MEDIUM);
                case READS, DECODES, FETCHES, SENDS, EXECUTES, EXPOSES_CREDENTIALS -> Meaning.READS;
                case WRITES, REMOTE, CONFIGURES, STOPS, PRIVILEGE, PERSISTS, HIDES -> WRITES_SOMEWHERE;
            };
        }
        Meaning meaning = at(path, effect, tree);
        boolean several = meaning.has(Effect.DESTROYS) && meaning.severity() == Severity.LOW && word.isPattern();
        return several ? SEVERAL : meaning;
    }

    /** <code>${NAME:-default}</code> as {@code $NAME}: the default's slashes are none of the path's. */
    private static String withPlainVariables(String text) {
        int open = text.startsWith("${") ? text.indexOf('}') : -1;
        if (open < 0) {
            return text;
        }
        int end = 2;
        while (end < open && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return "$" + text.substring(2, end) + text.substring(open + 1);
    }

    /** Of a path in one form. */
    public Meaning at(String path, Effect effect, boolean tree) {
        int climbed = path.lastIndexOf("../");
        if (path.startsWith("../")) {
            // where it starts is not known: what holds keys or accounts wherever it lies is met by its end
            Meaning end = placed("/" + path.substring(climbed + 3), effect, tree);
            if (end.has(Effect.EXPOSES_CREDENTIALS) || end.has(Effect.PRIVILEGE)) {
                return end;
            }
        }
        return placed(path, effect, tree);
    }

    private Meaning placed(String path, Effect effect, boolean tree) {
        List<String> names = PathPattern.names(path);
        for (Place place : places) {
            if (place.holds(names)) {
                return switch (effect) {
                    case DESTROYS, IRREVERSIBLE -> tree ? place.tree() : place.destroys();
                    case READS, DECODES, FETCHES, EXECUTES -> place.reads();
                    case SENDS, EXPOSES_CREDENTIALS -> place.copies();
                    case WRITES, REMOTE, CONFIGURES, STOPS, PRIVILEGE, PERSISTS, HIDES -> place.writes();
                };
            }
        }
        return Meaning.READS;
    }

    private static boolean isKnownVariable(String path) {
        return KNOWN.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/"));
    }
}
