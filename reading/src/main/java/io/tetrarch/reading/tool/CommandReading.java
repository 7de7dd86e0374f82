package io.tetrarch.reading.tool;

import io.tetrarch.reading.Paths;
import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Flag;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Role;
import io.tetrarch.reading.pack.Rule;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.pack.Use;
import io.tetrarch.reading.shell.Word;
import io.tetrarch.reading.sql.SqlStatement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what one command line does, by the packs. */
public final class CommandReading {

    private static final String SQL = "sql-statement";
    private static final int MOST_OPERANDS = 400;
    private static final int MOST_HELP_ARGUMENTS = 4;
    private static final List<String> HELP = List.of("--help", "--version");

    private static final Meaning UNSEEN_ARGUMENTS = Meaning.of(
                    Effect.DESTROYS,
                    Severity.HIGH,
                    "target-not-determined",
                    "What is destroyed comes from another command and is not in the action.")
            .instead("list the files first, then name them");
    private static final Meaning TOO_MANY =
            Meaning.doubt("too-many-operands", "More is named than can be looked at one by one.");

    private static final Meaning UNKNOWN_SUBCOMMAND = Meaning.doubt(
                    "unknown-subcommand", "No pack knows this subcommand, so what it does cannot be told.")
            .instead("add the subcommand to a pack: tetrarch pack new");

    private final Knowledge knowledge;

