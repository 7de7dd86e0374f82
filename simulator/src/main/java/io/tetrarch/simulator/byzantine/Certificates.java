package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Prepare;
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
import java.util.TreeSet;

/** VIEW-CHANGEs and NEW-VIEWs that say what suits the conspiracy. */
final class Certificates {
    private final Adversary.Briefing briefing;
    private final AdversaryKnowledge loot;
    private final Randomness randomness;

    /** How good a lie is. */
    enum Kind {
        /** Nothing is wrong with it but that it is not what an honest replica would say. */
        SOUND,
        /** It holds a signature that is not its signer's. */
        FORGED,
        /** Its signatures are good, but it proves nothing. */
        MALFORMED
    }

    record Lie<T>(T message, Kind kind) {}

    Certificates(Adversary.Briefing briefing, AdversaryKnowledge loot, Randomness randomness) {
        this.briefing = briefing;
        this.loot = loot;
        this.randomness = randomness;
    }

    /** A VIEW-CHANGE for this view with another certificate than the sender's own. */
    Lie<ViewChange> viewChange(Adversary.Puppet puppet, long view) {
        List<PreparedCertificate> known = loot.prepared().stream()
                .filter(certificate -> certificate.view() < view)
                .toList();
        Optional<CheckpointCertificate> stable =
                loot.stable(briefing.quorum()).stream().max(Comparator.comparingLong(CheckpointCertificate::sequence));
        Optional<PreparedCertificate> some =
                known.isEmpty() ? Optional.empty() : Optional.of(known.get(randomness.below(known.size())));
        return switch (randomness.below(9)) {
            case 0 -> new Lie<>(new ViewChange(view, Optional.empty(), Optional.empty()), Kind.SOUND);
            case 1 -> new Lie<>(new ViewChange(view, stable, Optional.empty()), Kind.SOUND);
            case 2 -> new Lie<>(new ViewChange(view, Optional.empty(), some), Kind.SOUND);
            case 3 -> new Lie<>(new ViewChange(view, stable, known.stream().findFirst()), Kind.SOUND);
            case 4 ->
                new Lie<>(
                        new ViewChange(view, stable, some.map(this::relabelled)),
                        some.isPresent() ? Kind.FORGED : Kind.SOUND);
            case 5 -> weighed(new ViewChange(view, stable, some.map(it -> thinned(puppet, it))));
            case 6 -> {
                Optional<CheckpointCertificate> weak = weakStable();
                yield new Lie<>(new ViewChange(view, weak, some), weak.isPresent() ? Kind.MALFORMED : Kind.SOUND);
            }
            case 7 -> {
                // a certificate of the view that it asks for, or of a later one
                Optional<PreparedCertificate> early = loot.prepared().stream()
                        .filter(certificate -> certificate.view() >= view)
                        .findFirst();
                yield new Lie<>(new ViewChange(view, stable, early), early.isPresent() ? Kind.MALFORMED : Kind.SOUND);
            }
            default -> weighed(new ViewChange(view, stable, fabricated(view)));
        };
    }

    /** Malformed if the certificate's signers are too few. */
    private Lie<ViewChange> weighed(ViewChange change) {
        boolean enough =
                change.prepared().map(it -> distinct(it) >= briefing.quorum()).orElse(true);
        return new Lie<>(change, enough ? Kind.SOUND : Kind.MALFORMED);
    }

    /** Counted here anew, not by the certificate itself. */
    private int distinct(PreparedCertificate it) {
        TreeSet<Integer> signers = new TreeSet<>(it.prepares().bySigner().keySet());
        if (it.prePrepare().isPresent()) {
            signers.add((int) (it.view() % briefing.replicas()));
        }
        return signers.size();
    }

    /** The same signatures under another view, or over another header. */
    private PreparedCertificate relabelled(PreparedCertificate it) {
        Digest other = new Digest(randomness.next(), 0, 0, 0);
        return randomness.chance(500)
                ? new PreparedCertificate(it.view() + 1, it.sequence(), it.digest(), it.prePrepare(), it.prepares())
                : new PreparedCertificate(it.view(), it.sequence(), other, it.prePrepare(), it.prepares());
    }

