package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four real processes on this machine, what happens to processes, and the commands that ask them. */
final class ClusterCommandTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";

    @TempDir
    Path folder;

    private String dir() {
        return folder.resolve("cluster").toString();
    }

    private String client() {
        return folder.resolve("cluster").resolve("gate").toString();
    }

    @AfterEach
    void stop() {
        if (Files.exists(folder.resolve("cluster"))) {
            Invocation.of("cluster", "stop", "--dir", dir());
        }
    }

    private JsonCursor status() throws Exception {
        return Invocation.of("cluster", "status", "--json", "--dir", dir()).json();
    }

    private String leader() throws Exception {
        return status().member("leader").string();
    }

    private String servers() throws Exception {
        return status().member("replicas").elements().stream()
                .map(replica -> {
                    try {
                        return replica.member("address").string();
                    } catch (io.tetrarch.json.JsonRejected e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining(","));
    }

    /** Decides, and has another process's part look at the proof. */
    private long decides(String servers, String name) throws Exception {
        Path proof = folder.resolve(name + ".json");
        long begun = System.nanoTime();
        JsonCursor decision = Invocation.of(
                        "decide",
                        EXAMPLE,
                        "--json",
                        "--server",
                        servers,
                        "--data",
                        client(),
                        "--proof",
                        proof.toString())
                .endedQuietlyWith(0)
                .json();
        assertThat(decision.member("outcome").string()).isEqualTo("APPROVED");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(millis).isLessThan(30_000);

        Invocation.of(
                        "verify",
                        proof.toString(),
                        "--group",
                        folder.resolve("cluster").resolve("group.json").toString(),
                        "--require-mode",
                        "processes")
                .endedQuietlyWith(0);
        return millis;
    }

    @Test
    void aClusterDecidesWhileItsProcessesAreKilledStartedAndStopped() throws Exception {
        assertThat(Invocation.of("cluster", "up", "--dir", dir())
                        .endedQuietlyWith(0)
                        .out())
                .contains("mode processes", "tetrarch decide FILE --server 127.0.0.1:");
        String servers = servers();
        assertThat(leader()).isEqualTo("analytical");
        decides(servers, "all");

        Invocation.of("cluster", "kill", "analytical", "--dir", dir()).endedQuietlyWith(0);
        assertThat(decides(servers, "leader-killed"))
                .as("milliseconds; the view timer alone takes 5000")
                .isLessThan(4_500);
        assertThat(stateOf("analytical")).isEqualTo("down");
        assertThat(leader()).isNotEqualTo("analytical");

        Invocation.of("cluster", "restart", "analytical", "--dir", dir()).endedQuietlyWith(0);
        assertThat(stateOf("analytical")).isEqualTo("at_work");

        String leads = leader();
        Invocation.of("cluster", "pause", leads, "--dir", dir()).endedQuietlyWith(0);
        decides(servers, "leader-silent");
        assertThat(stateOf(leads)).isEqualTo("silent");
        Invocation.of("cluster", "resume", leads, "--dir", dir()).endedQuietlyWith(0);

        runs(servers);
        reads(servers);
        assertThat(Invocation.of("cluster", "logs", "creative", "--dir", dir())
                        .endedQuietlyWith(0)
                        .out())
                .contains("replica  creative of cluster");
    }

    private String stateOf(String replica) throws Exception {
        for (JsonCursor each : status().member("replicas").elements()) {
            if (each.member("name").string().equals(replica)) {
                return each.member("state").string();
            }
        }
        return "";
    }

    private void runs(String servers) throws Exception {
        Path report = folder.resolve("report.json");
        Process run = ProcessTest.start(
                "run", "--server", servers, "--data", client(), "--report", report.toString(), "--", "echo", "hello");

        assertThat(ProcessTest.text(run.getInputStream())).isEqualTo("hello\n");
        assertThat(run.waitFor()).isZero();
    }

    /** What a folder's commands tell, told of replicas elsewhere, of which a quorum signed it. */
    private void reads(String servers) throws Exception {
        Invocation list = asked("ledger list", servers, "--json");
        assertThat(list.endedWith(0).out().lines()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(list.out()).contains("exited");
        assertThat(list.err()).contains("signed by a quorum; ").contains("replicas name no later one");

        assertThat(asked("ledger verify", servers).endedWith(0).out()).startsWith("holds: ");
        assertThat(asked("evidence list", servers).endedWith(0).out()).isEqualTo("no equivocation is known\n");
        assertThat(asked("group show", servers).endedWith(0).out()).contains("mode       processes");
        assertThat(asked("charter show", servers, "--json").endedWith(0).out()).contains("\"version\":1,");
        assertThat(asked("inspect", servers).endedWith(0).out()).contains("creative says\n");
        assertThat(Invocation.of("cluster", "status", "--json", "--server", servers, "--dir", client())
                        .endedQuietlyWith(0)
                        .json()
                        .member("leader")
                        .string())
                .isEqualTo(leader());

        Path export = folder.resolve("ledger.jsonl");
        asked("ledger export", servers, "--out", export.toString()).endedWith(0);
        String group = folder.resolve("cluster").resolve("group.json").toString();
        Invocation.of("ledger", "verify", export.toString(), "--group", group).endedQuietlyWith(0);
    }

    private Invocation asked(String command, String servers, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("--server", servers, "--data", client()));
        words.addAll(List.of(more));
        return Invocation.of(words.toArray(String[]::new));
    }

    @Test
    void whatIsNotAsItMustBeIsRefusedBeforeAnythingStarts() throws Exception {
        Invocation.of("cluster", "status", "--dir", dir()).refusedWith(dir() + ": no such folder");
        Invocation.of("cluster", "up", "--replicas", "5", "--dir", dir())
                .refusedWith("--replicas: expected 4, 7, 10 or 13, found 5");
        Invocation.of("decide", EXAMPLE, "--server", "nowhere", "--data", dir())
                .refusedWith("--server: expected HOST:PORT,..., found 'nowhere'");
        Invocation.of("decide", EXAMPLE, "--server", "127.0.0.1:1", "--data", dir())
                .refusedWith(dir() + ": there is no client of a running group in this folder;"
                        + " 'tetrarch cluster up' makes one");
        Invocation.of("node", "--group", "g", "--id", "a", "--key", "k", "--data", dir(), "--listen", "x")
                .refusedWith("--listen: expected HOST:PORT, found 'x'");
        Invocation.of("node", "--group", "g", "--id", "a", "--key", "k", "--data", dir(), "--http", "7")
                .refusedWith("--http: expected HOST:PORT, found '7'");
        Invocation.of("node", "--group", "none.json", "--id", "a", "--key", "k", "--data", dir())
                .refusedWith("there is no group file none.json");
        Files.createDirectories(folder.resolve("cluster"));
        Invocation.of("cluster", "stop", "--dir", dir())
                .refusedWith(dir() + ": there is no cluster in this folder; 'tetrarch cluster up' makes one");
        Files.createFile(folder.resolve("cluster").resolve("something"));
        Invocation.of("cluster", "up", "--dir", dir())
                .refusedWith(dir() + " holds no group file but other things; give a folder of its own");
    }
}
