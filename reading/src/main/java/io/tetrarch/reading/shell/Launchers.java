package io.tetrarch.reading.shell;

import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of programs that run other programs or program text: the file {@code launchers.yaml}. */
final class Launchers {

    private static final String FILE = "launchers.yaml";
    private static final String CONTENTS = "/io/tetrarch/reading/pack/packs/contents.txt";

    private final Map<String, List<Launcher>> launchers;
    private final Map<String, Language> languages;
    private final Set<String> calls;
    private final Map<String, List<String>> equivalents;
    private final Names names;

    /**
     * Names that are known for what they are.
     *
     * @param feeds programs that run what they are fed on another machine
     * @param guessed programs that run a command which stands somewhere among their arguments
     * @param variables that other programs run the value of
     * @param programs that some pack knows
     */
    private record Names(Set<String> feeds, Set<String> guessed, Set<String> variables, Set<String> programs) {}

    private Launchers(
            Map<String, List<Launcher>> launchers,
            Map<String, Language> languages,
            Set<String> calls,
            Map<String, List<String>> equivalents,
            Names names) {
        this.names = names;
        this.launchers = launchers;
        this.languages = languages;
        this.calls = calls;
        this.equivalents = equivalents;
    }

    /** What of a launcher's arguments runs. */
    enum Runs {
        WORDS,
        TEXT,
        SCRIPT,
        INPUT,
        FIRST,
        NOTHING
    }

    /**
     * One way of running a command.
     *
     * @param verbs operands that must come first
     * @param operands how many operands come before the command
     */
    record Launcher(List<String> verbs, Runs runs, int operands, Options options, Traits traits) {}

    /**
     * @param valued take the next argument as value
     * @param text their value is shell text
     * @param command their value, up to a semicolon or plus, is a command
     */
    record Options(Set<String> valued, Set<String> text, Set<String> command) {}

    /** @param shown it stands among the commands itself, not only as a wrapper of what it runs */
    record Traits(boolean elevates, boolean open, boolean later, boolean shown) {}

    /**
     * An interpreter of another language.
     *
     * @param code options whose value is program text
     * @param operand the first operand is program text
     * @param input without a file, program text comes on standard input
     */
    record Language(String name, Set<String> code, boolean operand, boolean input) {}

    private static final class Holder {
        private static final Launchers KNOWN = read();
    }

    /** The launchers that come with the gate. */
    static Launchers known() {
        return Holder.KNOWN;
    }

    private static Launchers read() {
        try {
            return of(YamlCursor.parse(new String(text(), StandardCharsets.UTF_8)));
        } catch (PolicyRejected e) {
            throw new IllegalStateException(e.in(FILE), e);
        }
    }

    static byte[] text() {
        return resource(FILE);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Launchers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the gate's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Launchers of(YamlCursor root) throws PolicyRejected {
        root.only(Set.of("launchers", "languages", "calls", "equivalents", "feeds", "guessed", "variables"));
        Map<String, List<Launcher>> launchers = new HashMap<>();
        for (YamlCursor entry : root.get("launchers").elements()) {
            entry.only(Set.of(
                    "names",
                    "verbs",
                    "runs",
                    "operands",
                    "valued",
                    "text",
                    "command",
                    "elevates",
                    "open",
                    "later",
                    "shown"));
            Launcher launcher = launcher(entry);
            for (String name : entry.get("names").texts()) {
                launchers.computeIfAbsent(name, none -> new ArrayList<>()).add(launcher);
            }
        }
        Map<String, Language> languages = new HashMap<>();
        for (YamlCursor entry : root.get("languages").elements()) {
            entry.only(Set.of("language", "names", "code", "operand", "input"));
            Language language = new Language(
                    entry.get("language").text(), texts(entry, "code"), flag(entry, "operand"), flag(entry, "input"));
            for (String name : entry.get("names").texts()) {
                languages.put(name, language);
            }
        }
        Map<String, List<String>> equivalents = new HashMap<>();
        for (Map.Entry<String, YamlCursor> entry :
                root.get("equivalents").entries().entrySet()) {
            equivalents.put(entry.getKey(), entry.getValue().texts());
        }
        return new Launchers(
                launchers,
                languages,
                texts(root, "calls"),
                equivalents,
                new Names(texts(root, "feeds"), texts(root, "guessed"), texts(root, "variables"), programs()));
    }

    /** The programs of the packs' table of contents, whose lines are {@code PACK: PROGRAM PROGRAM ...}. */
    private static Set<String> programs() {
        Set<String> programs = new HashSet<>();
        for (String line :
                new String(resource(CONTENTS), StandardCharsets.UTF_8).lines().toList()) {
            int colon = line.indexOf(':');
            if (!line.startsWith("#") && colon > 0) {
                programs.addAll(List.of(line.substring(colon + 1).strip().split(" +", -1)));
            }
        }
        return programs;
    }

    private static Launcher launcher(YamlCursor entry) throws PolicyRejected {
        YamlCursor runs = entry.get("runs");
        YamlCursor operands = entry.optional("operands");
        YamlCursor verbs = entry.optional("verbs");
        return new Launcher(
                verbs == null ? List.of() : verbs.texts(),
                switch (runs.text()) {
                    case "words" -> Runs.WORDS;
                    case "text" -> Runs.TEXT;
                    case "script" -> Runs.SCRIPT;
                    case "input" -> Runs.INPUT;
                    case "first" -> Runs.FIRST;
                    case "nothing" -> Runs.NOTHING;
                    default -> throw runs.rejected("expected words, text, script, input, first or nothing");
                },
                operands == null ? 0 : (int) operands.integer(0, 9),
                new Options(texts(entry, "valued"), texts(entry, "text"), texts(entry, "command")),
                new Traits(flag(entry, "elevates"), flag(entry, "open"), flag(entry, "later"), flag(entry, "shown")));
    }

    private static Set<String> texts(YamlCursor entry, String key) throws PolicyRejected {
        YamlCursor value = entry.optional(key);
        return value == null ? Set.of() : Set.copyOf(new HashSet<>(value.texts()));
    }

    private static boolean flag(YamlCursor entry, String key) throws PolicyRejected {
        YamlCursor value = entry.optional(key);
        return value != null && value.text().equals("true");
    }

    /** The ways in which a program runs commands. */
    List<Launcher> of(String program) {
        return launchers.getOrDefault(program, List.of());
    }

    /** The language a program interprets, versions in its name aside. */
    @Nullable
    Language language(String program) {
        Language language = languages.get(program);
        if (language != null) {
            return language;
        }
        int end = program.length();
        while (end > 0 && (Character.isDigit(program.charAt(end - 1)) || program.charAt(end - 1) == '.')) {
            end--;
        }
        return languages.get(program.substring(0, end));
    }

    /** Whether a program without a command runs what it is fed, such as {@code ssh}. */
    boolean runsItsInput(String program) {
        return names.feeds().contains(program);
    }

    /** Whether a program runs a command that has to be looked for among its arguments. */
    boolean isGuessed(String program) {
        return names.guessed().contains(program) || !knows(program);
    }

    /** Whether other programs run this variable's value. */
    boolean isRun(String variable) {
        return names.variables().contains(variable) || variable.startsWith("GIT_CONFIG_VALUE_");
    }

    /** Whether anything is known of a program. */
    boolean knows(String program) {
        return names.programs().contains(program) || launchers.containsKey(program) || language(program) != null;
    }

    boolean isCall(String function) {
        return calls.contains(function);
    }

    /** The command that does what this function does, null if none is known. */
    @Nullable
    List<String> equivalent(String function) {
        return equivalents.get(function);
    }
}
