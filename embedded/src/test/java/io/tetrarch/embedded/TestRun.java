package io.tetrarch.embedded;

import io.tetrarch.client.request.GroupClient;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/** A set of replicas with a client, running. */
public final class TestRun implements AutoCloseable, ReplicaListener {
    private final Workers workers = new Workers("test-worker", 2);
    private final Queue<Throwable> halts = new ConcurrentLinkedQueue<>();
    private final Queue<String> drops = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Verdict> objections = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> executedBy = new LinkedBlockingQueue<>();
    private final BiConsumer<Integer, Signed<?>> sent;
    private final LocalNetwork network;
    private final ReplicaSet set;
    private final GroupClient desk;

    public TestRun(TestGroup group, List<TestGroup.Place> seats) throws IOException {
        this(group, seats, (replica, message) -> {});
    }

    /** @param sent hears of every message that a replica sends */
    TestRun(TestGroup group, List<TestGroup.Place> seats, BiConsumer<Integer, Signed<?>> sent) throws IOException {
        this(group, seats, sent, HaltRecords.NONE);
    }

    /** @param records where a replica that halts leaves its record */
    TestRun(TestGroup group, List<TestGroup.Place> seats, BiConsumer<Integer, Signed<?>> sent, HaltRecords records)
            throws IOException {
        this.sent = sent;
        network = new LocalNetwork(4);
        desk = group.desk(network, workers);
        set = ReplicaSet.start(
                seats.stream().map(TestGroup.Place::store).toList(),
                new Seats() {
                    @Override
                    public Optional<Seats.Seat> of(int replica, List<Succession> lineage) {
                        return Optional.of(seats.get(replica).seat());
                    }

                    @Override
                    public HaltRecords records() {
                        return records;
                    }
                },
                network,
                workers,
                this,
                TimeSource.SYSTEM);
    }

    public GroupClient desk() {
        return desk;
    }

    LocalNetwork network() {
        return network;
    }

    public ReplicaSet set() {
        return set;
    }

    public Queue<Throwable> halts() {
        return halts;
    }

    public Queue<String> drops() {
        return drops;
    }

    /** Denials of what had been decided. */
    BlockingQueue<Verdict> objections() {
        return objections;
    }

    /** Which replica has executed something, in order. */
    BlockingQueue<Integer> executedBy() {
        return executedBy;
    }

    @Override
    public void onExecuted(Executed executed) {
        executedBy.add(executed.replica());
        ReplicaAnswers.reply(executed).ifPresent(desk::onReply);
    }

    @Override
    public void onRefused(int replica, Digest request, Refusal reason) {
        desk.onRefused(replica, request, ReplicaAnswers.refusal(reason));
    }

    @Override
    public void onSent(int replica, Signed<?> message) {
        sent.accept(replica, message);
    }

    @Override
    public void onDropped(int replica, int sender, String reason) {
        drops.add(reason);
    }

    @Override
    public void onLateObjection(int replica, Verdict verdict) {
        objections.add(verdict);
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {}

    @Override
    public void onEpochBegun(int replica, Domain epoch) {}

    @Override
    public void onEvidence(int replica, Evidence evidence) {}

    @Override
    public void onTick() {
        desk.tick();
    }

    @Override
    public void onFailed(Throwable cause) {
        halts.add(cause);
    }

    @Override
    public void onHalted(int replica, Throwable cause) {
        halts.add(cause);
    }

    @Override
    public void close() throws IOException {
        set.close();
        workers.close();
    }
}
