package io.tetrarch.judges.creative;

import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Factor;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Places;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.Assignment;
import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.Origin;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import io.tetrarch.reading.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weighs one command by its words and the places it names, without knowing the tool. */
final class CommandSense {

    private static final Set<String> STRENGTHENING = Set.of("forces", "destroys", "removes", "stops");
    private static final int MOST_WORDS = 200;
    private static final int MOST_CODE = 16 * 1024;
    private static final int ACTING_OPERANDS = 5;
    private static final int LONGEST_WORD = 64;
    private static final int WHOLE_MACHINE = 100;
    private static final int OUTSIDE = 60;
    private static final int WORD_OF_REACH = 40;

    private final Lexicon lexicon;
    private final Places places;
    private final Map<Glob, Meaning> variables;

    CommandSense(Lexicon lexicon, Places places, Map<Glob, Meaning> variables) {
        this.lexicon = lexicon;
        this.places = places;
        this.variables = variables;
    }

    Weighing weigh(SimpleCommand command, Script script) {
        String program = command.program();
        List<String> args = command.texts();
        Weighing weighing = new Weighing(program.isEmpty() ? "the shell" : program);
        lexicon.phrases(program, args).forEach(factor -> weighing.add(lexicon.weighing(factor)));
        if (!lexicon.isIn("only-looks", program)) {
            words(program, args, weighing);
        }
        if (lexicon.isIn("sql-clients", program)) {
            args.stream().filter(arg -> arg.indexOf(' ') > 0).forEach(arg -> ActionSense.sql(arg, weighing));
            ActionSense.sql(command.input(), weighing);
        }
        if (softened(command)) {
            weighing.clear();
        } else if (!args.isEmpty() && args.getFirst().startsWith("-") && lexicon.isIn("looking", args.getFirst())) {
            weighing.drop("outlasts");
            weighing.drop("stops");
        }
        if (command.standing().origin() == Origin.RECURSION) {
            weighing.add(lexicon.weighing("stops"));
        }
        named(command, weighing);
        redirections(command, weighing);
        variables(command, weighing);
        secrets(program, args, weighing);
        unseen(command, script, weighing);
        if (command.standing().elevated() && (!weighing.factors().isEmpty() || !lexicon.isIn("only-looks", program))) {
            weighing.add(lexicon.weighing("as-administrator"));
        }
        reach(args, weighing);
        return weighing;
    }

    /** The name, the first operands and the long flags, each taken apart at its dashes and colons. */
    private void words(String program, List<String> args, Weighing weighing) {
        word(program, weighing, false);
        int operands = 0;
        for (String arg : args.subList(0, Math.min(args.size(), MOST_WORDS))) {
            boolean flag = arg.startsWith("--");
            boolean plain = !flag && !arg.startsWith("-") && isPlain(arg) && operands++ < ACTING_OPERANDS;
            if (flag || plain) {
                int value = arg.indexOf('=');
                String name = value < 0 ? arg : arg.substring(0, value);
                word(flag ? name.substring(2) : name, weighing, flag);
                for (String part : name.split("[-:]", 8)) {
                    word(part, weighing, flag);
                }
            }
        }
        if (lexicon.isIn("removers", program)) {
            // what removing means depends on what is removed
            weighing.drop("removes");
            weighing.drop("forces");
            weighing.drop("destroys");
        }
    }

    private static boolean isPlain(String arg) {
        return arg.length() <= LONGEST_WORD
                && arg.chars().noneMatch(c -> c == '/' || c == '.' || c == '=' || c == ' ' || c == '@' || c == '$');
    }

    /** @param flag whether it names a flag: those only strengthen */
    private void word(String word, Weighing weighing, boolean flag) {
        String factor = word.isEmpty() ? null : lexicon.factor(word);
        if (factor != null && (!flag || STRENGTHENING.contains(factor))) {
            weighing.add(lexicon.weighing(factor));
        }
    }

    private boolean softened(SimpleCommand command) {
        String program = command.program();
        List<String> args = command.texts();
        if (lexicon.isIn("removers", program)) {
            return args.size() == 1 && args.getFirst().startsWith("--");
        }
        for (String arg : args.subList(0, Math.min(args.size(), MOST_WORDS))) {
            if (arg.startsWith("--")) {
                int value = arg.indexOf('=');
                String flag = arg.substring(2, value < 0 ? arg.length() : value);
                if (lexicon.isIn("softeners", flag) || flag.endsWith("-lease")) {
                    return true;
                }
            }
        }
        boolean shows = program.equals("git") || program.equals("rsync");
        return shows && command.flags().contains("n")
                || looks(command.operands())
                || args.isEmpty() && (program.equals("mount") || program.equals("sysctl") || program.equals("su"));
    }

    /** Whether a word of looking comes before any that acts. */
    private boolean looks(List<String> operands) {
        for (String operand : operands.subList(0, Math.min(operands.size(), 3))) {
            if (lexicon.factor(operand) != null) {
                return false;
            }
            if (lexicon.isIn("looking", operand)) {
                return true;
            }
        }
        return false;
    }

