package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.GroupFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the commands of docs/proof-format.md on a fresh proof, with sh, openssl and xxd; without them this fails. */
class WalkThroughTest {
    private static final Path PAGE = Path.of("..", "docs", "proof-format.md");

    @TempDir
    private Path folder;

    private final Round round = Round.embedded();

    private record Run(int exit, String output) {}

    @Test
    void thePageProvesAnApproval() throws IOException, InterruptedException {
        Run run = walk(ProofFile.write(round.approved()));
        assertThat(run.output()).endsWith("approved for agent until 61000: " + Round.ACTION + "\n");
        assertThat(run.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"AAA-,APPROVED,0", "DDA-,DENIED,1", "AA--,APPROVED,1", "AA-A,APPROVED,0"})
    void thePageTellsWhatIsApproved(String answers, Outcome outcome, int exit)
            throws IOException, InterruptedException {
        DecisionProof proof = round.proof(round.entry(round.request(7), outcome, answers));
        Run run = walk(ProofFile.write(proof));
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
    }

    /** The first character of a value is changed, so the value has its form still. */
    @ParameterizedTest
    @CsvSource({"id", "parent", "entriesRoot", "ledgerRoot", "payload", "sig", "keyid", "canonical", "action"})
    void thePageRefusesWhatWasAltered(String member) throws IOException, InterruptedException {
        String text = ProofFile.write(round.approved());
        Matcher value = Pattern.compile("\"" + member + "\": \"(.)").matcher(text);
        assertThat(value.find()).isTrue();
        char other = value.group(1).equals("a") ? 'b' : 'a';
        String altered = text.substring(0, value.start(1)) + other + text.substring(value.end(1));

        Run run = walk(altered);

        assertThat(run.exit()).as(run.output()).isNotZero();
        assertThat(run.output()).doesNotContain("approved for");
    }

    @ParameterizedTest
    @CsvSource({"epoch,1,2", "index,3,2", "sequence,3,4", "ledgerSize,6,7"})
    void thePageRefusesOtherNumbers(String member, String good, String bad) throws IOException, InterruptedException {
        String text = ProofFile.write(round.approved());
        String altered = text.replace("\"" + member + "\": " + good, "\"" + member + "\": " + bad);
        assertThat(altered).isNotEqualTo(text);
        assertThat(walk(altered).exit()).isNotZero();
    }

    /** The third seat is vacant, so its line of the keys is, and the fourth replica's stays the fourth. */
    @ParameterizedTest
    @CsvSource({"AA-A,0", "AA--,1"})
    void thePageProvesAnApprovalOfALaterEpoch(String answers, int exit) throws IOException, InterruptedException {
        Round later = new Round(LaterEpochProofTest.second(round.group));
        DecisionProof proof = later.proof(later.entry(later.request(7), Outcome.APPROVED, answers));
        Run run = walk(later, ProofFile.write(proof));
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
        assertThat(walk(ProofFile.write(proof)).output()).contains("differs: group id");
    }

    /** The third and fourth seats' verdicts count or not by their judges alone. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "0,1,0", "1,1,1"})
    void thePageCountsTheVerdictsOfAcceptedJudges(int third, int fourth, int exit)
            throws IOException, InterruptedException {
        Round pinned = PinnedJudgesTest.pinnedRound();
        Run run = walk(pinned, ProofFile.write(PinnedJudgesTest.proof(pinned, Outcome.APPROVED, 0, 0, third, fourth)));
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
    }

    /** Of the checks that the page claims, it refuses what fails one; what it is to approve, it approves. */
    @Test
    void thePageSaysWhatTheVectorsSay() throws IOException, InterruptedException {
        Vectors vectors = Vectors.all();
        List<VectorCase> walked =
                vectors.cases.stream().filter(VectorCase::walk).toList();
        assertThat(walked).hasSizeGreaterThan(50);
        for (VectorCase each : walked) {
            Run run = walk(
                    each.changed(true, vectors.groupFiles.get(each.group()).getBytes(StandardCharsets.UTF_8)),
                    each.changed(false, vectors.proofFiles.get(each.proof()).getBytes(StandardCharsets.UTF_8)));
            assertThat(run.exit() == 0).as("%s: %s", each.name(), run.output()).isEqualTo(each.isGood());
        }
    }

    private Run walk(String proof) throws IOException, InterruptedException {
        return walk(round, proof);
    }

    private Run walk(Round of, String proof) throws IOException, InterruptedException {
        return walk(GroupFile.write(of.group).getBytes(StandardCharsets.UTF_8), proof.getBytes(StandardCharsets.UTF_8));
    }

    private Run walk(byte[] group, byte[] proof) throws IOException, InterruptedException {
        Files.write(folder.resolve("group.json"), group);
        Files.write(folder.resolve("proof.json"), proof);
        Files.writeString(folder.resolve("walk.sh"), commands());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("sh", "walk.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Run(process.waitFor(), Files.readString(output));
    }

    private static String commands() throws IOException {
        Matcher block = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
        StringBuilder commands = new StringBuilder();
        while (block.find()) {
            commands.append(block.group(1));
        }
        return commands.toString();
    }
}
