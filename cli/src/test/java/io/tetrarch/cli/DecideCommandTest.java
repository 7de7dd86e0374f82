package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecideCommandTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";
    private static final String FIXED_POINT = "0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec";
    private static final byte[] DESTRUCTIVE =
            Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /\"}");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static String data() {
        return shared.resolve("data").toString();
    }

    @Test
    void anHarmlessActionIsApprovedAndItsProofVerifies() throws IOException {
        Path proof = folder.resolve("proof.json");

        Invocation run = Invocation.of("decide", EXAMPLE, "--data", data(), "--proof", proof.toString());

        assertThat(run.endedQuietlyWith(0).out())
                .contains(FIXED_POINT, "analytical", "creative", "adversarial", "domain_expert")
                .contains("✓ approve", "pre-prepare", "prepare", "commit")
                .contains("a quorum is 3 of 4")
                .contains("µs", "messages", "signatures", "verifications")
                .contains("tetrarch verify " + proof + " --group " + data() + "/group.json")
                .containsPattern("APPROVED at sequence \\d+ in view 0, led by analytical");
        assertThat(Invocation.of("verify", proof.toString(), "--group", data() + "/group.json", "--action", EXAMPLE)
                        .endedQuietlyWith(0)
                        .out())
                .startsWith("may run, unless used already, as of epoch 1: APPROVED: action " + FIXED_POINT);
    }

    @Test
    void whatIsSecretIsMasked() {
        byte[] secret = Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"http_get\",\"url\":\"https://x/\","
                + "\"headers\":\"Authorization: Bearer SECRETSECRET1234\"}");

        Invocation run = Invocation.withInput(secret, "decide", "-", "--data", data());

        assertThat(run.out()).contains("Bearer [redacted]").doesNotContain("SECRETSECRET1234");
    }

    @Test
    void theFolderAndItsStoresAreTheOwnersAlone() throws IOException {
        Path made = folder.resolve("above").resolve("data");
        Invocation.of("init", made.toString()).endedQuietlyWith(0);

        for (Path each : List.of(made, made.resolve("keys"), made.resolve("replicas"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void forMachinesEveryFieldIsThere() throws JsonRejected {
        JsonCursor json = Invocation.of("decide", EXAMPLE, "--data", data(), "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(json.object().members().keySet())
                .containsExactly(
                        "outcome",
                        "actionHash",
                        "requestId",
                        "group",
                        "epoch",
                        "view",
                        "sequence",
                        "leader",
                        "verdicts",
                        "prepares",
                        "commits",
                        "quorum",
                        "elapsedMicros",
                        "proof");
        assertThat(json.member("outcome").string()).isEqualTo("APPROVED");
        assertThat(json.member("actionHash").string()).isEqualTo(FIXED_POINT);
        assertThat(json.member("requestId").string()).matches("[0-9a-f]{64}/[1-9][0-9]*");
        assertThat(json.member("group").string()).matches("[0-9a-f]{64}");
        assertThat(json.member("epoch").integer(1, 1)).isEqualTo(1);
        assertThat(json.member("view").integer(0, 0)).isZero();
        assertThat(json.member("sequence").integer(1, 1000)).isPositive();
        assertThat(json.member("leader").string()).isEqualTo("analytical");
        assertThat(json.member("prepares").integer(3, 4)).isGreaterThanOrEqualTo(3);
        assertThat(json.member("commits").integer(3, 4)).isGreaterThanOrEqualTo(3);
        assertThat(json.member("quorum").integer(3, 3)).isEqualTo(3);
        assertThat(json.member("elapsedMicros").integer(1, 60_000_000)).isPositive();
        assertThat(Path.of(json.member("proof").string())).exists();
        assertThat(json.member("verdicts").elements()).hasSizeBetween(3, 4).allSatisfy(verdict -> {
            assertThat(verdict.member("verdict").string()).isEqualTo("APPROVE");
            assertThat(verdict.member("judge").string())
                    .startsWith(verdict.member("replica").string() + "@");
            assertThat(verdict.member("reason").string()).matches("[a-z-]+");
        });
    }

    @Test
    void aDestructiveActionIsDeniedWithAProofOfItsOwn() throws JsonRejected {
        Invocation run = Invocation.withInput(DESTRUCTIVE, "decide", "-", "--data", data(), "--json");

        JsonCursor json = run.endedQuietlyWith(3).json();
        assertThat(json.member("outcome").string()).isEqualTo("DENIED");
        assertThat(Invocation.of("verify", json.member("proof").string(), "--group", data() + "/group.json")
                        .endedQuietlyWith(3)
                        .out())
                .startsWith("may not run, since it was denied: DENIED");
    }

    @Test
    void theObjectionsAreShownWithTheirReasons() {
        Invocation run = Invocation.withInput(DESTRUCTIVE, "decide", "-", "--data", data());

        assertThat(run.endedQuietlyWith(3).out())
                .as("of whichever three the decision rests on")
                .containsPattern("(analytical|creative|adversarial|domain_expert)@\\S+ +✗ deny +[a-z-]+ +\\S+")
                .containsPattern("DENIED at sequence .* nothing may run");
    }

    @Test
    void whatIsNotDecidedInTimeMayNotRun() throws JsonRejected {
        Invocation run = Invocation.of("decide", EXAMPLE, "--data", data(), "--deadline", "0.001", "--json");

        assertThat(run.endedQuietlyWith(4).json().member("outcome").string()).isIn("EXPIRED", "UNDECIDED");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(Invocation.onATerminal("decide", EXAMPLE, "--data", data()).out())
                .contains("\u001B[32m✓");
    }

    @Test
    void aBadActionIsRefusedBeforeAnythingIsMade() {
        Path none = folder.resolve("data");

        Invocation.withInput(Invocation.utf8("{\"a\":}"), "decide", "-", "--data", none.toString())
                .refusedWith("stdin:1:6: expected a value after ':', found '}'");
        assertThat(none).doesNotExist();
    }

    @Test
    void aProofThatCannotBeWrittenIsRefusedBeforeAnythingIsDecided() {
        Path none = folder.resolve("data");

        Invocation.of("decide", EXAMPLE, "--data", none.toString(), "--proof", folder + "/none/proof.json")
                .refusedWith(folder + "/none/proof.json: there is no folder " + folder + "/none");
        Invocation.of("decide", EXAMPLE, "--data", none.toString(), "--proof", folder.toString())
                .refusedWith(folder + ": expected the name of a file, found a directory");
        assertThat(none).doesNotExist();
    }

    @Test
    void theDataFolderIsAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Invocation.of("decide", EXAMPLE, "--data", file.toString())
                .refusedWith(file + ": expected a folder, found a file");
    }

    @Test
    void aFolderWithOtherThingsInItIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "precious");

        Invocation run = Invocation.of("decide", EXAMPLE, "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("tetrarch: ")
                .contains(folder.toString())
                .hasLineCount(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .contains("thesis.txt")
                    .doesNotContain("group.json", "keys");
        }
    }

    @Test
    void aDamagedGroupFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("group.json"), "{");

        Invocation run = Invocation.of("decide", EXAMPLE, "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("tetrarch: " + folder.resolve("group.json") + ":1:2: expected")
                .hasLineCount(1);
    }

    @Test
    void aDeadlineIsANumberOfSeconds() {
        Invocation.of("decide", EXAMPLE, "--data", data(), "--deadline", "0")
                .refusedWith("--deadline: expected more than 0 and at most 604800 seconds, found 0.0");
    }

    @Test
    void proofsAreWrittenWholeOrNotAtAll() throws IOException {
        Path proof = folder.resolve("proof.json");
        try (FileChannel old = FileChannel.open(Files.writeString(proof, "old"), StandardOpenOption.READ)) {
            Invocation.of("decide", EXAMPLE, "--data", data(), "--proof", proof.toString())
                    .endedQuietlyWith(0);

            assertThat(old.size()).as("the old file, still open").isEqualTo(3);
        }
        assertThat(proof).content().startsWith("{").endsWith("}\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(proof);
        }
    }
}
