package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.simulator.check.Facts;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The epochs of a world's group: one kit for each, made when the first replica begins it. */
final class Epochs {
    private final Map<Domain, Kit> kits = new HashMap<>();

    /** By the epoch that followed. */
    private final Map<Domain, Succession> ends = new HashMap<>();

    private final Facts facts;
    private final BiConsumer<Kit, Kit> begun;

    /** By address. */
    private final Map<Integer, Domain> present = new HashMap<>();

    private Kit latest;
    private long lastEnteredMillis;

    /** @param begun told of each epoch that an honest replica is the first to begin: the one before, and it */
    Epochs(Kit founding, Facts facts, BiConsumer<Kit, Kit> begun) {
        this.facts = facts;
        this.begun = begun;
        this.latest = founding;
        kits.put(founding.notary().domain(), founding);
    }

    /** The latest that an honest replica has begun; clients ask under it. */
    Kit latest() {
        return latest;
    }

    /** When an honest replica last came to an epoch that it had not been in just before. */
    long lastEnteredMillis() {
        return lastEnteredMillis;
    }

    /** @throws IllegalStateException if nobody was ever in the epoch that ended */
    Kit following(Succession succession) {
        Kit ended = kits.get(succession.ended());
        if (ended == null) {
            throw new IllegalStateException("a world without " + succession.ended());
        }
        ends.putIfAbsent(succession.next(), succession);
        return kits.computeIfAbsent(succession.next(), unused -> ended.next(succession));
    }

    /** How the epochs before this one ended, in their order. */
    List<Succession> lineage(Kit kit) {
        ArrayDeque<Succession> lineage = new ArrayDeque<>();
        Succession end = ends.get(kit.notary().domain());
        while (end != null) {
            lineage.addFirst(end);
            end = ends.get(end.ended());
        }
        return List.copyOf(lineage);
    }

    /** A replica is in this epoch from now on. */
    void entered(Node node, Kit kit, boolean honest, long nowMillis) {
        if (!honest) {
            return;
        }
        if (!kit.notary()
                .domain()
                .equals(present.put(node.address(), kit.notary().domain()))) {
            lastEnteredMillis = nowMillis;
        }
        facts.begun(kit.notary(), kit.epoch().start().map(Start::sequence).orElse(0L));
        facts.entered(node.index(), kit.notary());
        if (kit.notary().domain().epoch() > latest.notary().domain().epoch()) {
            Kit before = latest;
            latest = kit;
            begun.accept(before, kit);
        }
    }
}
