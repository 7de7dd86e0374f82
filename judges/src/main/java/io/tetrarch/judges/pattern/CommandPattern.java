package io.tetrarch.judges.pattern;

import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern for commands as packs write it: {@code systemctl stop|disable !--dry-run}. The first word names programs;
 * each further word must be met by an argument: by a flag if it begins with a dash (a single letter also inside
 * {@code -xvf}), else by an operand. Alternatives stand between bars, {@code *} is any text (in front it stands for dashes too), and a word behind {@code !}
 * must not be met.
 */
public final class CommandPattern {

    private final String written;
    private final List<Glob> programs;
    private final List<List<Glob>> wanted = new ArrayList<>();
    private final List<List<Glob>> unwanted = new ArrayList<>();

    private CommandPattern(String written) {
        this.written = written;
        String[] words = written.split(" +", -1);
        this.programs = globs(words[0]);
        for (int i = 1; i < words.length; i++) {
            boolean not = words[i].length() > 1 && words[i].charAt(0) == '!';
            (not ? unwanted : wanted).add(globs(not ? words[i].substring(1) : words[i]));
        }
    }

    private static List<Glob> globs(String alternatives) {
        List<Glob> globs = new ArrayList<>();
        for (String alternative : alternatives.split("\\|", -1)) {
            globs.add(new Glob(alternative));
        }
        return globs;
    }

    @Override
    public String toString() {
        return written;
    }

    private boolean matches(View view) {
        return matchesProgram(view.command.program())
                && wanted.stream().allMatch(view::meetsOne)
                && unwanted.stream().noneMatch(view::meetsOne);
    }

    private boolean matchesProgram(String program) {
        return programs.stream().anyMatch(glob -> glob.matches(program));
    }

    /** The words of one command, as patterns see them. */
    private static final class View {

        private final SimpleCommand command;
        private final List<String> texts;
        private final Set<String> flags;

        View(SimpleCommand command) {
            this.command = command;
            this.texts = command.texts();
            this.flags = new HashSet<>(command.flags());
        }

        boolean meetsOne(List<Glob> alternatives) {
            return alternatives.stream().anyMatch(this::meets);
        }

        private boolean meets(Glob glob) {
            String pattern = glob.pattern();
            if (pattern.length() > 1 && pattern.charAt(0) == '-' && pattern.indexOf('*') < 0) {
                String name = pattern.startsWith("--") ? pattern.substring(2) : pattern.substring(1);
                return texts.contains(pattern) || flags.contains(name);
            }
            boolean flagged = pattern.startsWith("-") || pattern.startsWith("*") && pattern.length() > 1;
            return texts.stream().anyMatch(text -> (flagged || !text.startsWith("-")) && glob.matches(text));
        }
    }

    /** Many patterns, found by program. Immutable. */
    public static final class Index {

        private final Map<String, List<CommandPattern>> byProgram = new HashMap<>();
        private final List<CommandPattern> others = new ArrayList<>();

        private Index(List<String> written) {
            for (String text : written) {
                CommandPattern pattern = new CommandPattern(text);
                for (Glob program : pattern.programs) {
                    if (program.pattern().indexOf('*') >= 0) {
                        others.add(pattern);
                    } else {
                        byProgram
                                .computeIfAbsent(program.pattern(), none -> new ArrayList<>())
                                .add(pattern);
                    }
                }
            }
        }

        /** The first pattern that a command matches. */
        public Optional<CommandPattern> match(SimpleCommand command) {
            List<CommandPattern> candidates = byProgram.getOrDefault(command.program(), List.of());
            if (candidates.isEmpty() && others.isEmpty()) {
                return Optional.empty();
            }
            View view = new View(command);
            for (CommandPattern pattern : candidates) {
                if (pattern.matches(view)) {
                    return Optional.of(pattern);
                }
            }
            return others.stream().filter(pattern -> pattern.matches(view)).findFirst();
        }
    }

    /** Patterns as a pack lists them. */
    public static Index all(List<String> written) {
        return new Index(written);
    }
}