    /** One signer short; where the leader is of the conspiracy it signs both ways, to be counted twice. */
    private PreparedCertificate thinned(Adversary.Puppet puppet, PreparedCertificate it) {
        TreeMap<Integer, Bytes> signers = new TreeMap<>(it.prepares().bySigner());
        int leader = (int) (it.view() % briefing.replicas());
        if (leader == puppet.replica()) {
            Prepare prepare = new Prepare(it.view(), it.sequence(), it.digest());
            signers.put(leader, puppet.signed(prepare).signature());
        }
        boolean both = it.prePrepare().isPresent() && signers.containsKey(leader);
        int kept = briefing.quorum() - (it.prePrepare().isPresent() && !both ? 2 : 1);
        while (signers.size() > kept) {
            int last = signers.lastKey();
            signers.remove(last == leader ? signers.firstKey() : last);
        }
        return new PreparedCertificate(it.view(), it.sequence(), it.digest(), it.prePrepare(), new Signatures(signers));
    }

    /** Whatever votes there are for the latest header, enough or not. */
    private Optional<PreparedCertificate> fabricated(long view) {
        Optional<PreparedCertificate> best = Optional.empty();
        for (AdversaryKnowledge.Cast cast : loot.casts()) {
            if (cast.type() == 1 && cast.view() < view) {
                best = Optional.of(new PreparedCertificate(
                        cast.view(),
                        cast.sequence(),
                        cast.digest(),
                        Optional.empty(),
                        new Signatures(loot.votes(cast))));
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
                switch (randomness.below(7)) {
                    case 3 -> misplaced(view, chosen);
                    case 0 -> {
                        // one VIEW-CHANGE twice in place of another
                        chosen.set(chosen.size() - 1, chosen.getFirst());
                        yield weighed(view, chosen);
                    }
                    case 1 -> weighed(view, chosen.subList(0, Math.max(1, chosen.size() - 1)));
                    case 2 -> tampered(view, chosen);
                    default -> weighed(view, chosen);
                });
    }

    /** Somebody's VIEW-CHANGE for another view among those for this one. */
    private Lie<NewView> misplaced(long view, List<Signed<ViewChange>> chosen) {
        int last = chosen.size() - 1;
        for (long other = view - 1; other > view - 4; other--) {
            Optional<Signed<ViewChange>> old = Optional.ofNullable(
                    loot.viewChanges(other).get(chosen.get(last).sender()));
            if (old.isPresent()) {
                chosen.set(last, old.get());
                return new Lie<>(new NewView(view, chosen), Kind.MALFORMED);
            }
        }
        return weighed(view, chosen);
    }

    /** Malformed unless it holds exactly as many senders as make a quorum, for this view. */
    private Lie<NewView> weighed(long view, List<Signed<ViewChange>> chosen) {
        TreeSet<Integer> senders = new TreeSet<>();
        chosen.forEach(each -> senders.add(each.sender()));
        boolean good = senders.size() == briefing.quorum() && chosen.size() == senders.size();
        return new Lie<>(new NewView(view, chosen), good ? Kind.SOUND : Kind.MALFORMED);
    }

    /** Somebody's certificate left out under his signature. */
    private Lie<NewView> tampered(long view, List<Signed<ViewChange>> chosen) {
        for (int i = 0; i < chosen.size(); i++) {
            Signed<ViewChange> it = chosen.get(i);
            if (it.message().prepared().isPresent()) {
                ViewChange bare = new ViewChange(view, it.message().stable(), Optional.empty());
                chosen.set(i, new Signed<>(it.sender(), bare, it.signature()));
                return new Lie<>(new NewView(view, chosen), Kind.FORGED);
            }
        }
        return weighed(view, chosen);
    }

    private static long weight(Signed<ViewChange> signed) {
        return signed.message()
                .prepared()
                .map(certificate -> certificate.view() * 1_000_000 + certificate.sequence())
                .orElse(-1L);
    }
}
