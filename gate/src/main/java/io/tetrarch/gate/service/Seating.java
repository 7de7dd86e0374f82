package io.tetrarch.gate.service;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.group.Seat;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has which seat, as the changes decided so far have left it. Immutable.
 *
 * @param epoch of these keys
 * @param keys raw, by seat; no bytes for a vacant one
 * @param retired the last {@link #RETIRED} keys at most that lost their seat, the latest last: none of them may come back
 */
public record Seating(long epoch, List<Bytes> keys, List<Bytes> retired) {
    /** Keys that are remembered as retired. */
    static final int RETIRED = 256;

    /** What is a fit key is a rule of this project's own, the same whatever verifies. */
    private static final SignatureScheme SCHEME = Ed25519Provider.PORTABLE.load();

    public Seating {
        keys = List.copyOf(keys);
        retired = List.copyOf(retired);
        if (retired.size() > RETIRED) {
            throw new IllegalArgumentException("expected at most " + RETIRED + " retired keys");
        }
    }

    static Seating of(long epoch, Roster roster) {
        return new Seating(epoch, roster.seats().stream().map(Seat::key).toList(), List.of());
    }

    /** What is wrong with the change, whoever judges it; one with which nothing is wrong takes effect once approved. */
    public Optional<Judgement> objection(ChangeMembership change, Roster roster) {
        if (change.epoch() != epoch + 1) {
            return deny(
                    "epoch-not-next",
                    "Epoch " + epoch + " is under way, so only " + (epoch + 1) + " can follow, not " + change.epoch()
                            + ".");
        }
        int seat = roster.indexOf(change.seat());
        if (seat < 0) {
            return deny("unknown-seat", "The group has no seat " + change.seat() + ".");
        }
        return change.key().isPresent()
                ? objection(change.key().get(), roster)
                : objectionToVacating(seat, roster.quorum());
    }

    private Optional<Judgement> objection(Bytes key, Roster roster) {
        if (!isFit(key)) {
            return deny("unfit-key", "No key generator makes the key " + key + ".");
        }
        if (keys.contains(key) || roster.clients().contains(Hash.sha3(key.readOnlyArray()))) {
            return deny("key-in-use", "The key " + key + " is a member's already.");
        }
        return retired.contains(key)
                ? deny("key-retired", "The key " + key + " had a seat before, and may be in other hands.")
                : Optional.empty();
    }

    private Optional<Judgement> objectionToVacating(int seat, int quorum) {
        if (keys.get(seat).size() == 0) {
            return deny("seat-vacant", "Nobody has this seat.");
        }
        return keyed() - 1 < quorum
                ? deny(
                        "too-few-seats",
                        "Without it only " + (keyed() - 1) + " seats have a key, of which a quorum takes " + quorum
                                + ".")
                : Optional.empty();
    }

    /** How many seats somebody has. */
    long keyed() {
        return keys.stream().filter(key -> key.size() > 0).count();
    }

    static boolean isFit(Bytes key) {
        try {
            return SCHEME.verifyingKey(key.toArray()).isRegular();
        } catch (KeyRefusedException e) {
            return false;
        }
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }

    /** After a change that {@link #objection} has nothing against. */
    Seating after(ChangeMembership change, Roster roster) {
        int seat = roster.indexOf(change.seat());
        List<Bytes> next = new ArrayList<>(keys);
        Bytes before = next.set(seat, change.key().orElse(Bytes.EMPTY));
        List<Bytes> old = new ArrayList<>(retired);
        if (before.size() > 0) {
            old.add(before);
        }
        return new Seating(change.epoch(), next, old.size() > RETIRED ? old.subList(1, old.size()) : old);
    }

    void encode(Encoder to) {
        to.u64(epoch).list(keys, Encoder::bytes).list(retired, Encoder::bytes);
    }

    static Seating decode(CanonicalReader from) {
        return new Seating(from.u64(), from.list(4, CanonicalReader::bytes), from.list(4, CanonicalReader::bytes));
    }

    static long mostBytes(int replicas) {
        return 8 + 4 + replicas * (4L + 32) + 4 + RETIRED * (4L + 32);
    }
}
