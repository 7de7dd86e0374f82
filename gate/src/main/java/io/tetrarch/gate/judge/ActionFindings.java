package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.Paths;
import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.shell.Word;
import io.tetrarch.reading.tool.CommandReading;
import io.tetrarch.reading.tool.Finding;
import io.tetrarch.reading.tool.Knowledge;
import io.tetrarch.reading.tool.ScriptReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks up in the rule packs what an action does: its commands and statements, and else its parameters as if they were flags. */
final class ActionFindings {

    private static final int MOST_VALUES = 256;

    private static final Meaning UNKNOWN_KIND =
            Meaning.doubt("unknown-kind", "No expert here knows this kind of action.");
    private static final Meaning NO_COMMAND = Meaning.doubt("missing-command", "There is no command to look at.");
    private static final Meaning NO_STATEMENT = Meaning.doubt("missing-statement", "There is no statement to look at.");

    private final ScriptReading scripts;
    private final CommandReading commands;
    private final Knowledge knowledge;

    ActionFindings(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.scripts = new ScriptReading(knowledge);
        this.commands = new CommandReading(knowledge);
    }

    /** Everything that the packs say of it. */
    List<Finding> of(Case subject) {
        List<Finding> findings = new ArrayList<>();
        String category = subject.category();
        boolean shell = category.equals("shell") || category.equals("git");
        if (shell || !subject.script().commands().isEmpty()) {
            findings.addAll(scripts.read(subject.script()));
            if (subject.script().commands().isEmpty()) {
                findings.add(new Finding(NO_COMMAND, category));
            }
        }
        if (category.equals("sql")) {
            subject.sql().forEach(text -> findings.addAll(commands.sql(text)));
            if (subject.sql().isEmpty()) {
                findings.add(new Finding(NO_STATEMENT, category));
            }
        } else if (!shell) {
            Entry entry = knowledge.tool(category);
            if (entry == null) {
                findings.add(new Finding(UNKNOWN_KIND, subject.tool().isEmpty() ? subject.kind() : subject.tool()));
            } else {
                findings.addAll(commands.read(
                                subject.tool().isEmpty() ? subject.kind() : subject.tool(),
                                entry,
                                words(subject),
                                CommandReading.Manner.PLAIN)
                        .findings());
            }
        }
        return findings;
    }

    /** An action that is no command, as one: its parameters are flags with values. */
    private static List<Word> words(Case subject) {
        List<Word> words = new ArrayList<>();
        words.add(Word.of("--action-name=" + (subject.tool().isEmpty() ? subject.kind() : subject.tool())));
        subject.parameters().members().forEach((name, value) -> {
            add("--" + plain(name) + "=", inFolder(name, value, subject), words);
            boolean folder = value instanceof JsonString text && text.value().endsWith("/");
            if (folder && subject.category().equals("file_delete")) {
                words.add(Word.of("--recursive=true"));
            }
        });
        return words;
    }

    /** A path of a file action, as it is seen from the folder that the action names. */
    private static JsonValue inFolder(String name, JsonValue value, Case subject) {
        boolean path = subject.category().startsWith("file_") && Facts.isPath(name) && value instanceof JsonString;
        return path
                ? new JsonString(Paths.in(Circumstances.folder(subject.parameters()), ((JsonString) value).value()))
                : value;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    private static void add(String flag, JsonValue value, List<Word> words) {
        if (words.size() > MOST_VALUES) {
            return;
        }
        switch (value) {
            case JsonString string -> words.add(Word.of(flag + string.value()));
            case JsonNumber number -> words.add(Word.of(flag + number(number)));
            case JsonBoolean bool -> {
                if (bool.value()) {
                    words.add(Word.of(flag + "true"));
                }
            }
            case JsonArray array -> array.elements().forEach(element -> add(flag, element, words));
            case JsonObject object -> {
                // a nested object's members are read where the action's parameters are merged
            }
            case JsonNull none -> {
                // says nothing
            }
        }
    }

    private static String number(JsonNumber number) {
        return number.isExactInteger() ? String.valueOf(number.toLong()) : String.valueOf(number.value());
    }
}
