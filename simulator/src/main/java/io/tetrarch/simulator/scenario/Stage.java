package io.tetrarch.simulator.scenario;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.simulator.key.KeyAuthority;
import io.tetrarch.simulator.world.Kit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The group that a run is played by, with a file like any other group, so that what it decides can be proven.
 *
 * @param kit its keys and services
 */
record Stage(Group group, Kit kit) {
    static final String EXECUTOR = "executor";
    static final String TIER = "standard";
    private static final List<String> NAMES = List.of("analytical", "creative", "adversarial", "domain_expert");
    private static final int QUORUM = 3;

    /** A new group; the same for the same salt. */
    static Stage set(SignatureScheme scheme, Bytes salt) {
        KeyAuthority.Keys keys = KeyAuthority.Keys.of(scheme, NAMES.size(), 2, salt);
        List<ReplicaMember> replicas = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            replicas.add(
                    new ReplicaMember(NAMES.get(i), raw(keys.replicas().get(i)), Optional.empty(), "this process"));
        }
        TreeMap<String, TierRule> tiers = new TreeMap<>();
        tiers.put(TIER, TierRule.of(QUORUM));
        Group group = new Group(
                new Group.Title("walkthrough", 1, Mode.EMBEDDED),
                replicas,
                List.of(
                        client("visitor", keys.clients().get(0), Role.SUBMIT),
                        client(EXECUTOR, keys.clients().get(1), Role.EXECUTE)),
                new GroupCharter(Digest.ZERO, new CharterRules(1, tiers)),
                Constants.DEFAULT);
        KeyAuthority notary = new KeyAuthority(scheme, keys, group.domain());
        return new Stage(
                group, Kit.real(notary, group.membership(), group.charter().founding()));
    }

    private static ClientMember client(String name, SigningKey key, Role role) {
        return new ClientMember(name, raw(key), new TreeSet<>(EnumSet.of(role)));
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }
}
