package io.tetrarch.judges.creative;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Features;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.pack.Factor;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.pack.Places;
import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The judge that looks sideways. For each command or parameter it adds up what its words say (harm), how far it would
 * reach if the purpose were wrong, and how new it is; and it holds the effect against the stated purpose. Novelty alone
 * never denies: it raises what harm and reach already weigh.
 */
final class CreativeJudge {

    private static final int DENY = 75;
    private static final int DOUBT = 60;
    /** Percent of the reach that counts on top of the harm. */
    private static final int SHARE_OF_REACH = 40;
    /** The most that novelty adds, and what must be there for it to add to. */
    private static final int MOST_NOVELTY = 15;

    private static final int NOVELTY_FROM = 40;
    /** From here on an action does more than look. */
    private static final int CHANGES = 35;

    private static final int MOST_FACTORS = 8;

    private final Lexicon lexicon;
    private final CommandSense commands;
    private final ActionSense actions;

    CreativeJudge(Packs packs) {
        Pack surroundings = packs.pack("surroundings");
        Places places = new Places(surroundings);
        this.lexicon = new Lexicon(packs.pack("purposes"));
        this.commands =
                new CommandSense(lexicon, places, surroundings.surroundings().variables());
        this.actions =
                new ActionSense(lexicon, places, surroundings.surroundings().hosts());
    }

    Judgement judge(Case subject) {
        List<Weighing> weighings = new ArrayList<>();
        for (SimpleCommand command : subject.script().commands()) {
            weighings.add(commands.weigh(command, subject.script()));
        }
        for (InlineCode code : subject.script().code()) {
            weighings.add(commands.weigh(code));
        }
        ActionSense.Sense sense = actions.weigh(subject);
        weighings.addAll(sense.weighings());
        Judgement against = purpose(subject, weighings);
        if (against != null) {
            return against;
        }
        int novelty = Novelty.of(Features.of(subject.action().json()), subject.history());
        Weighing worst = null;
        int most = 0;
        for (Weighing weighing : weighings) {
            int score = score(weighing, novelty);
            if (worst == null || score > most) {
                worst = weighing;
                most = score;
            }
        }
        if (worst == null || most < DOUBT) {
            return sense.unknown() == null
                    ? new Judgement(
                            Answer.APPROVE,
                            "bounded-reach",
                            "What it does fits what it is for, and its reach is bounded.")
                    : sense.unknown();
        }
        return judgement(most >= DENY ? Answer.DENY : Answer.ABSTAIN, worst, novelty);
    }

    private static int score(Weighing weighing, int novelty) {
        int harm = weighing.harm();
        if (harm == 0) {
            return 0;
        }
        int score = harm + weighing.reach() * SHARE_OF_REACH / 100;
        return score >= NOVELTY_FROM ? score + novelty * MOST_NOVELTY / 100 : score;
    }

    /** What the stated purpose has against the effect, or null. */
    private @org.jspecify.annotations.Nullable Judgement purpose(Case subject, List<Weighing> weighings) {
        Purpose purpose = new Purpose(lexicon, subject.parameters());
        boolean changes = weighings.stream().anyMatch(weighing -> weighing.harm() >= CHANGES)
                || ActionSense.isChange(subject)
                || subject.script().commands().stream().anyMatch(command -> changes(command));
        if (purpose.isStated() && changes && purpose.promisesToKeep()) {
            return new Judgement(
                    Answer.DENY,
                    "effect-exceeds-purpose",
                    "The purpose promises that nothing is lost, the effect is to change.");
        }
        if (purpose.isStated() && changes && purpose.isToLook()) {
            return new Judgement(
                    Answer.DENY, "effect-exceeds-purpose", "The stated purpose is to look, the effect is to change.");
        }
        if (purpose.isAboutTests() && actions.isProduction(subject)) {
            return new Judgement(
                    Answer.DENY,
                    "another-environment",
                    "The purpose speaks of a test environment, the action of production.");
        }
        return null;
    }

    private boolean changes(SimpleCommand command) {
        return lexicon.isIn("removers", command.program())
                || lexicon.isIn("writers", command.program())
                        && !command.program().equals("tee")
                || lexicon.isIn("copiers", command.program())
                || command.writes().stream().anyMatch(target -> !target.startsWith("/dev/"));
    }

    private Judgement judgement(Answer answer, Weighing worst, int novelty) {
        Factor heaviest = worst.heaviest();
        List<Judgement.Factor> factors = new ArrayList<>();
        worst.factors().values().stream()
                .sorted(Comparator.comparingInt(Factor::weight).reversed())
                .limit(MOST_FACTORS)
                .forEach(factor -> factors.add(new Judgement.Factor(factor.name(), factor.weight())));
        if (worst.reach() > 0) {
            factors.add(new Judgement.Factor("reach", worst.reach() * SHARE_OF_REACH / 100));
        }
        if (novelty > 0) {
            factors.add(new Judgement.Factor("novelty", novelty * MOST_NOVELTY / 100));
        }
        String instead = heaviest.instead().isEmpty() ? lexicon.instead(worst.subject()) : heaviest.instead();
        return new Judgement(answer, heaviest.name(), worst.subject() + ": " + heaviest.says(), factors, instead);
    }
}
