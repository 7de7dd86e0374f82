package io.tetrarch.embedded.home;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.JudgePins;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A new group with its secrets.
 *
 * @param replicaSeeds by index
 */
record Founding(Group group, Charter charter, List<byte[]> replicaSeeds, byte[] gateSeed) {
    private static final String OPERATOR = "this process";

    /** @throws HomeRefused if the plan is of no possible group */
    static Founding of(Plan plan, SignatureScheme scheme) throws HomeRefused {
        Charter charter = plan.charter();
        checkNames(plan);
        SecureRandom random = new SecureRandom();
        List<byte[]> seeds = new ArrayList<>();
        List<ReplicaMember> replicas = new ArrayList<>();
        for (String name : plan.replicas()) {
            byte[] seed = Ed25519Seed.generate(random);
            seeds.add(seed);
            replicas.add(new ReplicaMember(name, publicKey(scheme, seed), Optional.empty(), OPERATOR));
        }
        byte[] gateSeed = Ed25519Seed.generate(random);
        ClientMember gate = new ClientMember(
                Plan.GATE, publicKey(scheme, gateSeed), new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE)));
        JudgePins judges = plan.pins(charter);
        try {
            Group group = new Group(
                    new Group.Title(plan.name(), 1, Mode.EMBEDDED),
                    replicas,
                    List.of(gate),
                    charter.agreedBy(new Frame(plan.replicas(), plan.constants().requestLifeMillis()))
                            .with(judges),
                    plan.constants());
            return new Founding(group, charter, seeds, gateSeed);
        } catch (IllegalArgumentException e) {
            throw new HomeRefused("the group cannot be made: " + e.getMessage(), e);
        }
    }

    /** A seat's name is that of its folder and its key, beside which other files stand. */
    static void checkNames(Plan plan) throws HomeRefused {
        List<String> seats = plan.replicas();
        if (!Bounds.REPLICAS.holds(seats.size())) {
            throw impossible("expected " + Bounds.REPLICAS + " replicas, found " + seats.size());
        }
        for (String name : Stream.concat(Stream.of(plan.name()), seats.stream()).toList()) {
            if (!Name.isGood(name)) {
                throw impossible("expected names of " + Name.WORDS);
            }
            if (seats.contains(name + Staging.UNUSED)) {
                throw impossible("expected other names than " + name + " and " + name + Staging.UNUSED);
            }
        }
    }

    private static HomeRefused impossible(String problem) {
        return new HomeRefused("the group cannot be made: " + problem);
    }

    private static Bytes publicKey(SignatureScheme scheme, byte[] seed) {
        return Bytes.wrap(scheme.signingKey(seed).verifyingKey().raw());
    }
}
