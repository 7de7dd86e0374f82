package io.tetrarch.embedded.home;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.JudgePins;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Founds a group whose replicas run on hosts of operators of their own: from what each says in public of its replica. The
 * folder is that of the group's client ({@link ClientFolder}); its group file and charter are for all.
 */
public final class DistributedFounding {
    private DistributedFounding() {}

    /**
     * Makes the folder, whole or not at all.
     *
     * @param plan with the replicas that {@code seats} are of, in that order
     * @throws HomeRefused if there is something in it already, or no group can be made of these
     */
    public static Group found(Path folder, Plan plan, List<SeatStatement> seats, SignatureScheme scheme)
            throws IOException, HomeRefused {
        byte[] gate = Ed25519Seed.generate(new SecureRandom());
        Group group = group(
                plan, seats, Bytes.wrap(scheme.signingKey(gate).verifyingKey().raw()));
        ClusterFounding.makeWhole(folder, staging -> {
            ClusterFounding.writeClient(staging, gate);
            ClusterFounding.writePublic(staging, group, plan.charterFile());
        });
        return group;
    }

    private static Group group(Plan plan, List<SeatStatement> seats, Bytes gate) throws HomeRefused {
        Founding.checkNames(plan);
        Charter charter = plan.charter();
        JudgePins pins = plan.pins(charter);
        try {
            return new Group(
                    new Group.Title(plan.name(), 1, Mode.DISTRIBUTED),
                    seats.stream()
                            .map(seat -> new ReplicaMember(
                                    seat.name(), seat.key(), Optional.of(seat.address()), seat.operator()))
                            .toList(),
                    List.of(new ClientMember(Plan.GATE, gate, new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE)))),
                    charter.agreedBy(new Frame(plan.replicas(), plan.constants().requestLifeMillis()))
                            .with(pins),
                    plan.constants());
        } catch (IllegalArgumentException e) {
            throw new HomeRefused("the group cannot be made: " + e.getMessage(), e);
        }
    }
}
