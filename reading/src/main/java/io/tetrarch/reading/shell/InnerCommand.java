package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Launchers.Launcher;
import io.tetrarch.reading.shell.Launchers.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher is told to run.
 *
 * @param words the command, or the file and arguments of a script
 * @param texts shell texts given as options
 * @param commands commands given as options, as behind {@code find -exec}
 * @param placeholder what {@code xargs -I} replaces, else empty
 */
record InnerCommand(
        List<Word> words,
        List<Word> texts,
        List<List<Word>> commands,
        List<Assignment> assignments,
        String placeholder) {

    /** Whether anything was found; a shell without arguments still runs what it is fed. */
    boolean runsSomething(Launcher launcher) {
        return !words.isEmpty()
                || !texts.isEmpty()
                || !commands.isEmpty()
                || launcher.runs() == Runs.SCRIPT
                || launcher.runs() == Runs.INPUT;
    }

    /** @return null if the words are not a use of this launcher */
    static @Nullable InnerCommand of(Launcher launcher, List<Word> words) {
        Finder finder = new Finder(launcher, words);
        return finder.find() ? finder.found() : null;
    }

    private static final class Finder {

        private static final Set<String> REPLACING = Set.of("-I", "-i", "--replace");

        private final Launcher launcher;
        private final List<Word> arguments;
        private final List<Word> rest = new ArrayList<>();
        private final List<Word> texts = new ArrayList<>();
        private final List<List<Word>> commands = new ArrayList<>();
        private final List<Assignment> assignments = new ArrayList<>();
        private String placeholder = "";
        private int at = 1;

        Finder(Launcher launcher, List<Word> arguments) {
            this.launcher = launcher;
            this.arguments = arguments;
        }

        InnerCommand found() {
            return new InnerCommand(rest, texts, commands, assignments, placeholder);
        }

        boolean find() {
            if (onlyAsks()) {
                return false;
            }
            if (launcher.runs() == Runs.NOTHING) {
                return everywhere();
            }
            options();
            for (String verb : launcher.verbs()) {
                if (at >= arguments.size() || !text(at).equals(verb)) {
                    return false;
                }
                at++;
                options();
            }
            at += launcher.operands();
            if (at < arguments.size() && launcher.options().text().contains(text(at))) {
                options();
            }
            if (launcher.operands() > 0 && at < arguments.size() && text(at).equals("--")) {
                at++;
            }
            while (at < arguments.size()) {
                rest.add(arguments.get(at++));
            }
            if (launcher.traits().open() && launcher.runs() == Runs.TEXT) {
                listed();
            }
            return true;
        }

        /** {@code command -v rm} asks where rm is. */
        private boolean onlyAsks() {
            return arguments.getFirst().text().equals("command") && arguments.size() > 1 && text(1).matches("-p?[vV]+");
        }

        private boolean everywhere() {
            for (String verb : launcher.verbs()) {
                if (arguments.stream().noneMatch(word -> word.text().equals(verb))) {
                    return false;
                }
            }
            while (at < arguments.size()) {
                if (!option()) {
                    at++;
                }
            }
            return true;
        }

        private void options() {
            while (at < arguments.size()) {
                String text = text(at);
                if (text.equals("--")) {
                    at++;
                    return;
                }
                int equals = text.indexOf('=');
                if (launcher.runs() == Runs.WORDS && launcher.verbs().isEmpty() && isAssignment(text, equals)) {
                    assignments.add(new Assignment(text.substring(0, equals), Word.of(text.substring(equals + 1))));
                    at++;
                } else if (text.length() < 2 || text.charAt(0) != '-' && text.charAt(0) != '+' || !option()) {
                    if (text.length() < 2 || text.charAt(0) != '-') {
                        return;
                    }
                    at++;
                }
            }
        }

        private static boolean isAssignment(String text, int equals) {
            for (int i = 0; i < equals; i++) {
                if (!WordParser.isName(text.charAt(i), i == 0)) {
                    return false;
                }
            }
            return equals > 0;
        }

        /** Takes the option that stands here with its value; false if it has none and stays to be taken. */
        private boolean option() {
            String text = text(at);
            Launchers.Options known = launcher.options();
            int equals = text.indexOf('=');
            String name = text.startsWith("--") && equals > 0 ? text.substring(0, equals) : text;
            String shorthand = cluster(text);
            if (REPLACING.contains(name) || text.startsWith("-I")) {
                replacing(text, equals);
            }
            if (known.text().contains(name) && !name.equals(text)) {
                texts.add(Runner.literal(text.substring(equals + 1)));
                at++;
                return true;
            }
            if (known.command().contains(text)) {
                at++;
                command();
                return true;
            }
            if (known.text().contains(text) || known.text().contains(shorthand)) {
                if (at + 1 < arguments.size()) {
                    texts.add(arguments.get(at + 1));
                }
                at += 2;
                return true;
            }
            return valued(text, shorthand);
        }

        private boolean valued(String text, String shorthand) {
            Launchers.Options known = launcher.options();
            if (known.valued().contains(text) || known.valued().contains(shorthand)) {
                at += 2;
                return true;
            }
            boolean glued = text.length() > 2
                    && launcher.runs() != Runs.SCRIPT
                    && text.charAt(0) == '-'
                    && text.charAt(1) != '-'
                    && known.text().contains(text.substring(0, 2))
                    && text.indexOf(' ') > 0;
            if (glued) {
                texts.add(Runner.literal(text.substring(2)));
                at++;
                return true;
            }
            if (text.startsWith("--checkpoint-action=exec=")) {
                texts.add(Runner.literal(text.substring("--checkpoint-action=exec=".length())));
            }
            return false;
        }

        /** The last of several letters behind one dash, as an option of its own: -u of -Hu. */
        private static String cluster(String text) {
            if (text.length() < 3 || text.charAt(0) != '-' || text.charAt(1) == '-') {
                return text;
            }
            for (int i = 1; i < text.length(); i++) {
                if (!Character.isLetter(text.charAt(i))) {
                    return text;
                }
            }
            return "-" + text.charAt(text.length() - 1);
        }

        private void replacing(String text, int equals) {
            if (text.equals("-I") && at + 1 < arguments.size()) {
                placeholder = text(at + 1);
            } else if (text.startsWith("-I") && text.length() > 2) {
                placeholder = text.substring(2);
            } else {
                placeholder = equals > 0 ? text.substring(equals + 1) : "{}";
            }
        }

        private void command() {
            List<Word> words = new ArrayList<>();
            while (at < arguments.size() && !text(at).equals(";") && !text(at).equals("+")) {
                words.add(arguments.get(at++));
            }
            if (!words.isEmpty()) {
                commands.add(words);
            }
        }

        /** The arguments behind {@code :::} take the place of the braces, or stand behind the command. */
        private void listed() {
            int marker = -1;
            for (int i = 0; i < rest.size() && marker < 0; i++) {
                marker = rest.get(i).text().matches(":::+\\+?") ? i : -1;
            }
            if (marker < 0) {
                return;
            }
            List<Word> values = new ArrayList<>(rest.subList(marker + 1, rest.size()));
            rest.subList(marker, rest.size()).clear();
            StringBuilder joined = new StringBuilder();
            values.forEach(value -> joined.append(value.text()).append(' '));
            boolean placed = false;
            for (int i = 0; i < rest.size(); i++) {
                String text = rest.get(i).text();
                if (text.contains("{}")) {
                    rest.set(
                            i,
                            Runner.literal(text.replace("{}", joined.toString().strip())));
                    placed = true;
                }
            }
            if (!placed) {
                rest.addAll(values);
            }
        }

        private String text(int index) {
            return arguments.get(index).text();
        }
    }
}
