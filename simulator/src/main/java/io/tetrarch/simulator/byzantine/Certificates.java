package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** VIEW-CHANGEs and NEW-VIEWs that say what suits the conspiracy. */
final class Certificates {
    private final Adversary.Briefing briefing;
    private final Loot loot;
    private final Randomness randomness;

    /** @param forged whether a signature in it is not its signer's */
    record Lie<T>(T message, boolean forged) {}

    Certificates(Adversary.Briefing briefing, Loot loot, Randomness randomness) {
        this.briefing = briefing;
        this.loot = loot;
        this.randomness = randomness;
    }

    /** A VIEW-CHANGE for this view with another certificate than the sender's own. */
    Lie<ViewChange> viewChange(long view) {
        List<PreparedCertificate> known = loot.prepared().stream()
                .filter(certificate -> certificate.view() < view)
                .toList();
        Optional<CheckpointCertificate> stable =
                loot.stable(briefing.quorum()).stream().max(Comparator.comparingLong(CheckpointCertificate::sequence));
        Optional<PreparedCertificate> some =
                known.isEmpty() ? Optional.empty() : Optional.of(known.get(randomness.below(known.size())));
        return switch (randomness.below(8)) {
            case 0 -> new Lie<>(new ViewChange(view, Optional.empty(), Optional.empty()), false);
            case 1 -> new Lie<>(new ViewChange(view, stable, Optional.empty()), false);
            case 2 -> new Lie<>(new ViewChange(view, Optional.empty(), some), false);
            case 3 -> new Lie<>(new ViewChange(view, stable, known.stream().findFirst()), false);
            case 4 -> new Lie<>(new ViewChange(view, stable, some.map(this::relabelled)), some.isPresent());
            case 5 -> new Lie<>(new ViewChange(view, stable, some.map(this::thinned)), false);
            case 6 -> new Lie<>(new ViewChange(view, weakStable(), some), false);
            default -> new Lie<>(new ViewChange(view, stable, fabricated(view)), false);
        };
    }

    /** The same signatures under another view, or over another header. */
    private PreparedCertificate relabelled(PreparedCertificate it) {
        Digest other = new Digest(randomness.next(), 0, 0, 0);
        return randomness.chance(500)
                ? new PreparedCertificate(it.view() + 1, it.sequence(), it.digest(), it.prePrepare(), it.prepares())
                : new PreparedCertificate(it.view(), it.sequence(), other, it.prePrepare(), it.prepares());
    }

    /** One signer short, the leader perhaps standing in twice. */
    private PreparedCertificate thinned(PreparedCertificate it) {
        TreeMap<Integer, Bytes> signers = new TreeMap<>(it.prepares().bySigner());
        int leader = (int) (it.view() % briefing.replicas());
        while (signers.size() + 1 > briefing.quorum() - (signers.containsKey(leader) ? 0 : 1) && signers.size() > 1) {
            int last = signers.lastKey();
            signers.remove(last == leader ? signers.firstKey() : last);
        }
        return new PreparedCertificate(it.view(), it.sequence(), it.digest(), it.prePrepare(), new Signatures(signers));
    }

    /** Whatever votes there are for the latest header, enough or not. */
    private Optional<PreparedCertificate> fabricated(long view) {
        Optional<PreparedCertificate> best = Optional.empty();
        for (Loot.Slot slot : loot.slots()) {
            if (slot.type() == 1 && slot.view() < view) {
                best = Optional.of(new PreparedCertificate(
                        slot.view(),
                        slot.sequence(),
                        slot.digest(),
                        Optional.empty(),
                        new Signatures(loot.votes(slot))));
            }
        }
        return best;
    }

    private Optional<CheckpointCertificate> weakStable() {
        return loot.stable(1).stream()
                .filter(certificate -> certificate.signatures().count() < briefing.quorum())
                .findFirst();
    }

    /**
     * A NEW-VIEW for this view out of the VIEW-CHANGEs seen, made so as to give a low base: with the conspiracy's own,
     * and those of the honest that know least.
     *
     * @param own fresh VIEW-CHANGEs of the conspiracy, by sender
     */
    Optional<Lie<NewView>> newView(long view, TreeMap<Integer, Signed<ViewChange>> own) {
        TreeMap<Integer, Signed<ViewChange>> known = new TreeMap<>(loot.viewChanges(view));
        known.putAll(own);
        List<Signed<ViewChange>> chosen = new ArrayList<>(known.values());
        chosen.sort(Comparator.comparingLong(Certificates::weight));
        if (randomness.chance(300)) {
            chosen = new ArrayList<>(chosen.reversed());
        }
        int quorum = briefing.quorum();
        if (chosen.size() > quorum) {
            chosen = new ArrayList<>(chosen.subList(0, quorum));
        }
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (randomness.below(6)) {
                    case 0 -> doubled(view, chosen);
                    case 1 -> new Lie<>(new NewView(view, chosen.subList(0, Math.max(1, chosen.size() - 1))), false);
                    case 2 -> tampered(view, chosen);
                    default -> new Lie<>(new NewView(view, chosen), false);
                });
    }

    /** One VIEW-CHANGE twice in place of another. */
    private static Lie<NewView> doubled(long view, List<Signed<ViewChange>> chosen) {
        chosen.set(chosen.size() - 1, chosen.getFirst());
        return new Lie<>(new NewView(view, chosen), false);
    }

    /** Somebody's certificate left out under his signature. */
    private static Lie<NewView> tampered(long view, List<Signed<ViewChange>> chosen) {
        for (int i = 0; i < chosen.size(); i++) {
            Signed<ViewChange> it = chosen.get(i);
            if (it.message().prepared().isPresent()) {
                ViewChange bare = new ViewChange(view, it.message().stable(), Optional.empty());
                chosen.set(i, new Signed<>(it.sender(), bare, it.signature()));
                return new Lie<>(new NewView(view, chosen), true);
            }
        }
        return new Lie<>(new NewView(view, chosen), false);
    }

    private static long weight(Signed<ViewChange> signed) {
        return signed.message()
                .prepared()
                .map(certificate -> certificate.view() * 1_000_000 + certificate.sequence())
                .orElse(-1L);
    }
}
