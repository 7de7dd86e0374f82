package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static String proof;
    private static String group;

    @BeforeAll
    static void decideOnce() {
        proof = shared.resolve("proof.json").toString();
        group = shared.resolve("data/group.json").toString();
        Invocation.of("decide", EXAMPLE, "--data", shared.resolve("data").toString(), "--proof", proof)
                .endedQuietlyWith(0);
    }

    private String tampered(String regex, String replacement) throws IOException {
        String text = Files.readString(Path.of(proof));
        String other = text.replaceFirst(regex, replacement);
        assertThat(other).isNotEqualTo(text);
        return Files.writeString(folder.resolve("tampered.json"), other).toString();
    }

    @Test
    void oneLineSaysThatItMayRun() {
        assertThat(Invocation.of("verify", proof, "--group", group)
                        .endedQuietlyWith(0)
                        .out())
                .hasLineCount(1)
                .startsWith("may run, unless used already, as of epoch 1: APPROVED: action 0f64eba1")
                .contains("request ", "until 20", "committed at sequence 1 by ", "epoch 1, embedded");
    }

    @Test
    void forMachinesItIsOneObject() throws JsonRejected {
        JsonCursor json = Invocation.of("verify", proof, "--group", group, "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(json.member("authentic").bool()).isTrue();
        assertThat(json.member("permits").bool()).isTrue();
        assertThat(json.member("outcome").string()).isEqualTo("APPROVED");
        assertThat(json.member("actionHash").string()).startsWith("0f64eba1");
        assertThat(json.member("requestId").string()).matches("[0-9a-f]{64}/[1-9][0-9]*");
        assertThat(json.member("group").string()).matches("[0-9a-f]{64}");
        assertThat(json.member("mode").string()).isEqualTo("embedded");
        assertThat(json.member("signers").elements()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(json.member("deadline").string()).matches("20.*Z");
    }

    @Test
    void anotherActionIsNotWhatWasApproved() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"kind\":\"execute_tool\"}");

        Invocation run = Invocation.of("verify", proof, "--group", group, "--action", other.toString());

        assertThat(run.endedQuietlyWith(5).out())
                .startsWith("may not run, since it is not as demanded: it is on action 0f64eba1")
                .hasLineCount(1);
    }

    @Test
    void anEmbeddedGroupIsNotADistributedOne() {
        Invocation run = Invocation.of("verify", proof, "--group", group, "--require-mode", "distributed");

        assertThat(run.endedQuietlyWith(5).out())
                .startsWith(
                        "may not run, since it is not as demanded: its group is embedded and not at least distributed")
                .hasLineCount(1);
    }

    @Test
    void aProofOfAnotherGroupProvesNothing() throws IOException {
        Path other = Groups.write(folder.resolve("group.json"), Mode.EMBEDDED);

        assertThat(Invocation.of("verify", proof, "--group", other.toString())
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 2, group: ");
    }

    @Test
    void aForgedSignatureIsFound() throws IOException, JsonRejected {
        String forged = tampered("\"sig\": \"....", "\"sig\": \"AAAA");

        assertThat(Invocation.of("verify", forged, "--group", group)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 6, signatures: ");
        JsonCursor json = Invocation.of("verify", forged, "--group", group, "--json")
                .endedQuietlyWith(1)
                .json();
        assertThat(json.member("authentic").bool()).isFalse();
        assertThat(json.member("permits").bool()).isFalse();
        assertThat(json.member("check").string()).isEqualTo("signatures");
        assertThat(json.member("explanation").string()).isNotEmpty();
    }

    @Test
    void anOutcomeCannotBeTurned() throws IOException {
        assertThat(Invocation.of("verify", tampered("APPROVED", "DENIED"), "--group", group)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 8, entry: ");
    }

    @Test
    void whatIsNoProofFailsTheFirstCheck() throws IOException {
        Path file = Files.writeString(folder.resolve("proof.json"), "{}");

        assertThat(Invocation.of("verify", file.toString(), "--group", group)
                        .endedQuietlyWith(1)
                        .out())
                .startsWith("not authentic: check 1, format: 1:1: expected");
    }

    @Test
    void badInputIsNotAFailedCheck() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), "[]");

        Invocation.of("verify", "none", "--group", group).refusedWith("none: no such file");
        Invocation.of("verify", proof, "--group", "none").refusedWith("none: no such file");
        Invocation.of("verify", proof, "--group", group, "--action", bad.toString())
                .refusedWith(bad + ":1:1: expected an object, found an array");
        Invocation.of("verify", proof, "--group", group, "--require-mode", "cloud")
                .refusedWith("--require-mode: expected embedded, processes or distributed, found 'cloud'");
        Invocation.of("verify", proof)
                .refusedWith("missing required option: '--group=FILE'; see tetrarch verify --help");
    }
}
