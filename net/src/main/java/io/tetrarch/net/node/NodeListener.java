package io.tetrarch.net.node;

import io.tetrarch.embedded.ReplicaAnswers;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Tells clients what concerns them, and whoever runs the node when it is over. */
final class NodeListener implements ReplicaListener {
    private final FrameCodec codec;
    private final Answers answers;
    private final Askers askers;
    private final BiConsumer<Digest, byte[]> clients;
    private final CompletableFuture<Throwable> over;

    /**
     * @param clients sends a frame to the client of this key id
     * @param over completed once the replica has stopped for good, with why
     */
    NodeListener(
            FrameCodec codec,
            Answers answers,
            Askers askers,
            BiConsumer<Digest, byte[]> clients,
            CompletableFuture<Throwable> over) {
        this.codec = codec;
        this.answers = answers;
        this.askers = askers;
        this.clients = clients;
        this.over = over;
    }

    @Override
    public void onExecuted(Executed executed) {
        answers.onExecuted(executed);
    }

    @Override
    public void onRefused(int replica, Digest request, Refusal reason) {
        askers.of(request).ifPresent(client -> {
            io.tetrarch.client.request.Refusal said = ReplicaAnswers.refusal(reason);
            clients.accept(client, codec.encode(new Frame.Refused(request, said.word(), said.lasting())));
        });
    }

    @Override
    public void onSent(int replica, Signed<?> message) {}

    @Override
    public void onDropped(int replica, int sender, String reason) {}

    @Override
    public void onViewChanged(int replica, long view, boolean active) {}

    @Override
    public void onLateObjection(int replica, Verdict verdict) {}

    @Override
    public void onEvidence(int replica, Evidence evidence) {}

    @Override
    public void onEpochBegun(int replica, Domain epoch) {}

    @Override
    public void onHalted(int replica, Throwable cause) {
        over.complete(cause);
    }

    @Override
    public void onFailed(Throwable cause) {
        over.complete(cause);
    }

    @Override
    public void onTick() {}
}
