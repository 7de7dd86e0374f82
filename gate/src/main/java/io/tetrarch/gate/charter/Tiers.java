package io.tetrarch.gate.charter;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.PolicyRejected;
import io.tetrarch.gate.judge.Selector;
import io.tetrarch.gate.judge.Vocabulary;
import java.util.List;

/** Tells the tier of an action; every replica comes to the same one. Immutable, safe for use by several threads. */
public final class Tiers {

    private final Vocabulary vocabulary;
    private final List<Tier> tiers;
    private final Selector selector;

    private Tiers(Vocabulary vocabulary, List<Tier> tiers, Selector selector) {
        this.vocabulary = vocabulary;
        this.tiers = tiers;
        this.selector = selector;
    }

    /** @throws PolicyRejected if a tier's condition does not compile */
    public static Tiers of(Charter charter) throws PolicyRejected {
        List<Tier> conditional = charter.tiers().subList(0, charter.tiers().size() - 1);
        return new Tiers(
                charter.vocabulary(),
                charter.tiers(),
                Selector.compile(conditional.stream().map(Tier::when).toList()));
    }

    /** The first tier whose condition holds, else the last; the tier's own name is not among the variables yet. */
    public Tier of(Action action, String executor, String client) {
        return tiers.get(selector.first(new Case(action, vocabulary, "", executor, client)));
    }
}
