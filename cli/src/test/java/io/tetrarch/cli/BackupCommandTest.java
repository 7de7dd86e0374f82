package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a replica's process that is at work, what is made of them, and stores that are damaged. */
final class BackupCommandTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";
    private static final String NAME = "creative";

    @TempDir
    static Path folder;

    private static Path cluster() {
        return folder.resolve("cluster");
    }

    private Path node() {
        return cluster().resolve("nodes").resolve(NAME);
    }

    private Path store() {
        return node().resolve("data").resolve("replicas").resolve(NAME);
    }

    @BeforeAll
    static void start() {
        Invocation.of("cluster", "up", "--dir", cluster().toString()).endedWith(0);
    }

    @AfterAll
    static void stop() {
        Invocation.of("cluster", "stop", "--dir", cluster().toString());
    }

    private Invocation onCluster(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("cluster", command));
        words.addAll(List.of(more));
        words.addAll(List.of("--dir", cluster().toString()));
        return Invocation.of(words.toArray(String[]::new));
    }

    private Invocation onNode(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of(more));
        words.addAll(List.of(
                "--group", cluster().resolve("group.json").toString(),
                "--id", NAME,
                "--data", node().resolve("data").toString()));
        return Invocation.of(words.toArray(String[]::new));
    }

    private List<JsonCursor> replicas() throws Exception {
        return onCluster("status", "--json").json().member("replicas").elements();
    }

    private String address(String name) throws Exception {
        for (JsonCursor replica : replicas()) {
            if (replica.member("name").string().equals(name)) {
                return replica.member("address").string();
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private String others() throws Exception {
        List<String> all = new ArrayList<>();
        for (JsonCursor replica : replicas()) {
            if (!replica.member("name").string().equals(NAME)) {
                all.add(replica.member("address").string());
            }
        }
        return String.join(",", all);
    }

    private void decide(int times) throws Exception {
        String servers = others() + "," + address(NAME);
        for (int i = 0; i < times; i++) {
            Invocation.of("decide", EXAMPLE, "--server", servers, "--data", client())
                    .endedWith(0);
        }
    }

    private String client() {
        return cluster().resolve("gate").toString();
    }

    /** As it proves it alone. */
    private long entriesOf(String servers) throws Exception {
        return Invocation.of("ledger", "verify", "--json", "--server", servers, "--data", client())
                .endedWith(0)
                .json()
                .member("entries")
                .integer(0, 1000);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void flipByte(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            Path log = files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                long at = file.length() / 3;
                file.seek(at);
                int was = file.read();
                file.seek(at);
                file.write(was ^ 1);
            }
        }
    }

    @Test
    void aBackupOfARunningReplicaMakesALearnerThatVotesAgain() throws Exception {
        decide(3);
        long entries = entriesOf(others());
        String backup = folder.resolve("backups").resolve("one").toString();

        JsonCursor made = onNode("backup", backup, "--json").endedQuietlyWith(0).json();
        assertThat(made.member("entries").integer(0, 1000)).isEqualTo(entries);
        assertThat(made.member("audited").integer(0, 1000)).isEqualTo(entries);
        try (Stream<Path> files = Files.walk(Path.of(backup))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".pem") || file.endsWith(".signed"));
        }
        onNode("backup", backup).refusedWith(backup + " exists; give a folder that does not");
        onNode("restore", backup).refusedWith(node().resolve("data") + " is in use by another process");
        decide(1);

        onCluster("kill", NAME).endedWith(0);
        onNode("restore", backup).refusedWith(store() + ": there is a store already; a backup goes where none is");
        delete(store());
        onNode("restore", backup).endedWith(0);
        onCluster("restart", NAME).endedWith(0);

        assertThat(Files.readString(node().resolve("node.log"))).contains("votes may be lost");
        decide(1);
        assertThat(entriesOf(others())).isEqualTo(entries + 2);
    }

    @Test
    void aDamagedStoreIsMovedAsideAndItsLedgerFetched() throws Exception {
        decide(2);
        String servers = others();
        long entries = entriesOf(servers);
        onCluster("kill", NAME).endedWith(0);
        String[] peers = {"--server", servers, "--client", client()};
        onNode("repair node").refusedWith(store() + " is sound: there is nothing to repair");
        onNode("repair node", peers).endedWith(2);
        flipByte(store());
        onNode("backup", folder.resolve("damaged").toString()).endedWith(2);
        assertThat(folder.resolve("damaged")).doesNotExist();

        assertThat(onNode("repair node", peers).endedWith(0).out())
                .contains("moved    " + store() + ".damaged-1", "fetched  " + entries + " entries");
        onCluster("restart", NAME).endedWith(0);

        assertThat(entriesOf(address(NAME))).isEqualTo(entries);
        decide(1);
    }

    @Test
    void whatIsNoBackupIsRefused() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        onNode("restore", empty.toString()).refusedWith(empty + ": there is no backup here that was made to the end");
        onNode("repair node", "--client", client()).refusedWith("expected --server and --client together, or neither");
    }
}
