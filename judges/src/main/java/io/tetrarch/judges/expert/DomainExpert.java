package io.tetrarch.judges.expert;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.tool.Finding;
import io.tetrarch.reading.tool.ScriptReading;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judge that knows the tools. Every command, statement and parameter is looked up in the rule packs; the worst of
 * what is found decides: high or critical denies, medium abstains, anything less approves.
 */
final class DomainExpert {

    private static final int MOST_FACTORS = 8;

    Judgement judge(Case subject) {
        List<Finding> findings = subject.findings();
        Finding worst = ScriptReading.worst(findings);
        if (worst == null) {
            return approval(findings);
        }
        return switch (worst.severity()) {
            case NONE, LOW -> approval(findings);
            case MEDIUM -> answer(Answer.ABSTAIN, worst, findings);
            case HIGH, CRITICAL -> answer(Answer.DENY, worst, findings);
        };
    }

    private static Judgement approval(List<Finding> findings) {
        boolean changes = findings.stream()
                .anyMatch(finding -> finding.meaning().effects().stream().anyMatch(effect -> effect != Effect.READS));
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
