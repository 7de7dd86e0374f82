package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a folder that lost something, and by which it can be gone on with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LossCommandsTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";
    private static final String ACCEPTED = "--accept-loss=Ada";

    private Path folder = Path.of("");
    private Path sound = Path.of("");

    @BeforeAll
    void decideTwice(@TempDir Path temporary) {
        folder = temporary;
        sound = temporary.resolve("data");
        decide(sound);
        decide(sound);
    }

    private static Invocation decide(Path data) {
        return Invocation.of("decide", EXAMPLE, "--data", data.toString());
    }

    private Path copy(String name) throws IOException {
        Path data = folder.resolve(name);
        try (Stream<Path> tree = Files.walk(sound)) {
            for (Path path : tree.toList()) {
                Files.copy(path, data.resolve(sound.relativize(path).toString()));
            }
        }
        return data;
    }

    private static void delete(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(tree)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static Invocation verify(Path data, String... more) {
        return Invocation.of(Stream.concat(Stream.of("ledger", "verify", "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aDamagedStoreIsNamedInOneLineShownAsFailedAndMovedAside() throws Exception {
        Path data = copy("damaged");
        Files.delete(data.resolve("replicas/creative/CURRENT"));

        Invocation decided = decide(data);
        assertThat(decided.exitCode()).isZero();
        assertThat(decided.err())
                .hasLineCount(1)
                .startsWith("tetrarch: replica creative is out of work, and the others go on: ")
                .contains(data.resolve("replicas/creative") + " is damaged")
                .contains("'tetrarch repair creative'");
        JsonCursor seen = Invocation.of("inspect", "--json", "--replica", "creative", "--data", data.toString())
                .endedQuietlyWith(0)
                .json()
                .elements()
                .getFirst();
        assertThat(seen.member("run").string()).isEqualTo("FAILED");
        assertThat(seen.member("halt").member("because").string()).contains("is damaged");
        assertThat(verify(data).exitCode()).isEqualTo(1);
        assertThat(verify(data).out()).contains("replica creative has nothing to show: ");
        Invocation.of("repair", "analytical", "--data", data.toString())
                .refusedWith(data.resolve("replicas/analytical") + " is sound: there is nothing to repair");
        Invocation.of("repair", "nobody", "--data", data.toString())
                .refusedWith(
                        "expected one of the replicas analytical, creative, adversarial, domain_expert, found nobody");
        Invocation.of("repair", "--data", data.toString()).refusedWith("expected one of REPLICA, --journal and --mark");

        assertThat(Invocation.of("repair", "creative", "--data", data.toString())
                        .endedQuietlyWith(0)
                        .out())
                .contains(data.resolve("replicas/creative.damaged-1").toString());

        assertThat(decide(data).endedQuietlyWith(0).out()).contains("APPROVED at sequence");
        verify(data).endedQuietlyWith(0);
    }

    @Test
    void aLedgerThatIsShorterThanItWasIsRefusedAndAnotherGroupIsFoundedInItsPlace() throws Exception {
        Path data = copy("lost");
        try (Stream<Path> stores = Files.list(sound.resolve("replicas"))) {
            for (Path store : stores.filter(Files::isDirectory).toList()) {
                delete(data.resolve("replicas").resolve(store.getFileName()));
            }
        }
        Invocation.of("group", "refound", "--data", data.toString())
                .refusedWith("--accept-loss: expected the name of who answers for the loss, of up to 200 characters");
        assertThat(decide(data).exitCode()).isEqualTo(2);
        assertThat(decide(data).err()).hasLineCount(1).contains("'tetrarch group refound'");
        Invocation checked = verify(data);
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out())
                .startsWith("broken: entry 0: the ledger has had 2 entries, root ")
                .contains(", and the stores have none of it");

        Invocation founded = Invocation.of("group", "refound", ACCEPTED, "--data", data.toString())
                .endedQuietlyWith(0);

        assertThat(founded.out()).contains(data.resolve("lost-1").toString());
        assertThat(JsonCursor.parse(Files.readAllBytes(data.resolve("lost.json")), JsonLimits.FILE)
                        .member("acceptedBy")
                        .string())
                .isEqualTo("Ada");
        decide(data).endedQuietlyWith(0);
        assertThat(Invocation.of(
                                "verify",
                                data.resolve("lost-1/proofs/0.json").toString(),
                                "--group",
                                data.resolve("group.json").toString())
                        .exitCode())
                .isEqualTo(1);
        assertThat(Invocation.of("group", "refound", ACCEPTED, "--data", data.toString())
                        .err())
                .contains("nothing is lost here");
    }

    @Test
    void whoRemembersMoreOfALedgerFindsThatItWasSetBack() throws Exception {
        String root = verify(sound, "--json").json().member("root").string();
        String proof = sound.resolve("proofs/1.json").toString();
        verify(sound, "--at-least", "2", "--root", root, "--since-proof", proof).endedQuietlyWith(0);
        assertThat(verify(sound, "--at-least", "3").endedQuietlyWith(1).out())
                .isEqualTo("broken: entry 2: it ends here, and is to have 3 entries at least" + System.lineSeparator());
        assertThat(verify(sound, "--at-least", "1", "--root", root)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("broken: entry 0: the entries up to this one are to have root " + root);
        verify(sound, "--root", root)
                .refusedWith("--root: expected --at-least besides: how many entries it is the root of");

        // the same ledger, and one that goes on otherwise after its first entry
        Path export = folder.resolve("ledger.jsonl");
        Invocation.of("ledger", "export", "--data", sound.toString(), "--out", export.toString());
        List<String> lines = Files.readAllLines(export);
        Files.write(export, List.of(lines.getFirst().replace("\"size\":2", "\"size\":1"), lines.get(1)));
        String group = sound.resolve("group.json").toString();
        Invocation.of("ledger", "verify", export.toString(), "--group", group).endedQuietlyWith(0);
        assertThat(Invocation.of("ledger", "verify", export.toString(), "--group", group, "--since-proof", proof)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("broken: entry 1: it ends here, and the proof is of its entry 1");
        Path other = folder.resolve("other");
        decide(other);
        assertThat(verify(other, "--since-proof", sound.resolve("proofs/0.json").toString())
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("broken: entry 0: the proof is none of this group's: ");
    }

    @Test
    void aJournalThatWasSetBackRunsNothingUntilAnotherIsBegun() throws Exception {
        Path data = copy("journal");
        String[] run = {"run", "--data", data.toString(), "--", "true"};
        Invocation.of(run);
        Path journal = data.resolve("executor.log");
        byte[] before = Files.readAllBytes(journal);
        Invocation.of(run);
        Files.write(journal, before);

        Invocation refused = Invocation.of(run);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .hasLineCount(1)
                .startsWith("tetrarch: " + journal + " has used 1 requests, and had used 2: it was set back; ")
                .contains("'tetrarch repair --journal'")
                .endsWith("nothing ran" + System.lineSeparator());

        assertThat(Invocation.of("repair", "--journal", ACCEPTED, "--data", data.toString())
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("journal  begun anew: ");
        assertThat(Files.readString(data.resolve("ledger.mark"))).contains("\"lossAcceptedBy\": \"Ada\"");
        assertThat(Invocation.of(run).exitCode()).isZero();
    }
}
