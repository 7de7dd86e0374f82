package io.tetrarch.judges.analytical;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.json.JsonArray;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import io.tetrarch.reading.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the action apart. It asks in turn: is this a kind of action anyone knows? Can all of it be read? Do its
 * parameters agree? Is every part there that this kind needs? And of shell text: what would it read, write, remove, run
 * and send, and is each of these determined and within the task? Data is told from execution by structure alone, so that
 * {@code grep 'rm -rf'} removes nothing and {@code echo ... | sh} does.
 */
final class AnalyticalJudge {

    private final Usage usage;

    AnalyticalJudge(Usage usage) {
        this.usage = usage;
    }

    Judgement judge(Case subject) {
        Optional<Finding> form = form(subject);
        if (form.isPresent()) {
            return alone(form.get());
        }
        Judgement effects = effects(subject.script());
        return effects.answer() == Answer.APPROVE
                ? known(subject).map(AnalyticalJudge::alone).orElse(effects)
                : effects;
    }

    private static Judgement alone(Finding finding) {
        return finding.judgement(List.of(new Judgement.Factor(finding.reason(), finding.weight())));
    }

    /** What is wrong with the action before its effects are looked at. */
    private static Optional<Finding> form(Case subject) {
        if (subject.category().equals(Vocabulary.UNKNOWN)) {
            return Finding.abstain(
                    "unknown-kind",
                    "The tool or kind is in no category of the charter, so there is no telling whether it is"
                            + " complete.");
        }
        if (subject.isUnclear()) {
            List<String> why = subject.script().unclear();
            boolean large = why.isEmpty() || why.stream().anyMatch(reason -> reason.contains("than can be read"));
            return Finding.deny(
                    large ? "too-large-to-read" : "not-well-formed",
                    why.isEmpty()
                            ? "The action is longer or nested deeper than can be checked."
                            : "The command cannot be read: " + why.getFirst() + ".");
        }
        if (!subject.conflicts().isEmpty()) {
            return Finding.deny("contradictory-parameters", "A parameter stands twice with different values.");
        }
        if (subject.strings().stream().anyMatch(AnalyticalJudge::isHidden)) {
            return Finding.deny(
                    "hidden-characters",
                    "A string holds characters that do not show, so it reads differently from what it does.");
        }
        Optional<Finding> parameters = Parameters.of(subject);
        boolean shell = subject.category().equals("shell") || subject.category().equals("git");
        if (parameters.isEmpty() && shell && subject.script().commands().isEmpty()) {
            return Finding.deny("missing-command", "A shell action must name its command.");
        }
        return parameters.or(() -> named(subject.script())).or(() -> unresolved(subject));
    }

    /** What nobody knows cannot be complete; and code of the workspace is no code for an administrator. */
    private static Optional<Finding> known(Case subject) {
        for (io.tetrarch.reading.tool.Finding found : subject.findings()) {
            String reason = found.meaning().reason();
            if (reason.equals("runs-project-code") && found.severity().atLeast(Severity.MEDIUM)) {
                return Finding.deny(
                        reason + "-as-administrator",
                        cut(found.subject()) + " would run with an administrator's rights, and nobody has read it.");
            }
            if (reason.startsWith("unknown-") && !reason.equals("unknown-kind")) {
                return Finding.abstain(
                        reason,
                        cut(found.subject()) + ": " + found.meaning().says() + " What would teach it: a pack"
                                + " (tetrarch pack new).");
            }
        }
        return Optional.empty();
    }

    /** Whoever submitted it looked for the programs, and says of some that it cannot tell which they are. */
    private static Optional<Finding> unresolved(Case subject) {
        boolean some = subject.parameters().get("unresolved") instanceof JsonArray words
                && !words.elements().isEmpty();
        return some
                ? Finding.abstain(
                        "program-not-resolved",
                        "For a word of the command it could not be told beforehand which program it runs.")
                : Optional.empty();
    }

    private static boolean isHidden(String text) {
        return text.chars()
                .anyMatch(c -> c == 0
                        || c >= '\u200b' && c <= '\u200f'
                        || c >= '\u202a' && c <= '\u202e'
                        || c >= '\u2066' && c <= '\u2069'
                        || c == '\ufeff');
    }

    /** Every program must be named, or there is no telling what runs. */
    private static Optional<Finding> named(Script script) {
        for (SimpleCommand command : script.commands()) {
            Word name = command.name();
            if (!name.parts().isEmpty() && (!name.isKnown() || name.isPattern() && !isKeystroke(name))) {
                return Finding.abstain(
                        "program-not-named",
                        "The program is " + cut(name.text()) + ", so what runs cannot be told beforehand.");
            }
        }
        return Optional.empty();
    }

    private static boolean isKeystroke(Word name) {
        return name.text().length() == 1;
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private Judgement effects(Script script) {
        List<Finding> findings = EffectRules.of(EffectReader.read(usage, script));
        if (findings.isEmpty()) {
            return new Judgement(
                    Answer.APPROVE,
                    "complete-and-consistent",
                    "Every part this kind of action needs is there, none contradicts another, and its effects stay"
                            + " within the task.");
        }
        Finding worst = findings.getFirst();
        List<Judgement.Factor> factors = new ArrayList<>();
        for (Finding finding : findings) {
            worst = finding.weight() > worst.weight() ? finding : worst;
            boolean seen = factors.stream().anyMatch(factor -> factor.name().equals(finding.reason()));
            if (!seen) {
                factors.add(new Judgement.Factor(finding.reason(), finding.weight()));
            }
        }
        factors.sort((first, second) -> Integer.compare(second.weight(), first.weight()));
        return worst.judgement(factors);
    }
}
