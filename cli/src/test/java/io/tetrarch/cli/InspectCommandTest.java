package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectCommandTest {
    private Path folder = Path.of("");
    private Path data = Path.of("");

    @BeforeAll
    void decide(@TempDir Path temporary) throws Exception {
        folder = temporary;
        data = folder.resolve("data");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            gate.decide(Action.parse(Files.readAllBytes(Path.of("../examples/actions/fs-write.json"))));
            Await.until(
                    gate,
                    () -> gate.replicas().stream()
                            .allMatch(replica -> replica.standing().executed() == 1));
        }
    }

    /** Each file and folder with its time and content. */
    private static TreeMap<String, String> state(Path root) throws IOException {
        TreeMap<String, String> state = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.toList()) {
                String content = Files.isRegularFile(path)
                        ? Hash.sha3(Files.readAllBytes(path)).toString()
                        : "folder";
                state.put(root.relativize(path).toString(), Files.getLastModifiedTime(path) + " " + content);
            }
        }
        return state;
    }

    @Test
    void aStoppedFolderTellsWhatItsReplicasAreAtAndStaysAsItIs() throws Exception {
        TreeMap<String, String> before = state(data);

        Invocation all = Invocation.of("inspect", "--data", data.toString()).endedQuietlyWith(0);
        Invocation one = Invocation.of("inspect", "--data", data.toString(), "--replica", "creative", "--json")
                .endedQuietlyWith(0);

        assertThat(state(data)).isEqualTo(before);
        assertThat(all.out().lines().filter(line -> line.startsWith("replica ")))
                .hasSize(4);
        assertThat(all.out())
                .containsPattern("notDeciding +none\n")
                .containsPattern("view +0\n")
                .containsPattern("leader +analytical\n")
                .containsPattern("executed +1\n")
                .containsPattern("highWatermark +256\n")
                .containsPattern("lastVotes +type PREPARE {2}view 0 {2}sequence 1 {2}digest [0-9a-f]{64}\n");
        assertThat(one.out())
                .startsWith("[{\"replica\":\"creative\",\"run\":\"STOPPED\",\"halt\":null,")
                .contains("\"highestPrepared\":{\"view\":0,\"sequence\":1,")
                .contains("\"store\":{\"ledgerEntries\":1,\"bytes\":");
    }

    @Test
    void whatIsNoGroupIsRefusedAndStaysAsItIs() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("group.json"), "{\"format\":\"tetrarch.group.v9\"}");
        TreeMap<String, String> before = state(folder);

        Invocation.of("inspect", "--data", folder.resolve("gone").toString())
                .refusedWith(folder.resolve("gone") + ": no such folder");
        Invocation.of("inspect", "--data", empty.toString()).refusedWith(empty + ": there is no group in this folder");
        Invocation later = Invocation.of("inspect", "--data", other.toString());
        assertThat(later.exitCode()).isEqualTo(2);
        assertThat(later.err()).hasLineCount(1).contains("group.json").contains("tetrarch.group.v1");
        Invocation.of("inspect", "--data", data.toString(), "--replica", "nobody")
                .refusedWith(
                        "--replica: expected one of analytical, creative, adversarial, domain_expert, found nobody");

        assertThat(state(folder)).isEqualTo(before);
    }

    @Test
    void aRunningGroupIsAskedThroughItsServerAlone() throws Exception {
        Path running = folder.resolve("running");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(running).open();
                Console console = Console.start(ConsoleOptions.local(0), gate, gate)) {
            gate.decide(Action.parse(Files.readAllBytes(Path.of("../examples/actions/fs-write.json"))));

            Invocation.of("inspect", "--data", running.toString())
                    .refusedWith(running + " is in use by this process already; ask it with --server, or look when it"
                            + " has stopped");
            String server = console.address().url().replaceFirst("/$", "");
            Invocation all = Invocation.of("inspect", "--server", server).endedQuietlyWith(0);
            assertThat(all.out().lines().filter(line -> line.startsWith("replica ")))
                    .hasSize(4);
            assertThat(all.out()).containsPattern("run +AT_WORK\n").containsPattern("timersMillis +.*STATUS");
            Invocation one = Invocation.of("inspect", "--server", server, "--replica", "analytical", "--json")
                    .endedQuietlyWith(0);
            assertThat(one.out()).startsWith("[{\"replica\":\"analytical\",\"run\":\"AT_WORK\"");

            gate.halt(2);
            assertThat(Invocation.of("inspect", "--server", server, "--replica", "adversarial")
                            .endedQuietlyWith(0)
                            .out())
                    .containsPattern("run +STOPPED\n")
                    .containsPattern("notDeciding +it is not at work\n");
            Invocation.of("inspect", "--server", server, "--replica", "nobody")
                    .refusedWith(server + " refused: expected one of the replicas analytical, creative, adversarial,"
                            + " domain_expert");
        }
    }
}
