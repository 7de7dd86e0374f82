package io.tetrarch.judges.expert;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The judge that knows the tools. Every command, statement and parameter is looked up in the rule packs; the worst of
 * what is found decides: high or critical denies, medium abstains, anything less approves.
 */
final class DomainExpert {

    private static final int MOST_FACTORS = 8;
    private static final int MOST_VALUES = 256;

    private static final Meaning UNKNOWN_KIND =
            Meaning.doubt("unknown-kind", "No expert here knows this kind of action.");
    private static final Meaning NO_COMMAND = Meaning.doubt("missing-command", "There is no command to look at.");
    private static final Meaning NO_STATEMENT = Meaning.doubt("missing-statement", "There is no statement to look at.");

    private final ScriptExpert scripts;
    private final CommandExpert commands;
    private final Knowledge knowledge;

    DomainExpert(Packs packs) {
        this.knowledge = new Knowledge(packs);
        this.scripts = new ScriptExpert(knowledge);
        this.commands = new CommandExpert(knowledge);
    }

    Judgement judge(Case subject) {
        List<Finding> findings = findings(subject);
        Finding worst = ScriptExpert.worst(findings);
        if (worst == null) {
            return approval(findings);
        }
        return switch (worst.severity()) {
            case NONE, LOW -> approval(findings);
            case MEDIUM -> answer(Answer.ABSTAIN, worst, findings);
            case HIGH, CRITICAL -> answer(Answer.DENY, worst, findings);
        };
    }

    private List<Finding> findings(Case subject) {
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
                                new CommandExpert.Manner(false, false))
                        .findings());
            }
        }
        return findings;
    }

    /** An action that is no command, as one: its parameters are flags with values. */
    private static List<Word> words(Case subject) {
        List<Word> words = new ArrayList<>();
        words.add(Word.of("--action-name=" + (subject.tool().isEmpty() ? subject.kind() : subject.tool())));
        subject.parameters().members().forEach((name, value) -> add("--" + plain(name) + "=", value, words));
        return words;
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

    private static Judgement approval(List<Finding> findings) {
        boolean changes = findings.stream()
                .anyMatch(finding -> finding.severity() == Severity.LOW
                        && !finding.meaning().effects().isEmpty());
        return changes
                ? new Judgement(
                        Answer.APPROVE, "ordinary-use", "This is an ordinary use of the tool, and none that destroys.")
                : new Judgement(Answer.APPROVE, "only-reads", "It looks at things and changes none that matter.");
    }

    private static Judgement answer(Answer answer, Finding worst, List<Finding> findings) {
        Map<String, Integer> factors = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .forEach(finding -> factors.putIfAbsent(finding.meaning().reason(), weight(finding.severity())));
        return new Judgement(
                answer,
                worst.meaning().reason(),
                shortened(worst.subject()) + ": " + worst.meaning().says(),
                factors.entrySet().stream()
                        .limit(MOST_FACTORS)
                        .map(factor -> new Judgement.Factor(factor.getKey(), factor.getValue()))
                        .toList(),
                worst.meaning().instead());
    }

    private static int weight(Severity severity) {
        return switch (severity) {
            case NONE -> 0;
            case LOW -> 10;
            case MEDIUM -> 40;
            case HIGH -> 75;
            case CRITICAL -> 100;
        };
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }
}
