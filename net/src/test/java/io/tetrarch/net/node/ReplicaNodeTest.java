package io.tetrarch.net.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.TestCluster;
import io.tetrarch.net.client.RemoteGate;
import io.tetrarch.net.client.Survey;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.link.Connection;
import io.tetrarch.net.link.Dialer;
import io.tetrarch.net.link.Greetings;
import io.tetrarch.net.link.LinkCounts;
import io.tetrarch.net.link.LinkLimits;
import io.tetrarch.net.link.Watch;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that talk over real sockets, here in one process; that they are processes of their own the command's test shows. */
class ReplicaNodeTest {
    @TempDir
    Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();
    private TestCluster cluster;
    private List<Address> addresses;

    @BeforeEach
    void found() throws Exception {
        cluster = TestCluster.found(folder.resolve("cluster"));
        addresses = cluster.group().replicas().stream()
                .map(seat -> Address.parse(seat.address().orElseThrow()).orElseThrow())
                .toList();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    private ReplicaNode start(int replica) throws Exception {
        ReplicaNode node =
                ReplicaNode.start(cluster.node(replica), cluster.scheme, Acceptor.bind(addresses.get(replica)));
        running.add(node);
        return node;
    }

    private RemoteGate gate() throws Exception {
        RemoteGate gate = RemoteGate.open(cluster.client(), cluster.scheme, addresses);
        running.addFirst(gate);
        return gate;
    }

    private static Action action(int number) throws Exception {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-" + number
                        + ".md\",\"bytes\":4096}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void threeOfFourDecideAndTheFourthCatchesUp() throws Exception {
        for (int replica = 0; replica < 3; replica++) {
            start(replica);
        }
        RemoteGate gate = gate();
        for (int i = 0; i < 3; i++) {
            Decision decision = gate.decide(action(i));

            assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(new ProofVerifier(cluster.group(), cluster.scheme).verify(decision.proof()))
                    .isInstanceOf(Verification.Authentic.class);
        }
        start(3);

        assertThat(TestCluster.eventually(() -> hasExecuted(3, 1))).isTrue();
    }

    /** The process that led is gone, and nobody waits for the view timer, which takes five seconds. */
    @Test
    void aLeaderWhoseProcessHasEndedIsLeftWithinASecond() throws Exception {
        ReplicaNode leader = start(0);
        for (int replica = 1; replica < 4; replica++) {
            start(replica);
        }
        RemoteGate gate = gate();
        gate.decide(action(1));
        long begun = System.nanoTime();
        leader.close();

        assertThat(gate.decide(action(2)).outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(views()).allSatisfy(view -> assertThat(view).isEqualTo(1));
    }

    /** Ends each connection as soon as it is there, which takes the leader's place among the peers of one replica. */
    @Test
    void aPeerThatResetsConnectionsChangesNoView() throws Exception {
        for (int replica = 0; replica < 3; replica++) {
            start(replica);
        }
        try (ServerSocket resetting = Acceptor.bind(addresses.get(3))) {
            Thread.ofVirtual().start(() -> resetAll(resetting));
            sendAs(cluster.tls(3), new Frame.Unreachable(0));
            RemoteGate gate = gate();
            for (int i = 0; i < 20; i++) {
                assertThat(gate.decide(action(i)).outcome()).isEqualTo(Outcome.APPROVED);
            }
            assertThat(views()).hasSize(3).allSatisfy(view -> assertThat(view).isZero());
        }
    }

    private static void resetAll(ServerSocket socket) {
        try {
            while (true) {
                try (Socket each = socket.accept()) {
                    each.setSoLinger(true, 0);
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private List<Long> views() throws Exception {
        return Survey.of(cluster.client(), cluster.scheme, addresses, Duration.ofSeconds(1)).values().stream()
                .map(Frame.Standing::view)
                .toList();
    }

    private boolean hasExecuted(int replica, long atLeast) {
        try {
            return Optional.ofNullable(Survey.of(
                                    cluster.client(),
                                    cluster.scheme,
                                    List.of(addresses.get(replica)),
                                    Duration.ofSeconds(1))
                            .get(replica))
                    .filter(standing -> standing.executed() >= atLeast)
                    .isPresent();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutAQuorumNobodyWaitsPastTheDeadline() throws Exception {
        start(0);
        RemoteGate gate = gate();
        long begun = System.nanoTime();

        assertThatThrownBy(() -> gate.decide(Submission.of(action(1)).withLife(Duration.ofMillis(500))))
                .isInstanceOfSatisfying(
                        UndecidedException.class,
                        why -> assertThat(why.reason()).isEqualTo(UndecidedException.Reason.NO_QUORUM))
                .hasMessageContaining("3 of the 4 replicas asked are not connected");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aClientMayNotSpeakForAnotherNorForAReplica() throws Exception {
        ReplicaNode node = start(0);
        SigningKey other = cluster.strangersKey();
        SignedRequest anothers = new RequestSigner(other)
                .sign(
                        new Request(
                                cluster.group().domain(),
                                new RequestId(other.verifyingKey().id(), 1),
                                action(1).hash(),
                                new Terms("gate", "ordinary", 1),
                                new Validity(0, Long.MAX_VALUE),
                                Optional.empty()),
                        Bytes.wrap(action(1).bytes()));
        sendAs(cluster.tlsOfClient(), new Frame.Asked(anothers, false));
        counted(node, LinkCounts.Reason.ANOTHERS_NAME);

        sendAs(cluster.tlsOfClient(), new Frame.Told(status(1)));
        counted(node, LinkCounts.Reason.MALFORMED);
    }

    @Test
    void aReplicaMayNotSpeakForAnother() throws Exception {
        ReplicaNode node = start(0);
        sendAs(cluster.tls(1), new Frame.Told(status(2)));

        counted(node, LinkCounts.Reason.ANOTHERS_NAME);
    }

    private static Signed<Status> status(int sender) {
        return new Signed<>(sender, new Status(0, true, 0, 0, 0, false), Bytes.wrap(new byte[64]));
    }

    private void sendAs(MutualTls tls, Frame frame) throws Exception {
        LinkCounts counts = new LinkCounts();
        Watch watch = new Watch(LinkLimits.DEFAULT, counts);
        FrameCodec codec = new FrameCodec(WireLimits.of(4));
        Connection.Handler nobody = (from, answer) -> {};
        var group = cluster.group().id();
        Dialer dialer = new Dialer(
                addresses.getFirst(),
                member -> true,
                new Dialer.Way(tls, codec, watch, () -> Greetings.of(group, 1), nobody),
                new Random(1));
        dialer.send(codec.encode(frame));
        running.addFirst(dialer);
        running.addFirst(watch);
    }

    private static void counted(ReplicaNode node, LinkCounts.Reason reason) {
        assertThat(TestCluster.eventually(() -> node.refused().getOrDefault(reason, 0L) > 0))
                .as(node.refused().toString())
                .isTrue();
    }

    @Test
    void whatIsNotThisReplicasIsRefusedInOneLine() throws Exception {
        NodeFolder.Given good = cluster.given(0);
        Path other = cluster.given(1).key();
        refused(
                with(good, good.group(), good.name(), other),
                "is not the key that the group file lists for analytical");
        refused(with(good, good.group(), "nobody", good.key()), "expected a replica of the group (analytical, ");
        refused(with(good, folder.resolve("none.json"), good.name(), good.key()), "there is no group file");
        refused(with(good, good.charter(), good.name(), good.key()), "charter.yaml:1:1: ");
        refused(new NodeFolder.Given(good.group(), good.key(), good.name(), good.key(), good.data(), false), "key.pem");
        try (NodeFolder open = cluster.node(0)) {
            assertThat(open.self()).isZero();
            refused(good, "is in use by this process already");
        }
    }

    private static NodeFolder.Given with(NodeFolder.Given good, Path group, String name, Path key) {
        return new NodeFolder.Given(group, good.charter(), name, key, good.data(), false);
    }

    private void refused(NodeFolder.Given given, String why) {
        assertThatThrownBy(() -> NodeFolder.open(given, cluster.scheme, Passphrase.NONE))
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aReplicaThatHasAStoreDoesNotBeginAnew() throws Exception {
        start(0).close();
        NodeFolder.Given good = cluster.given(0);
        refused(
                new NodeFolder.Given(good.group(), good.charter(), good.name(), good.key(), good.data(), true),
                "there is a store of analytical already");
    }
}
