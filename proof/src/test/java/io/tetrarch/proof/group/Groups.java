package io.tetrarch.proof.group;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups with known keys, for tests. */
public final class Groups {
    public static final SignatureScheme SCHEME = Ed25519Provider.PORTABLE.load();

    private static final List<String> NAMES = List.of("analytical", "creative", "adversarial", "domain_expert");

    private Groups() {}

    /** The key of a replica. */
    public static SigningKey replicaKey(int index) {
        return key(1 + index);
    }

    /** The key of the client {@code agent}, which may submit and execute. */
    public static SigningKey clientKey() {
        return key(100);
    }

    /** The key of the client {@code observer}, which may do neither. */
    public static SigningKey observerKey() {
        return key(101);
    }

    public static SigningKey key(int seed) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return SCHEME.signingKey(secret);
    }

    /** Four replicas in one process. */
    public static Group embedded() {
        return group(new Group.Title("test", 1, Mode.EMBEDDED), 4);
    }

    public static Group group(Group.Title title, int replicas) {
        List<ReplicaMember> members = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            members.add(new ReplicaMember(
                    i < NAMES.size() ? NAMES.get(i) : "replica" + i,
                    raw(replicaKey(i)),
                    title.mode() == Mode.EMBEDDED ? Optional.empty() : Optional.of("host" + i + ":740" + i % 10),
                    title.mode() == Mode.DISTRIBUTED ? "Operator " + i : "Operator"));
        }
        List<ClientMember> clients = List.of(
                new ClientMember("agent", raw(clientKey()), new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE))),
                new ClientMember("observer", raw(observerKey()), new TreeSet<>()));
        int quorum = 2 * ((replicas - 1) / 3) + 1;
        CharterRules charter = new CharterRules(
                1,
                new TreeMap<>(Map.of(
                        "standard", TierRule.of(quorum),
                        "critical", new TierRule(quorum, new TreeSet<>(List.of(2))),
                        "unanimous", TierRule.of(replicas))));
        return new Group(title, members, clients, new GroupCharter(Digest.ZERO, charter), Constants.DEFAULT);
    }

    /** The group file of four replicas. */
    public static Path write(Path file, Mode mode) throws IOException {
        return Files.writeString(file, GroupFile.write(group(new Group.Title("test", 1, mode), 4)));
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }
}
