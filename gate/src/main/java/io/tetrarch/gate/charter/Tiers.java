package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.gate.judge.Selector;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import java.util.Optional;

/** Tells the tier of an action; every replica comes to the same one. Immutable, safe for use by several threads. */
public final class Tiers {

    private final Charter charter;
    private final List<Tier> tiers;
    private final Selector selector;

    private Tiers(Charter charter, List<Tier> tiers, Selector selector) {
        this.charter = charter;
        this.tiers = tiers;
        this.selector = selector;
    }

    /** @throws PolicyRejected if a tier's condition does not compile */
    public static Tiers of(Charter charter) throws PolicyRejected {
        List<Tier> conditional = charter.tiers().subList(0, charter.tiers().size() - 1);
        return new Tiers(
                charter,
                charter.tiers(),
                Selector.compile(conditional.stream()
                        .map(tier -> new Selector.Choice(
                                tier.condition(), !tier.demand().isObserved()))
                        .toList()));
    }

    /**
     * The first tier that the action is of, else the last. A condition that cannot be told counts as holding, or, where
     * the tier is not judged, as not holding. The tier's own name is not among the variables yet.
     */
    public Tier of(Action action, String executor, String client) {
        return of(action, executor, client, Optional.empty());
    }

    /** The same of one that a client asks for on another's part. */
    public Tier of(Action action, String executor, String client, Optional<Principal> principal) {
        return tiers.size() == 1
                ? tiers.getFirst()
                : of(charter.caseOf(action, new Case.Terms("", executor, client, principal), KnownPacks.bundled()));
    }

    /** The same of an action that is read already, by this charter's vocabulary. */
    public Tier of(Case subject) {
        return tiers.get(tiers.size() == 1 ? 0 : selector.first(subject.inTier("")));
    }
}