    /** The places that the arguments name. */
    private void named(SimpleCommand command, Weighing weighing) {
        String program = command.program();
        List<Word> args = command.args();
        boolean removes = lexicon.isIn("removers", program);
        List<String> flags = command.flags();
        boolean tree = flags.contains("r") || flags.contains("R") || flags.contains("recursive");
        boolean edits = program.equals("sed")
                && (command.flags().contains("i") || command.flags().contains("in-place"));
        int last = lastOperand(args);
        for (int i = 0; i < Math.min(args.size(), MOST_WORDS); i++) {
            Word arg = args.get(i);
            String text = arg.text();
            boolean operand = !text.startsWith("-");
            boolean pathLike = operand
                    && (text.indexOf('/') >= 0 || text.startsWith("~") || text.startsWith(".") || text.startsWith("$"));
            if (lexicon.isIn("names-only", program)) {
                continue;
            }
            if (removes && operand) {
                place(places.of(arg, Effect.DESTROYS, tree), text, weighing);
            } else if (pathLike && text.indexOf(' ') < 0 && !text.contains("://")) {
                boolean writes = edits
                        || lexicon.isIn("writers", program)
                        || lexicon.isIn("copiers", program) && i == last
                        || text.startsWith("of=");
                boolean copies = lexicon.isIn("copiers", program) && i != last || keepsOutput(command);
                Effect effect = writes ? Effect.WRITES : copies ? Effect.SENDS : Effect.READS;
                place(places.of(afterEquals(arg), effect, false), text, weighing);
            }
        }
        if (removes && command.standing().openArguments()) {
            weighing.add(lexicon.weighing("discards-work"));
        }
    }

    private static Word afterEquals(Word word) {
        String text = word.text();
        int equals = text.indexOf('=');
        return equals > 0 && equals < 8 ? Word.of(text.substring(equals + 1)) : word;
    }

    private static boolean keepsOutput(SimpleCommand command) {
        return command.writes().stream().anyMatch(target -> !target.startsWith("/dev/"));
    }

    private static int lastOperand(List<Word> args) {
        for (int i = args.size() - 1; i >= 0; i--) {
            if (!args.get(i).text().startsWith("-")) {
                return i;
            }
        }
        return -1;
    }

    private void redirections(SimpleCommand command, Weighing weighing) {
        command.redirections().stream()
                .filter(redirection -> redirection.writes())
                .forEach(redirection -> place(
                        places.of(redirection.target(), Effect.WRITES, false),
                        redirection.target().text(),
                        weighing));
    }

    private void place(Meaning meaning, String path, Weighing weighing) {
        Severity severity = meaning.severity();
        int weight = switch (severity) {
            case NONE, LOW -> 0;
            case MEDIUM -> 40;
            case HIGH -> 75;
            case CRITICAL -> 100;
        };
        if (weight > 0) {
            Factor touches = lexicon.weighing("touches-the-machine");
            String says = meaning.says().isEmpty() ? touches.says() : meaning.says();
            weighing.add(new Factor(touches.name(), weight, "", path + ": " + says, meaning.instead()));
            weighing.reaches(severity == Severity.CRITICAL ? WHOLE_MACHINE : weight == 75 ? OUTSIDE : 0);
        }
    }

    private void variables(SimpleCommand command, Weighing weighing) {
        for (Assignment assignment : command.assignments()) {
            variables.forEach((glob, meaning) -> {
                if (meaning.severity().atLeast(Severity.HIGH) && glob.matches(assignment.name())) {
                    weighing.add(new Factor("hides", 80, "", meaning.says(), ""));
                }
            });
        }
    }

    private void secrets(String program, List<String> args, Weighing weighing) {
        if (lexicon.isIn("searchers", program)
                && args.stream().limit(MOST_WORDS).anyMatch(arg -> lexicon.isLike("secret-names", arg))) {
            weighing.add(lexicon.weighing("looks-for-secrets"));
            for (String arg : args) {
                if (arg.equals("/")
                        || arg.equals("~")
                        || arg.equals("$HOME")
                        || arg.startsWith("/home")
                        || arg.equals("/etc")) {
                    weighing.reaches(WHOLE_MACHINE);
                }
            }
        }
    }

    /** An interpreter whose program comes from another command, or from where anyone may have put it. */
    private void unseen(SimpleCommand command, Script script, Weighing weighing) {
        if (!lexicon.isIn("interpreters", command.program())) {
            if (!command.name().isKnown() && !command.args().isEmpty()
                    || lexicon.isLike("temporary", command.name().text())) {
                weighing.add(lexicon.weighing("runs-unseen"));
            }
            return;
        }
        List<String> operands = new ArrayList<>(command.operands());
        boolean fed = script.before(command)
                .filter(before -> !lexicon.isIn("printers", before.program()))
                .isPresent();
        boolean unknown = !command.args().isEmpty() && !command.args().getLast().isKnown();
        boolean fromOutside = !operands.isEmpty() && lexicon.isLike("temporary", operands.getFirst());
        if (fed
                        && (operands.isEmpty()
                                || operands.getFirst().equals("-")
                                || command.flags().contains("s"))
                        && command.input().isEmpty()
                || unknown && operands.size() <= 1
                || fromOutside) {
            weighing.add(lexicon.weighing(fromOutside ? "from-outside" : "runs-unseen"));
        }
    }

    /** Program text of another language, by what it mentions. */
    Weighing weigh(InlineCode code) {
        Weighing weighing = new Weighing(code.program());
        String text = code.text().substring(0, Math.min(code.text().length(), MOST_CODE));
        if (lexicon.mentions("code-risks", text)) {
            weighing.add(lexicon.weighing("runs-unseen"));
        }
        return weighing;
    }

    private void reach(List<String> args, Weighing weighing) {
        for (String arg : args.subList(0, Math.min(args.size(), MOST_WORDS))) {
            String plain = arg.startsWith("--") ? arg.substring(2) : arg;
            if (lexicon.isIn("far", plain) || lexicon.isIn("production", plain)) {
                weighing.reaches(WORD_OF_REACH);
            }
        }
    }
}
