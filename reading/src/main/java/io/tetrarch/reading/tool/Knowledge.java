package io.tetrarch.reading.tool;

import io.tetrarch.reading.pack.Crossing;
import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.pack.Places;
import io.tetrarch.reading.sql.SqlReader;
import io.tetrarch.reading.sql.SqlStatement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the expert knows besides tools: places, hosts, variables, crossings, and what code of other languages does. */
public final class Knowledge {

    private static final int LONGEST = 512;

    private final Packs packs;
    private final Pack surroundings;
    private final Places places;
    private final Map<String, List<Glob>> runners;
    private volatile @Nullable SqlReader sql;

    public Knowledge(Packs packs) {
        this.packs = packs;
        this.surroundings = packs.pack("surroundings");
        this.places = new Places(surroundings);
        this.runners = runners(surroundings);
    }

    /** Made when first needed: most actions hold no SQL. */
    SqlReader sql() {
        SqlReader reader = sql;
        if (reader == null) {
            Map<SqlStatement.Trait, Set<String>> names = new EnumMap<>(SqlStatement.Trait.class);
            for (SqlStatement.Trait trait : SqlStatement.Trait.values()) {
                names.put(trait, Set.copyOf(packs.pack("databases").list("sql-" + trait.word())));
            }
            reader = new SqlReader(names);
            sql = reader;
        }
        return reader;
    }

    private static final class Bundled {
        private static final Knowledge KNOWLEDGE = new Knowledge(Packs.bundled());
    }

    /** What comes with the gate. */
    public static Knowledge bundled() {
        return Bundled.KNOWLEDGE;
    }

    /** What is known of a program; {@code python3.11} is python3, {@code clang-18} is clang. */
    public @Nullable Entry tool(String program) {
        Entry tool = packs.tool(program);
        int end = program.length();
        while (tool == null && end > 0 && "0123456789.-_".indexOf(program.charAt(end - 1)) >= 0) {
            tool = packs.tool(program.substring(0, --end));
        }
        return tool;
    }

    public Places places() {
        return places;
    }

    List<Crossing> crossings() {
        return surroundings.surroundings().crossings();
    }

    /**
     * Whether a program with these operands runs code of the workspace, by the list {@code project-runners}: a program,
     * and behind it the first operands that make it one, or none where it always does.
     */
    boolean runsProjectCode(String program, List<String> operands) {
        List<Glob> verbs = runners.get(program);
        return verbs != null
                && (verbs.isEmpty()
                        || !operands.isEmpty()
                                && operands.getFirst().length() <= LONGEST
                                && verbs.stream().anyMatch(verb -> verb.matches(operands.getFirst())));
    }

    private static Map<String, List<Glob>> runners(Pack pack) {
        Map<String, List<Glob>> runners = new HashMap<>();
        for (String written : pack.list("project-runners")) {
            String[] words = written.split(" ", 2);
            List<Glob> verbs = words.length == 1
                    ? List.of()
                    : List.of(words[1].split("\\|", -1)).stream().map(Glob::new).toList();
            for (String program : words[0].split("\\|", -1)) {
                runners.put(program, verbs);
            }
        }
        return runners;
    }

    /** Whether a program's arguments set or unset variables. */
    boolean sets(String program) {
        return surroundings.list("setters").contains(program);
    }

    /** What reaching a machine means, null if nothing in particular. */
    @Nullable
    Meaning host(String host) {
        return first(surroundings.surroundings().hosts(), host);
    }

    /** What setting a variable means, null if nothing in particular. */
    @Nullable
    Meaning variable(String name, String value) {
        Map<Glob, Meaning> variables = surroundings.surroundings().variables();
        Meaning meaning = first(variables, name);
        return meaning == null ? first(variables, name + "=" + value) : meaning;
    }

    /** The first that matches; texts longer than names are, match nothing. */
    static @Nullable Meaning first(Map<Glob, Meaning> meanings, String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        for (Map.Entry<Glob, Meaning> candidate : meanings.entrySet()) {
            if (candidate.getKey().matches(text)) {
                return candidate.getValue();
            }
        }
        return null;
    }
}
