package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.LedgerPieces;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.audit.ShadowCounts;
import io.tetrarch.gate.judge.Correlation;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what a group decided. */
@Command(
        name = "stats",
        header = "Count a group's decisions by tier, and say how independently its judges vote.",
        description = {
            "The effective number of independent votes is n^2 divided by the sum of all pairs' correlations.",
            "Decisions carry the verdicts that settled them, so late ones are not counted."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:counted", "2:bad input; one line on stderr says where and what was expected"})
final class CharterStats implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private JsonOption json = new JsonOption();

    CharterStats(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        SortedMap<String, Map<Outcome, Integer>> tiers = new TreeMap<>();
        List<Map<String, Answer>> votes = new ArrayList<>();
        ShadowCounts shadow;
        try (Inspection inspection = group.inspect(terminal.err())) {
            Group group = inspection.group();
            shadow = new ShadowCounts(
                    group.charter().founding(), group.replicas().size());
            List<String> names = inspection.group().replicaNames();
            new LedgerPieces(inspection).each((index, batch, entry) -> {
                shadow.add(entry);
                if (entry instanceof DecisionEntry decision) {
                    tiers.computeIfAbsent(decision.request().request().terms().tier(), unused -> new TreeMap<>())
                            .merge(decision.outcome(), 1, Integer::sum);
                    votes.add(votes(decision, names));
                }
            });
        }
        Correlation correlation = Correlation.of(votes);
        if (json.isWanted()) {
            terminal.json(json(tiers, correlation, shadow));
        } else {
            print(tiers, correlation, shadow);
        }
        return ExitCode.OK;
    }

    /** The judges' own answers: what the gate itself said in their place tells nothing about them. */
    private static Map<String, Answer> votes(DecisionEntry decision, List<String> names) {
        Map<String, Answer> votes = new TreeMap<>();
        decision.verdicts().forEach(vote -> {
            if (!vote.verdict().judge().startsWith("built-in/")) {
                votes.put(names.get(vote.replica()), vote.verdict().answer());
            }
        });
        return votes;
    }

    private void print(Map<String, Map<Outcome, Integer>> tiers, Correlation correlation, ShadowCounts shadow) {
        tiers.forEach((tier, outcomes) -> terminal.out().line(tier + ": " + outcomes));
        shadow.byTier()
                .forEach((tier, outcomes) -> terminal.out()
                        .line(tier + " in shadow mode: would have been "
                                + outcomes.entrySet().stream()
                                        .map(each ->
                                                each.getKey().name().toLowerCase(Locale.ROOT) + " " + each.getValue())
                                        .collect(Collectors.joining(", "))));
        String independent = correlation
                .effective()
                .map(effective -> String.format(Locale.ROOT, "%.2f of %d", effective, correlation.judges()))
                .orElse("too few decisions to tell (" + Correlation.FEWEST + " are needed)");
        terminal.out().line("independent votes: " + independent + ", over " + correlation.decisions() + " decisions");
    }

    private static JsonObject counts(SortedMap<String, ? extends Map<Outcome, ? extends Number>> tiers) {
        JsonObject.Builder byTier = JsonObject.builder();
        tiers.forEach((tier, outcomes) -> {
            JsonObject.Builder counts = JsonObject.builder();
            outcomes.forEach((outcome, count) -> counts.put(outcome.name(), count.longValue()));
            byTier.put(tier, counts.build());
        });
        return byTier.build();
    }

    private static JsonObject json(
            SortedMap<String, Map<Outcome, Integer>> tiers, Correlation correlation, ShadowCounts shadow) {
        JsonObject.Builder pairs = JsonObject.builder();
        correlation
                .pairs()
                .forEach(pair -> pair.rho().ifPresent(rho -> pairs.put(pair.one() + "/" + pair.other(), rho)));
        JsonObject.Builder independence = JsonObject.builder()
                .put("judges", correlation.judges())
                .put("decisions", correlation.decisions())
                .put("correlations", pairs.build());
        correlation.effective().ifPresent(effective -> independence.put("effectiveVotes", effective));
        return JsonObject.builder()
                .put("tiers", counts(tiers))
                .put("shadow", counts(shadow.byTier()))
                .put("independence", independence.build())
                .build();
    }
}
