package io.tetrarch.cli;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A group file with keys made from known seeds. */
final class TestGroup {
    private TestGroup() {}

    static Path write(Path file, Mode mode) throws IOException {
        List<String> names = List.of("analytical", "creative", "adversarial", "domain_expert");
        List<ReplicaMember> replicas = Stream.of(0, 1, 2, 3)
                .map(i -> new ReplicaMember(
                        names.get(i),
                        key(i + 1),
                        mode == Mode.EMBEDDED ? Optional.empty() : Optional.of("host" + i + ":7000"),
                        mode == Mode.DISTRIBUTED ? "operator " + i : "one"))
                .toList();
        TreeMap<String, TierRule> tiers = new TreeMap<>();
        tiers.put("ordinary", TierRule.of(3));
        tiers.put("production", new TierRule(3, new TreeSet<>(List.of(2))));
        Group group = new Group(
                new Group.Title("test", 1, mode),
                replicas,
                List.of(new ClientMember("agent", key(9), new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE)))),
                new GroupCharter(CharterReader.defaultCharter().digest(), new CharterRules(1, tiers)),
                Constants.DEFAULT);
        return Files.writeString(file, GroupFile.write(group));
    }

    private static Bytes key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Bytes.wrap(
                Ed25519Provider.PORTABLE.load().signingKey(bytes).verifyingKey().raw());
    }
}
