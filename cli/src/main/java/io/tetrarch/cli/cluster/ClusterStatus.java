package io.tetrarch.cli.cluster;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.net.client.Survey;
import io.tetrarch.net.link.Address;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how a cluster is. */
@Command(
        name = "status",
        header = "How each replica is, by its own account, and who leads.",
        description = "With --server, DIR may be the folder of a client alone.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a quorum is at work", "1:there is none, so nothing is decided", "2:bad input"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch cluster status --json | jq -r .leader")
final class ClusterStatus implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String AT_WORK = "at_work";

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private ServerOption server = new ServerOption();

    /**
     * One replica.
     *
     * @param state at_work, vacant, stopped or failed by its own account; silent if it does not answer; down if it does
     *     not run
     */
    private record Row(String name, String address, String state, Optional<Frame.Standing> standing) {}

    ClusterStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Optional<ClusterFolder> folder = server.isGiven() ? Optional.empty() : Optional.of(cluster.existing());
        ClientFolder client = folder.isPresent() ? folder.get().client() : cluster.client();
        Group group = client.group();
        List<Address> asked = folder.isPresent() ? running(folder.get(), group) : server.addresses();
        SortedMap<Integer, Frame.Standing> heard = Survey.of(client, Ed25519Provider.PORTABLE.load(), asked, PATIENCE);
        List<Row> rows = rows(folder, group, heard);
        Optional<String> leader = leader(group, heard);
        if (json.isWanted()) {
            terminal.json(json(rows, leader));
        } else {
            print(rows, leader);
        }
        long atWork = rows.stream().filter(row -> row.state.equals(AT_WORK)).count();
        return atWork >= group.quorum() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** Where those listen that have a process; nobody waits for the others. */
    private static List<Address> running(ClusterFolder folder, Group group) throws IOException {
        List<Address> all = ClusterFolder.addresses(group);
        List<NodeProcess> nodes = folder.nodes(group);
        List<Address> running = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).find().isPresent()) {
                running.add(all.get(i));
            }
        }
        return running;
    }

    /** @param folder of the processes, where they run on this machine; else nobody knows whether one runs */
    private static List<Row> rows(Optional<ClusterFolder> folder, Group group, SortedMap<Integer, Frame.Standing> heard)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < group.replicas().size(); i++) {
            Optional<Frame.Standing> standing = Optional.ofNullable(heard.get(i));
            boolean down = folder.isPresent()
                    && folder.get().nodes(group).get(i).find().isEmpty();
            String silent = down ? "down" : "silent";
            rows.add(new Row(
                    group.replicaNames().get(i),
                    group.replicas().get(i).address().orElse(""),
                    standing.map(Frame.Standing::run).orElse(silent),
                    standing));
        }
        return rows;
    }

    /** Of the highest view that f+1 take part in: an honest one is among them. */
    private static Optional<String> leader(Group group, SortedMap<Integer, Frame.Standing> heard) {
        int enough = new GroupSize(group.replicas().size()).weakQuorum();
        return heard.values().stream()
                .filter(Frame.Standing::active)
                .map(Frame.Standing::view)
                .sorted((one, other) -> Long.compare(other, one))
                .skip(enough - 1L)
                .findFirst()
                .map(view ->
                        group.replicaNames().get((int) (view % group.replicas().size())));
    }

    private static JsonObject json(List<Row> rows, Optional<String> leader) {
        return JsonObject.builder()
                .put(
                        "replicas",
                        new JsonArray(rows.stream()
                                .<JsonValue>map(row -> JsonObject.builder()
                                        .put("name", row.name)
                                        .put("address", row.address)
                                        .put("state", row.state)
                                        .put("view", number(row.standing.map(Frame.Standing::view)))
                                        .put("sequence", number(row.standing.map(Frame.Standing::executed)))
                                        .build())
                                .toList()))
                .put("leader", leader.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .build();
    }

    private static JsonValue number(Optional<Long> value) {
        return value.<JsonValue>map(JsonNumber::of).orElse(JsonNull.NULL);
    }

    private void print(List<Row> rows, Optional<String> leader) {
        Table table = Table.of("replica", "address", "state", "view", "sequence");
        for (Row row : rows) {
            table.row(
                    row.name,
                    row.address,
                    row.state,
                    row.standing.map(standing -> Long.toString(standing.view())).orElse("-"),
                    row.standing
                            .map(standing -> Long.toString(standing.executed()))
                            .orElse("-"));
        }
        table.print(terminal.out());
        terminal.out().line();
        terminal.out().line("leader  " + leader.orElse("none that f+1 name"));
    }
}
