package io.tetrarch.net.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.net.TestCluster;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.link.Connection;
import io.tetrarch.net.link.Dialer;
import io.tetrarch.net.link.Greetings;
import io.tetrarch.net.link.LinkCounts;
import io.tetrarch.net.link.LinkLimits;
import io.tetrarch.net.link.Watch;
import io.tetrarch.net.node.ReplicaNode;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.proof.action.Action;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger is read over the network, of whose replicas some lie about it. */
class RemoteLedgerTest {
    private static final int DECISIONS = 3;

    @TempDir
    Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<ReplicaNode> nodes = new ArrayList<>();
    private TestCluster cluster;
    private List<Address> addresses;

    @BeforeEach
    void decide() throws Exception {
        cluster = TestCluster.found(folder.resolve("cluster"));
        addresses = cluster.group().replicas().stream()
                .map(seat -> Address.parse(seat.address().orElseThrow()).orElseThrow())
                .toList();
        for (int replica = 0; replica < addresses.size(); replica++) {
            ReplicaNode node =
                    ReplicaNode.start(cluster.node(replica), cluster.scheme, Acceptor.bind(addresses.get(replica)));
            nodes.add(node);
            running.add(node);
        }
        try (RemoteGate gate = RemoteGate.open(cluster.client(), cluster.scheme, addresses)) {
            for (int i = 0; i < DECISIONS; i++) {
                gate.decide(Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/" + i
                                + ".md\",\"bytes\":4096}")
                        .getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(TestCluster.eventually(() -> nodes.stream()
                        .allMatch(node -> node.view().state().standing().executed() == DECISIONS)))
                .isTrue();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    private RemoteLedger.Copy read(List<Address> from) throws Exception {
        LedgerAudit audit = new LedgerAudit(cluster.group(), cluster.scheme);
        return RemoteLedger.read(cluster.client(), cluster.scheme, from, audit);
    }

    @Test
    void allOfItIsReadAndFourReplicasNameNoLaterOne() throws Exception {
        RemoteLedger.Copy copy = read(addresses);

        assertThat(copy.archive().size()).isEqualTo(DECISIONS);
        assertThat(copy.archive().pieceWith(DECISIONS - 1)).isPresent();
        assertThat(copy.broken()).isEmpty();
        assertThat(copy.notices()).isEmpty();
        assertThat(copy.end()).contains("3 entries, root ", "signed by a quorum; 4 replicas name no later one");
    }

    @Test
    void ofOneReplicaAloneItIsSaidWhoseWordItsEndIs() throws Exception {
        RemoteLedger.Copy copy = read(addresses.subList(2, 3));

        assertThat(copy.archive().size()).isEqualTo(DECISIONS);
        assertThat(copy.end()).endsWith("; adversarial says that it goes no further, and 2 replicas would have to");
    }

    @Test
    void whatALiarSendsProvesNothingAndTheOthersAreAsked() throws Exception {
        Committed sound = committed(0);
        Header header = sound.batches().getFirst().header();
        Header longer = new Header(
                header.sequence(), header.parent(), header.entriesRoot(), header.ledgerSize(), header.parent());
        Batch forged = new Batch(longer, sound.batches().getFirst().entries());
        lies(0, () -> new Committed(List.of(forged), sound.certificate()));

        RemoteLedger.Copy copy = read(addresses);

        assertThat(copy.archive().size()).isEqualTo(DECISIONS);
        assertThat(copy.notices())
                .containsExactly("replica analytical sent what proves nothing, as entry 0 and those that follow;"
                        + " the others are asked");
        assertThat(copy.end()).endsWith("3 replicas name no later one");
    }

    /** It says that the ledger is longer than it is, and sends what stands there already. */
    @Test
    void whoClaimsMoreThanItCanProveHidesNothing() throws Exception {
        Committed first = committed(0);
        lies(0, () -> first);

        assertThat(read(addresses).archive().size()).isEqualTo(DECISIONS);
    }

    @Test
    void whereNobodyListensOneLineSaysSo() throws Exception {
        for (ReplicaNode node : nodes) {
            node.close();
        }
        assertThatThrownBy(() -> read(addresses))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no replica answers; 4 of the 4 replicas asked are not connected (127.0.0.1:");
    }

    @Test
    void eachReplicaSaysWhatItIsAt() throws Exception {
        var told = RemoteReplicas.inspect(cluster.client(), cluster.scheme, addresses);

        assertThat(told.sequencedKeySet())
                .containsExactlyElementsOf(cluster.group().replicaNames());
        assertThat(told.get("creative").string("replica")).isEqualTo("creative");
        assertThat(told.get("creative").string("run")).isEqualTo("AT_WORK");
    }

    private Committed committed(long index) throws Exception {
        try (Questions questions = new Questions(cluster.client(), cluster.scheme, addresses, Duration.ofSeconds(10))) {
            return questions
                    .ledgers(new TreeSet<>(questions.whoAnswers().headSet(1)), index)
                    .get(0)
                    .piece()
                    .orElseThrow();
        }
    }

    /** From now on this replica answers so, and says that its ledger is of a thousand entries. */
    private void lies(int replica, Supplier<Committed> piece) throws Exception {
        nodes.get(replica).close();
        var tls = cluster.tls(replica);
        var group = cluster.group().id();
        Connection.Handler liar = (from, frame) -> {
            if (frame instanceof Frame.Inquiry) {
                from.send(new Frame.Standing(0, true, 0, 1000, "at_work"));
            } else if (frame instanceof Frame.LedgerQuery query) {
                from.send(new Frame.LedgerAnswer(query.index(), 1000, Optional.of(piece.get())));
            }
        };
        Watch watch = new Watch(LinkLimits.DEFAULT, new LinkCounts());
        running.add(watch);
        running.addFirst(Acceptor.start(
                Acceptor.bind(addresses.get(replica)),
                new Dialer.Way(tls, new FrameCodec(WireLimits.of(4)), watch, () -> Greetings.of(group, 1), liar)));
    }
}
