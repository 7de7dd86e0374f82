package io.tetrarch.net.node;

import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What was decided lately, each decision with all that proves it, ready to be sent: to the client that asked as soon as it
 * is there, and to one that asks again. For any thread.
 */
final class Answers {
    private static final int MOST = 8192;
    private static final long MOST_BYTES = 32 << 20;

    private final FrameCodec codec;
    private final BiConsumer<Digest, byte[]> clients;
    private final LinkedHashMap<Digest, byte[]> latest = new LinkedHashMap<>();
    private long bytes;

    /** @param clients sends a frame to the client of this key id, if it is connected; never waits */
    Answers(FrameCodec codec, BiConsumer<Digest, byte[]> clients) {
        this.codec = codec;
        this.clients = clients;
    }

    /** Nothing can be proven of what was come to by a state transfer: the others answer for it. */
    void onExecuted(Executed executed) {
        executed.before().ifPresent(before -> {
            LedgerTree ledger = LedgerTree.from(before);
            SortedMap<Long, DecisionEntry> decided = new TreeMap<>();
            for (Batch batch : executed.batches()) {
                for (Entry entry : batch.entries()) {
                    long index = ledger.append(entry.leafHash());
                    if (entry instanceof DecisionEntry decision) {
                        decided.put(index, decision);
                    }
                }
            }
            Header header = executed.batches().getLast().header();
            decided.forEach((index, entry) -> answer(
                    entry,
                    codec.encode(new Frame.Replied(
                            entry,
                            TreeProofs.inclusion(ledger, index, header.ledgerSize()),
                            header,
                            executed.certificate(),
                            executed.prepares()))));
        });
    }

    private void answer(DecisionEntry entry, byte[] frame) {
        keep(entry.request().digest(), frame);
        clients.accept(entry.request().id().client(), frame);
    }

    private synchronized void keep(Digest request, byte[] frame) {
        byte[] before = latest.put(request, frame);
        bytes += frame.length - (before == null ? 0 : before.length);
        while (latest.size() > MOST || bytes > MOST_BYTES) {
            Map.Entry<Digest, byte[]> oldest = latest.pollFirstEntry();
            bytes -= oldest.getValue().length;
        }
    }

    /** The answer to this request, if it was decided lately. */
    synchronized Optional<byte[]> find(Digest request) {
        return Optional.ofNullable(latest.get(request));
    }
}