    public CommandReading(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * What is found in one command.
     *
     * @param effects everything it does, for what comes before or behind it in a pipeline
     */
    public record Found(List<Finding> findings, Set<Effect> effects, CommandLine line) {}

    /**
     * How a command is run.
     *
     * @param openArguments further arguments come from elsewhere
     * @param keepsOutput what it prints goes to a file
     * @param folder where it runs, empty where that is not said
     */
    public record Manner(boolean openArguments, boolean keepsOutput, String folder) {

        /** In no way that matters. */
        public static final Manner PLAIN = new Manner(false, false, "");
    }

    public Found read(String program, Entry tool, List<Word> args, Manner manner) {
        CommandLine line = CommandLine.read(tool, args);
        String subject = subject(program, line);
        List<Finding> findings = new ArrayList<>();
        if (onlyShows(line)) {
            return new Found(findings, EnumSet.noneOf(Effect.class), line);
        }
        findings.add(new Finding(own(line), subject));
        if (isStrange(line)) {
            findings.add(new Finding(UNKNOWN_SUBCOMMAND, subject + " " + strange(line)));
        }
        boolean tree = line.has(Flag.Manner.RECURSIVE);
        for (CommandLine.Given given : line.given()) {
            flag(given, new Handling(tree, false, manner.folder()), subject, findings);
        }
        words(line, subject, findings);
        for (Entry entry : line.entries()) {
            for (Rule rule : entry.words().rules()) {
                if (holds(rule, line)) {
                    findings.add(new Finding(rule.meaning(), subject));
                }
            }
        }
        operands(line, new Handling(tree, manner.keepsOutput(), manner.folder()), findings);
        if (manner.openArguments() && destroys(line)) {
            findings.add(new Finding(UNSEEN_ARGUMENTS, subject));
        }
        EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
        findings.forEach(finding -> effects.addAll(finding.meaning().effects()));
        return new Found(findings, effects, line);
    }

    private static String subject(String program, CommandLine line) {
        StringBuilder subject = new StringBuilder(program);
        line.entries().stream().skip(1).forEach(entry -> subject.append(' ').append(entry.name()));
        return subject.toString();
    }

    private static boolean onlyShows(CommandLine line) {
        if (line.has(Flag.Manner.DRY_RUN)) {
            return true;
        }
        return !line.entry().meaning().has(Effect.EXECUTES)
                && line.given().size() + line.operands().size() <= MOST_HELP_ARGUMENTS
                && line.has(HELP);
    }

    /** A word stands where a subcommand should, and is none that is known. */
    private static boolean isStrange(CommandLine line) {
        return line.strange() != null
                && line.entry().words().subcommands().otherwise() == null
                && line.entry().meaning().severity() == Severity.NONE
                && line.given().stream()
                        .noneMatch(
                                given -> given.known() != null && given.known().manner() == Flag.Manner.REPLACES);
    }

    private static String strange(CommandLine line) {
        Word strange = line.strange();
        return strange == null ? "" : strange.text();
    }

    /** What the command does by itself, or what a flag puts in its place. */
    private static Meaning own(CommandLine line) {
        for (CommandLine.Given given : line.given()) {
            if (given.known() != null && given.known().manner() == Flag.Manner.REPLACES) {
                Meaning instead = given.known().meaning();
                return instead == null ? Meaning.READS : instead;
            }
        }
        Meaning otherwise = line.entry().words().subcommands().otherwise();
        return line.strange() == null || otherwise == null ? line.entry().meaning() : otherwise;
    }

    private void flag(CommandLine.Given given, Handling handling, String subject, List<Finding> findings) {
        Flag flag = given.known();
        if (flag == null) {
            return;
        }
        String name = subject + " " + given.name();
        if (flag.meaning() != null && flag.manner() != Flag.Manner.REPLACES) {
            findings.add(new Finding(flag.meaning(), name));
        }
        Meaning value = Knowledge.first(flag.values(), given.value().text());
        if (value != null) {
            findings.add(new Finding(value, name));
        }
        if (flag.value() != null && !given.value().parts().isEmpty()) {
            use(flag.value(), given.value(), handling, findings);
        }
    }

    private void words(CommandLine line, String subject, List<Finding> findings) {
        for (Entry entry : line.entries()) {
            Map<Glob, Meaning> marked = entry.words().marked();
            if (marked.isEmpty()) {
                continue;
            }
            for (Word operand : spoken(line)) {
                Meaning meaning = Knowledge.first(marked, operand.text());
                if (meaning != null) {
                    findings.add(new Finding(meaning, subject + " " + operand.text()));
                }
            }
        }
    }

    /** The operands, and what flags give as code. */
    private static List<Word> spoken(CommandLine line) {
        List<Word> words = new ArrayList<>(line.operands());
        for (CommandLine.Given given : line.given()) {
            Flag flag = given.known();
            if (flag != null && flag.value() != null && flag.value().role() == Role.CODE) {
                words.add(given.value());
            }
        }
        return words;
    }

    private static boolean holds(Rule rule, CommandLine line) {
        List<Glob> match = rule.words().match();
        return (rule.flags().isEmpty() || line.has(rule.flags()))
                && (rule.values().isEmpty()
                        || line.given().stream()
                                .anyMatch(given -> rule.flags().contains(given.name())
                                        && anyMatches(
                                                rule.values(), given.value().text())))
                && (match.isEmpty()
                        || line.operands().stream().anyMatch(operand -> anyMatches(match, operand.text()))
                        || match.contains(new Glob("--")) && line.has(List.of("--")))
                && line.operands().size() <= rule.words().atMost()
                && !line.has(rule.without());
    }

    private static boolean anyMatches(List<Glob> globs, String text) {
        return text.length() <= 512 && globs.stream().anyMatch(glob -> glob.matches(text));
    }

    private void operands(CommandLine line, Handling handling, List<Finding> findings) {
        List<Word> operands = line.operands();
        int count = Math.min(operands.size(), MOST_OPERANDS);
        if (operands.size() > MOST_OPERANDS) {
            findings.add(new Finding(TOO_MANY, line.entry().name()));
        }
        for (int i = 0; i < count; i++) {
            use(line.entry().words().operands().at(i, operands.size()), operands.get(i), handling, findings);
        }
    }

    private static boolean destroys(CommandLine line) {
        return line.entry().words().operands().at(0, 1).effect() == Effect.DESTROYS
                || line.entry().meaning().has(Effect.DESTROYS);
    }

    /**
     * How the things named are handled.
     *
     * @param tree with all that lies below
     * @param kept what is read goes to a file
     * @param folder in which relative paths lie, empty where that is not said
     */
    private record Handling(boolean tree, boolean kept, String folder) {}

    /** What using a word so means. */
    private void use(Use use, Word word, Handling handling, List<Finding> findings) {
        String text = word.text();
        Effect effect = use.effect() == Effect.READS && handling.kept() ? Effect.SENDS : use.effect();
        switch (use.role()) {
            case PATH -> {
                findings.add(new Finding(
                        knowledge.places().of(from(handling.folder(), word), effect, handling.tree()), text));
                if (text.contains("://")) {
                    address(text, findings);
                }
            }
            case URL, HOST -> address(text, findings);
            case SQL -> findings.addAll(sql(text));
            case TEXT, COMMAND, CODE, RESOURCE -> {
                // text and names say nothing by themselves; commands and code are read on their own
            }
        }
    }

    /** The word as a path seen from a folder. */
    static Word from(String folder, Word word) {
        String seen = Paths.in(folder, word.text());
        return seen.equals(word.text()) || !word.isKnown() ? word : Word.of(seen);
    }

    /** What the statements of an SQL text do. */
    public List<Finding> sql(String text) {
        Entry entry = knowledge.tool(SQL);
        List<Finding> findings = new ArrayList<>();
        if (entry != null) {
            for (SqlStatement statement : knowledge.sql().read(text)) {
                List<Word> words = new ArrayList<>();
                statement.words().forEach(word -> words.add(Word.of(word)));
                statement.traits().forEach(trait -> words.add(Word.of("--" + trait.word())));
                findings.addAll(read("SQL", entry, words, Manner.PLAIN).findings());
            }
        }
        return findings;
    }

    private void address(String text, List<Finding> findings) {
        Meaning meaning = knowledge.host(Addresses.host(text));
        if (meaning != null) {
            findings.add(new Finding(meaning, text));
        }
    }
}
