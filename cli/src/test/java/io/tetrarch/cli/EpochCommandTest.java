package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group whose judges agree to everything, changed from the command line. */
final class EpochCommandTest {
    private static final List<String> NAMES = List.of("laptop", "phone", "tablet", "desktop");

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void found() throws Exception {
        data = folder.resolve("data");
        open().close();
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder()
                .storedIn(data)
                .replicas(NAMES)
                .charter(Invocation.utf8(TestCharter.agreeable(NAMES)))
                .open();
    }

    private Invocation group(String command, String... more) {
        return Invocation.of(Stream.concat(Stream.of("group", command, "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private String file(String name) {
        return data.resolve(name).toString();
    }

    @Test
    void aSeatIsLeftVacantAndFilledAgainAndTheGroupShowsItsEpochs() throws JsonRejected {
        assertThat(group("remove", "phone").endedQuietlyWith(0).out())
                .startsWith("APPROVED: the group is in epoch 2")
                .contains("APPROVE fine");
        assertThat(group("show").endedQuietlyWith(0).out())
                .containsPattern("phone +- +vacant: nobody has this seat")
                .containsPattern("epoch +2\\b")
                .containsPattern("2 +[0-9a-f]+ +[0-9]+ +phone: vacant");
        JsonCursor rekeyed =
                group("rekey", "phone", "--json").endedQuietlyWith(0).json();
        assertThat(rekeyed.member("epoch").integer(0, 9)).isEqualTo(3);
        assertThat(rekeyed.member("begun").bool()).isTrue();
        assertThat(group("show", "--json")
                        .endedQuietlyWith(0)
                        .json()
                        .member("epochs")
                        .elements())
                .hasSize(3);
        assertThat(group("show").out()).contains("phone: another key").doesNotContain("nobody has this seat");
        assertThat(Invocation.of("ledger", "verify", "--data", data.toString())
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("holds: 2 entries");
    }

    @Test
    void theCharterThatWasAdoptedIsShownAndNotTheFoundings() throws IOException, JsonRejected {
        String founding = TestCharter.agreeable(NAMES);
        assertThat(Invocation.of("charter", "show", "--data", data.toString())
                        .endedQuietlyWith(0)
                        .out())
                .isEqualTo(founding);
        String stricter = founding.replace("version: 1", "version: 2").replace("demand: quorum", "demand: unanimous");
        Path proposed = Files.writeString(folder.resolve("stricter.yaml"), stricter);

        Invocation.of("charter", "propose", proposed.toString(), "--data", data.toString())
                .endedQuietlyWith(0);

        Path shown = folder.resolve("shown.yaml");
        Invocation.of("charter", "show", "--data", data.toString(), "--out", shown.toString())
                .endedQuietlyWith(0);
        assertThat(shown).hasContent(stricter);
        JsonCursor json = Invocation.of("charter", "show", "--data", data.toString(), "--json")
                .endedQuietlyWith(0)
                .json();
        assertThat(json.member("version").integer(0, 9)).isEqualTo(2);
        assertThat(json.member("founding").bool()).isFalse();
        assertThat(group("show").endedQuietlyWith(0).out())
                .containsPattern("charter +version 2, " + json.member("digest").string())
                .containsPattern("all +4 of 4");
    }

    @Test
    void aProofVerifiesByTheGroupFileOfItsEpochOrByTheLineage() throws IOException {
        Path action = Files.writeString(
                folder.resolve("action.json"), "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/a\"}");
        String proof = folder.resolve("proof.json").toString();
        group("remove", "phone").endedQuietlyWith(0);
        Invocation.of("decide", action.toString(), "--data", data.toString(), "--proof", proof, "--json")
                .endedQuietlyWith(0);

        assertThat(Invocation.of("verify", proof, "--group", file("epochs/2.json"))
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("may run, unless used already, as of epoch 2: APPROVED");
        assertThat(Invocation.of("verify", proof, "--group", file("group.json"), "--lineage", file("lineage.json"))
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("may run, unless used already, as of epoch 2: APPROVED");
        assertThat(Invocation.of("verify", proof, "--group", file("group.json"))
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 2, group");
        assertThat(Invocation.of("group", "show", file("group.json"), "--lineage", file("lineage.json"))
                        .endedQuietlyWith(0)
                        .out())
                .contains("phone: vacant");
    }

    @Test
    void aLineageThatNoQuorumSignedIsRefused() throws IOException {
        group("remove", "phone").endedQuietlyWith(0);
        Path lineage = data.resolve("lineage.json");
        String text = Files.readString(lineage);
        int at = text.indexOf("\"signature\": \"") + "\"signature\": \"".length();
        char other = text.charAt(at) == '0' ? '1' : '0';
        Path forged = Files.writeString(
                folder.resolve("forged.json"), text.substring(0, at) + other + text.substring(at + 1));
        Invocation.of("group", "show", file("group.json"), "--lineage", forged.toString())
                .refusedWith(forged + ": the end of epoch 1: expected the signatures of 3 replicas");
    }

    @Test
    void aReplicaThatTheGroupDoesNotHaveIsNamed() {
        group("remove", "fridge")
                .refusedWith("expected a replica of the group (laptop, phone, tablet, desktop), found fridge");
    }

    /** All four of the charter that comes with the gate have to agree, so a vacant seat would be the group's last change. */
    @Test
    void aChangeThatWouldLockTheGroupOutIsDenied() {
        Path other = folder.resolve("other");
        Invocation.of("init", other.toString());
        Invocation denied = Invocation.of("group", "remove", "creative", "--data", other.toString());
        assertThat(denied.exitCode()).isEqualTo(3);
        assertThat(denied.out()).startsWith("DENIED: the group is in epoch 1").contains("DENY locks-out");
    }

    @Test
    void aLostDeviceIsRemovedThroughTheServer() throws Exception {
        try (EmbeddedCluster cluster = open();
                Console console = Console.start(ConsoleOptions.local(0), cluster, cluster)) {
            String url = console.address().url();
            Invocation.of("device", "remove", "fridge", "--seat", "--server", url)
                    .refusedWith(
                            "expected one of the group's replicas (laptop, phone, tablet, desktop), found 'fridge'");
            Invocation removed = Invocation.of("device", "remove", "phone", "--seat", "--server", url);
            assertThat(removed.exitCode()).isZero();
            assertThat(removed.out()).startsWith("APPROVED: phone has no seat any more");
        }
        assertThat(group("show").out()).containsPattern("epoch +2\\b");
    }

    @Test
    void aLedgerIsCheckedFromItsFounding() {
        group("remove", "phone").endedQuietlyWith(0);
        Path export = folder.resolve("ledger.jsonl");
        Invocation.of("ledger", "export", "--data", data.toString(), "--out", export.toString())
                .endedQuietlyWith(0);
        Invocation.of("ledger", "verify", export.toString(), "--group", file("group.json"))
                .endedQuietlyWith(0);
        Invocation.of("ledger", "verify", export.toString(), "--group", file("epochs/2.json"))
                .refusedWith(
                        file("epochs/2.json") + ": expected the group file of the founding, found that of epoch 2");
    }
}
