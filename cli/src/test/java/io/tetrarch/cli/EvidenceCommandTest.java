package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Evidence.SignedVote;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.wire.WireLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A group one of whose replicas signed two prepares for one sequence, and another that has the proof. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EvidenceCommandTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.PORTABLE.load();
    private static final int LIAR = 1;
    private static final int WITNESS = 2;

    private Path folder = Path.of("");
    private String data = "";
    private String group = "";
    private String evidence = "";

    @BeforeAll
    void convict(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Path home = folder.resolve("data");
        data = home.toString();
        group = home.resolve("group.json").toString();
        Invocation.of("decide", "../examples/actions/fs-write.json", "--data", data);
        assertThat(Invocation.of("evidence", "list", "--data", data)
                        .endedQuietlyWith(0)
                        .out())
                .isEqualTo("no equivocation is known" + System.lineSeparator());
        Group read = GroupFile.read(Files.readAllBytes(Path.of(group)), SCHEME);
        record(home, read, 7);
        evidence = folder.resolve("evidence.json").toString();
        Files.writeString(
                Path.of(evidence),
                Invocation.of("evidence", "show", "0", "--data", data)
                        .endedQuietlyWith(0)
                        .out());
    }

    /** Has the liar sign two prepares of one sequence in this epoch, and the witness keep them. */
    private static void record(Path home, Group epoch, long sequence) throws Exception {
        String liar = epoch.replicaNames().get(LIAR);
        byte[] seed = PrivateKeyFile.read(home.resolve("keys").resolve(liar + ".pem"), Passphrase.NONE);
        MessageSigner signer = new MessageSigner(SCHEME.signingKey(seed), epoch.domain());
        Group founding = GroupFile.read(Files.readAllBytes(home.resolve("group.json")), SCHEME);
        Path store = home.resolve("replicas").resolve(epoch.replicaNames().get(WITNESS));
        try (DurableStore witness = DurableStore.open(store, founding.domain(), WITNESS, false, WireLimits.of(4))) {
            witness.recover();
            witness.append(List.of(new Stored.Conviction(new Evidence.ConflictingVotes(
                    LIAR, vote(signer, sequence, (byte) 1), vote(signer, sequence, (byte) 2)))));
        }
    }

    private static SignedVote vote(MessageSigner signer, long sequence, byte content) {
        Digest digest = Hash.sha3(new byte[] {content});
        SignedVote unsigned = new SignedVote(MessageType.PREPARE, 3, sequence, digest, Bytes.EMPTY);
        return new SignedVote(MessageType.PREPARE, 3, sequence, digest, signer.sign(unsigned));
    }

    @Test
    void whatAReplicaWasConvictedOfIsListed() throws Exception {
        String line = Invocation.of("evidence", "list", "--data", data)
                .endedQuietlyWith(0)
                .out();
        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("creative", "PREPARE", "view 3, sequence 7");
        JsonCursor listed =
                Invocation.of("evidence", "list", "--json", "--data", data).json();
        assertThat(listed.member("replica").string()).isEqualTo("creative");
        assertThat(listed.member("sequence").integer(0, 9)).isEqualTo(7);
    }

    @Test
    void whatIsShownConvictsByItself() throws Exception {
        assertThat(Invocation.of("evidence", "verify", evidence, "--group", group)
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("convicts: replica creative signed ");
        assertThat(Invocation.of("evidence", "verify", evidence, "--group", group, "--json")
                        .endedQuietlyWith(0)
                        .json()
                        .member("convicts")
                        .bool())
                .isTrue();
    }

    @Test
    void whatDoesNotSayWhatItShowsOrIsOfAnotherGroupConvictsNobody() throws Exception {
        String text = Files.readString(Path.of(evidence));
        Path blamed = Files.writeString(folder.resolve("blamed.json"), text.replace("\"creative\"", "\"analytical\""));
        assertThat(blamed).content().isNotEqualTo(text);
        assertThat(Invocation.of("evidence", "verify", blamed.toString(), "--group", group)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("failed: ");
        Path other = Groups.write(folder.resolve("other.json"), Mode.EMBEDDED);
        assertThat(Invocation.of("evidence", "verify", evidence, "--group", other.toString())
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("failed: ");
    }

    @Test
    void aSignatureThatIsNotTheReplicasConvictsNobody() throws Exception {
        JsonCursor shown = JsonCursor.parse(Files.readAllBytes(Path.of(evidence)), JsonLimits.FILE);
        byte[] canonical = Base64.getDecoder().decode(shown.member("canonical").string());
        canonical[canonical.length - 1] ^= 1;
        Path forged = Files.writeString(
                folder.resolve("forged.json"),
                Files.readString(Path.of(evidence))
                        .replace(
                                shown.member("canonical").string(),
                                Base64.getEncoder().encodeToString(canonical)));
        assertThat(Invocation.of("evidence", "verify", forged.toString(), "--group", group)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("failed: ");
    }

    /** A group whose other seat has another key by now; the liar's is the same, but its epoch is signed too. */
    @Test
    void evidenceIsOfTheEpochThatItWasSignedIn() throws Exception {
        Path home = folder.resolve("changed");
        Group second;
        try (EmbeddedCluster changed = EmbeddedCluster.builder()
                .storedIn(home)
                .charter(Invocation.utf8(TestCharter.agreeable(List.of("a", "b", "c", "d"))))
                .replicas(List.of("a", "b", "c", "d"))
                .open()) {
            assertThat(changed.decide(changed.rekeying("d")).isApproved()).isTrue();
            assertThat(Await.until(changed, () -> changed.group().title().epoch() == 2))
                    .isTrue();
            second = changed.group();
        }
        Group first = GroupFile.read(Files.readAllBytes(home.resolve("group.json")), SCHEME);
        record(home, first, 1);
        record(home, second, 1);

        List<String> listed = Invocation.of("evidence", "list", "--data", home.toString())
                .endedQuietlyWith(0)
                .out()
                .lines()
                .toList();
        assertThat(listed).hasSize(2).anyMatch(line -> line.contains("epoch 1, view 3, sequence 1"));
        assertThat(listed).anyMatch(line -> line.contains("epoch 2, view 3, sequence 1"));
        for (int i = 0; i < 2; i++) {
            boolean later = listed.get(i).contains("epoch 2");
            Path shown = Files.writeString(
                    folder.resolve("shown.json"),
                    Invocation.of("evidence", "show", Integer.toString(i), "--data", home.toString())
                            .endedQuietlyWith(0)
                            .out());
            String own = home.resolve(later ? "epochs/2.json" : "group.json").toString();
            String other = home.resolve(later ? "group.json" : "epochs/2.json").toString();
            assertThat(Invocation.of("evidence", "verify", shown.toString(), "--group", own)
                            .endedQuietlyWith(0)
                            .out())
                    .startsWith("convicts: replica b signed ");
            assertThat(Invocation.of("evidence", "verify", shown.toString(), "--group", other)
                            .endedQuietlyWith(1)
                            .out())
                    .startsWith("failed: it names another group file than this one, which is of epoch "
                            + (later ? "1" : "2"));
        }
    }

    @Test
    void whatIsNoEvidenceIsRefusedInOneLine() throws Exception {
        Invocation.of("evidence", "show", "1", "--data", data)
                .refusedWith("expected a number of evidence below 1, found 1");
        Invocation.of("evidence", "show", "first", "--data", data)
                .refusedWith("invalid value for positional parameter at index 0 (N): 'first' is not a whole number;"
                        + " see tetrarch evidence show --help");
        Invocation.of("evidence", "verify", group, "--group", group)
                .refusedWith(group + ":2:13: at format: expected tetrarch.evidence.v1");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"format\":\"tetrarch.proof.v1\"}");
        Invocation.of("evidence", "verify", bad.toString(), "--group", group)
                .refusedWith(bad + ":1:11: at format: expected tetrarch.evidence.v1");
        Invocation.of("evidence", "list", "--data", folder.resolve("none").toString())
                .refusedWith(folder.resolve("none") + ": no such folder");
    }
}
