package io.tetrarch.gate.service;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.group.Seat;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who has which seat, as the changes decided so far have left it. Immutable.
 *
 * @param epoch of these keys
 * @param keys raw, by seat; no bytes for a vacant one
 * @param retired the last {@link #RETIRED} keys at most that lost their seat, the latest last: none of them may come back
 * @param joined the client with which this epoch began, or the next one begins
 */
public record Seating(long epoch, List<Bytes> keys, List<Bytes> retired, Optional<ClientMember> joined) {
    /** No epoch is that high, so that the state of groups that no client has joined reads, and hashes, as it did. */
    private static final long JOINED = Long.MIN_VALUE;

    /** Name, key and roles of the client that joined last. */
    private static final long JOINED_BYTES = 4 + Name.MOST + 4 + 32 + 4 + 2 * (4 + 7);

    /** Keys that are remembered as retired. */
    static final int RETIRED = 256;

    /** What is a fit key is a rule of this project's own, the same whatever verifies. */
    private static final SignatureScheme SCHEME = Ed25519Provider.PORTABLE.load();

    /** Where the last change was one of a seat. */
    public Seating(long epoch, List<Bytes> keys, List<Bytes> retired) {
        this(epoch, keys, retired, Optional.empty());
    }

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
        if (change.joining().isPresent()) {
            return objection(change.joining().get(), roster);
        }
        int seat = roster.indexOf(change.seat());
        if (seat < 0) {
            return deny("unknown-seat", "The group has no seat " + change.seat() + ".");
        }
        return change.key().isPresent()
                ? objection(change.key().get(), roster)
                : objectionToVacating(seat, roster.quorum());
    }

    private Optional<Judgement> objection(ClientMember joining, Roster roster) {
        if (roster.indexOf(joining.name()) >= 0 || roster.clientNames().contains(joining.name())) {
            return deny("name-in-use", "There is a member named " + joining.name() + " already.");
        }
        if (!Bounds.JOINED_CLIENTS.holds(roster.clients().size())) {
            return deny("too-many-clients", "A group has no room for more clients.");
        }
        return objection(joining.key(), roster);
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
        if (change.joining().isPresent()) {
            return new Seating(change.epoch(), keys, retired, change.joining());
        }
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
        to.u64(joined.isPresent() ? epoch | JOINED : epoch)
                .list(keys, Encoder::bytes)
                .list(retired, Encoder::bytes);
        joined.ifPresent(client -> to.string(client.name())
                .bytes(client.key())
                .list(List.copyOf(client.roles()), (encoder, role) -> encoder.string(role.word())));
    }

    static Seating decode(CanonicalReader from) {
        long epoch = from.u64();
        List<Bytes> keys = from.list(4, CanonicalReader::bytes);
        List<Bytes> retired = from.list(4, CanonicalReader::bytes);
        return epoch < 0
                ? new Seating(epoch & ~JOINED, keys, retired, Optional.of(client(from)))
                : new Seating(epoch, keys, retired);
    }

    private static ClientMember client(CanonicalReader from) {
        String name = from.string();
        Bytes key = from.bytes();
        TreeSet<Role> roles = new TreeSet<>();
        from.list(4, CanonicalReader::string)
                .forEach(word -> roles.add(Role.ofWord(word)
                        .orElseThrow(() -> new IllegalArgumentException("expected a role, found " + word))));
        return new ClientMember(name, key, roles);
    }

    static long mostBytes(int replicas) {
        return 8 + 4 + replicas * (4L + 32) + 4 + RETIRED * (4L + 32) + JOINED_BYTES;
    }
}
