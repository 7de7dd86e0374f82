package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.judge.GovernedJudge;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.proof.rule.SystemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a charter. */
@Command(
        name = "lint",
        header = "Check a charter: its form, its conditions, its judges.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a charter; advice may be printed",
            "2:none; one line on stderr says where and what was expected"
        })
final class CharterLint implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The charter.")
    private String file = "";

    @Mixin
    private JsonOption json = new JsonOption();

    CharterLint(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        Charter charter = CharterFile.readNew(file).charter();
        List<String> advice = advice(charter);
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("version", charter.version())
                    .put("digest", charter.digest().toString())
                    .put("tiers", charter.tiers().size())
                    .put("judges", charter.judges().size())
                    .put("knowledge", KnownPacks.bundled().digest().toString())
                    .put("advice", JsonArray.ofStrings(advice))
                    .build());
        } else {
            terminal.out()
                    .line(file + ": charter " + charter.version() + ", " + charter.digest() + ", "
                            + charter.tiers().size() + " tiers, "
                            + charter.judges().size() + " judges");
            terminal.out().line("knowledge here: " + KnownPacks.bundled().digest());
            advice.forEach(line -> terminal.out().line("advice: " + line));
        }
        return ExitCode.OK;
    }

    private static List<String> advice(Charter charter) {
        List<String> advice = new ArrayList<>();
        Map<String, Integer> lineages = new TreeMap<>();
        charter.judges().forEach(judge -> lineages.merge(judge.lineage(), 1, Integer::sum));
        lineages.forEach((lineage, count) -> {
            if (count > charter.judges().size() / 3 && count > 1) {
                advice.add(count + " judges are of one lineage (" + lineage
                        + "): a mistake of theirs counts as often, and a third of the judges must not decide");
            }
        });
        charter.conduct()
                .knowledge()
                .filter(named -> !named.equals(KnownPacks.bundled().digest()))
                .ifPresent(named -> advice.add("it names the knowledge " + named + ", which is not what is here: no"
                        + " fact can be told by it, so whatever a tier with facts might take falls into that tier"));
        changeable(charter).ifPresent(advice::add);
        for (Tier tier : charter.tiers()) {
            if (tier.shadow()) {
                advice.add("tier " + tier.name() + " is in shadow mode: its actions run whatever is decided");
            }
            if (tier.limits().judgeMillis() >= tier.limits().deadlineMillis()) {
                advice.add("tier " + tier.name() + ": a judge that takes its whole time leaves none to decide");
            }
        }
        return advice;
    }

    /** An algorithm agrees to a swap in the category for what changes the group, and to no other. */
    private static Optional<String> changeable(Charter charter) {
        if (charter.vocabulary()
                .categories()
                .getOrDefault(GovernedJudge.CATEGORY, List.of())
                .contains(SystemKind.SWAP_CHARTER.word())) {
            return Optional.empty();
        }
        long algorithms = charter.judges().stream()
                .filter(judge -> judge instanceof JudgeSpec.Algorithmic)
                .count();
        boolean never =
                charter.judges().size() - algorithms <= 2 * charter.judges().size() / 3;
        return never
                ? Optional.of("no category " + GovernedJudge.CATEGORY + " lists " + SystemKind.SWAP_CHARTER.word()
                        + ", so " + algorithms
                        + " of its judges agree to no other charter: it can never be changed again")
                : Optional.empty();
    }
}
