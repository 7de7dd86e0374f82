package io.tetrarch.reading.pack;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a tool or a subcommand. */
final class EntryReader {

    private static final Set<String> KEYS = joined(
            MeaningReader.KEYS,
            Set.of(
                    "names",
                    "valued",
                    "flags",
                    "operands",
                    "words",
                    "rules",
                    "subcommands",
                    "otherwise",
                    "anywhere",
                    "stdin",
                    "form"));
    private static final Set<String> FLAG_KEYS = joined(MeaningReader.KEYS, Set.of("value", "values", "manner"));
    private static final Set<String> RULE_KEYS =
            joined(MeaningReader.KEYS, Set.of("flags", "values", "words", "without", "atMost"));

    /** A word that is no subcommand the pack knows of. */
    private static final Meaning UNKNOWN =
            new Meaning(Set.of(), Severity.MEDIUM, "unknown-subcommand", "No expert here knows this subcommand.", "");

    private EntryReader() {}

    static Entry read(String name, YamlCursor cursor) throws PolicyRejected {
        if (cursor.isText()) {
            return new Entry(
                    name,
                    MeaningReader.read(cursor),
                    new Entry.Flags(Map.of(), Set.of(), Entry.Form.GNU),
                    new Entry.Words(Operands.TEXT, Map.of(), List.of(), Entry.Subcommands.NONE),
                    Use.TEXT);
        }
        cursor.only(KEYS);
        Meaning meaning = cursor.optional("effect") == null ? Meaning.READS : MeaningReader.read(cursor);
        Use stdin = UseReader.optional(cursor, "stdin");
        return new Entry(
                name,
                meaning,
                flags(cursor),
                new Entry.Words(
                        UseReader.operands(cursor.optional("operands")),
                        meanings(cursor.optional("words")),
                        rules(cursor.optional("rules")),
                        subcommands(cursor)),
                stdin == null ? Use.TEXT : stdin);
    }

    /** Meanings by the names or wildcards they are for. */
    static Map<Glob, Meaning> meanings(@Nullable YamlCursor cursor) throws PolicyRejected {
        Map<Glob, Meaning> meanings = new LinkedHashMap<>();
        if (cursor != null) {
            for (Map.Entry<String, YamlCursor> entry : cursor.entries().entrySet()) {
                YamlCursor value = entry.getValue();
                if (!value.isText()) {
                    value.only(MeaningReader.KEYS);
                }
                Meaning meaning = MeaningReader.read(value);
                for (String name : Names.of(entry.getKey())) {
                    meanings.put(new Glob(name), meaning);
                }
            }
        }
        return meanings;
    }

    private static Entry.Flags flags(YamlCursor cursor) throws PolicyRejected {
        Map<String, Flag> known = new LinkedHashMap<>();
        Set<String> valued = new HashSet<>();
        YamlCursor names = cursor.optional("valued");
        if (names != null) {
            valued.addAll(Names.of(names));
        }
        YamlCursor flags = cursor.optional("flags");
        if (flags != null) {
            for (Map.Entry<String, YamlCursor> entry : flags.entries().entrySet()) {
                Flag flag = flag(entry.getValue());
                for (String name : Names.of(entry.getKey())) {
                    if (known.put(name, flag) != null) {
                        throw entry.getValue().rejected("expected the flag " + name + " once");
                    }
                    if (flag.value() != null) {
                        valued.add(name);
                    }
                }
            }
        }
        return new Entry.Flags(known, valued, form(cursor.optional("form")));
    }

    private static Entry.Form form(@Nullable YamlCursor cursor) throws PolicyRejected {
        return cursor == null
                ? Entry.Form.GNU
                : switch (cursor.text()) {
                    case "gnu" -> Entry.Form.GNU;
                    case "flags-first" -> Entry.Form.FLAGS_FIRST;
                    case "single-dash" -> Entry.Form.SINGLE_DASH;
                    case "assignments" -> Entry.Form.ASSIGNMENTS;
                    default -> throw cursor.rejected("expected gnu, flags-first, single-dash or assignments");
                };
    }

    private static Flag flag(YamlCursor cursor) throws PolicyRejected {
        if (cursor.isText()) {
            Flag.Manner manner = manner(cursor.text());
            return manner == null
                    ? new Flag(MeaningReader.read(cursor), null, Map.of(), Flag.Manner.ADDS)
                    : new Flag(null, null, Map.of(), manner);
        }
        cursor.only(FLAG_KEYS);
        Flag.Manner manner = Flag.Manner.ADDS;
        YamlCursor named = cursor.optional("manner");
        if (named != null) {
            Flag.Manner found = named.text().equals("replaces") ? Flag.Manner.REPLACES : manner(named.text());
            if (found == null) {
                throw named.rejected("expected replaces, recursive or dry-run");
            }
            manner = found;
        }
        Use value = UseReader.optional(cursor, "value");
        Map<Glob, Meaning> values = meanings(cursor.optional("values"));
        return new Flag(
                cursor.optional("effect") == null ? null : MeaningReader.read(cursor),
                value == null && !values.isEmpty() ? Use.TEXT : value,
                values,
                manner);
    }

    private static Flag.@Nullable Manner manner(String text) {
        return switch (text) {
            case "dry-run" -> Flag.Manner.DRY_RUN;
            case "recursive" -> Flag.Manner.RECURSIVE;
            default -> null;
        };
    }

    private static List<Rule> rules(@Nullable YamlCursor cursor) throws PolicyRejected {
        List<Rule> rules = new ArrayList<>();
        if (cursor != null) {
            for (YamlCursor rule : cursor.elements()) {
                rule.only(RULE_KEYS);
                YamlCursor flags = rule.optional("flags");
                YamlCursor values = rule.optional("values");
                YamlCursor words = rule.optional("words");
                YamlCursor without = rule.optional("without");
                YamlCursor atMost = rule.optional("atMost");
                rules.add(new Rule(
                        flags == null ? List.of() : Names.of(flags),
                        values == null ? List.of() : Names.globs(values),
                        new Rule.Words(
                                words == null ? List.of() : Names.globs(words),
                                atMost == null ? Integer.MAX_VALUE : (int) atMost.integer(0, 100)),
                        without == null ? List.of() : Names.of(without),
                        MeaningReader.read(rule)));
            }
        }
        return rules;
    }

    private static Entry.Subcommands subcommands(YamlCursor cursor) throws PolicyRejected {
        YamlCursor subcommands = cursor.optional("subcommands");
        if (subcommands == null) {
            return Entry.Subcommands.NONE;
        }
        Map<String, Entry> exact = new LinkedHashMap<>();
        Map<Glob, Entry> globs = new LinkedHashMap<>();
        for (Map.Entry<String, YamlCursor> element : subcommands.entries().entrySet()) {
            List<String> names = Names.of(element.getKey(), element.getValue());
            Entry entry = read(names.getFirst(), element.getValue());
            for (String name : names) {
                Object earlier = Glob.isGlob(name) ? globs.put(new Glob(name), entry) : exact.put(name, entry);
                if (earlier != null) {
                    throw element.getValue().rejected("expected the subcommand " + name + " once");
                }
            }
        }
        YamlCursor otherwise = cursor.optional("otherwise");
        YamlCursor anywhere = cursor.optional("anywhere");
        return new Entry.Subcommands(
                exact,
                globs,
                otherwise == null ? UNKNOWN : MeaningReader.read(otherwise),
                anywhere != null && anywhere.text().equals("true"));
    }

    static Set<String> joined(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
