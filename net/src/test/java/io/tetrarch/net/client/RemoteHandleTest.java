package io.tetrarch.net.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.net.TestCluster;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.node.ReplicaNode;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handles on decisions of replicas that run elsewhere: as those of a gate in this process. */
@Timeout(120)
class RemoteHandleTest {
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

    private void start(int replicas) throws Exception {
        for (int replica = 4 - replicas; replica < 4; replica++) {
            running.add(
                    ReplicaNode.start(cluster.node(replica), cluster.scheme, Acceptor.bind(addresses.get(replica))));
        }
    }

    private RemoteGate gate() throws Exception {
        RemoteGate gate = RemoteGate.open(cluster.client(), cluster.scheme, addresses);
        running.addFirst(gate);
        return gate;
    }

    private static Submission submission(int number) throws Exception {
        return Submission.of(Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-"
                        + number + ".md\",\"bytes\":4096}")
                .getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isApproved(DecisionHandle handle) throws Exception {
        return handle.decision().toCompletableFuture().get(60, TimeUnit.SECONDS).isApproved();
    }

    @Test
    void whatWasDecidedIsFoundAgainByItsIdAndByItsKey() throws Exception {
        start(4);
        RequestId id;
        try (RemoteGate gate = RemoteGate.open(cluster.client(), cluster.scheme, addresses)) {
            DecisionHandle handle = gate.ask(submission(1).withIdempotencyKey("order-1"));
            assertThat(isApproved(handle)).isTrue();
            id = handle.id();
        }
        RemoteGate gate = gate();
        assertThat(gate.resume(id))
                .hasValueSatisfying(
                        handle -> assertThat(handle.progress()).isInstanceOf(DecisionHandle.Progress.Decided.class));
        assertThat(gate.ask(submission(1).withIdempotencyKey("order-1")).id()).isEqualTo(id);
        assertThatThrownBy(() -> gate.ask(submission(2).withIdempotencyKey("order-1")))
                .isInstanceOfSatisfying(
                        UndecidedException.class,
                        why -> assertThat(why.reason()).isEqualTo(UndecidedException.Reason.KEY_IN_USE));
    }

    /** Asked by a process that is gone before there is a quorum, and decided when the next one takes it up. */
    @Test
    void whatIsOpenIsAskedForAgainAfterARestart() throws Exception {
        RequestId id;
        try (RemoteGate gate = RemoteGate.open(cluster.client(), cluster.scheme, addresses)) {
            id = gate.ask(submission(1).withLife(Duration.ofMinutes(5))).id();
        }
        start(3);
        assertThat(isApproved(gate().resume(id).orElseThrow())).isTrue();
    }

    /** Whoever comes first in its number: a handle says the same of it afterwards. */
    @Test
    void whatIsTakenBackIsWithdrawnOrDecidedAndNeverBoth() throws Exception {
        start(4);
        RemoteGate gate = gate();
        DecisionHandle decided = gate.ask(submission(1));
        assertThat(isApproved(decided)).isTrue();
        assertThat(decided.withdraw().toCompletableFuture().get(60, TimeUnit.SECONDS))
                .isFalse();

        DecisionHandle raced = gate.ask(submission(2));
        boolean withdrawn = raced.withdraw().toCompletableFuture().get(60, TimeUnit.SECONDS);
        if (withdrawn) {
            assertThatThrownBy(() -> raced.decision().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UndecidedException.class);
        } else {
            assertThat(isApproved(raced)).isTrue();
        }
        assertThat(gate.resume(raced.id()).orElseThrow().progress())
                .isInstanceOf(
                        withdrawn ? DecisionHandle.Progress.Undecided.class : DecisionHandle.Progress.Decided.class);
    }
}
