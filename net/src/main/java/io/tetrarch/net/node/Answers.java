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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided lately, each decision with all that proves it: sent to the client that waits for it as soon as it is
 * there, and to one that asks again. For any thread.
 */
final class Answers {
    private static final int MOST = 4096;
    private static final long MOST_BYTES = 16 << 20;

    /** What an entry holds besides its action, roughly. */
    private static final int ENTRY_BYTES = 2048;

    private final ClientTalk talk;
    private final LinkedHashMap<Digest, Answer> latest = new LinkedHashMap<>();
    private long bytes;

    /**
     * One decision, not encoded yet: most are never asked for again.
     *
     * @param ledger at the end of what was executed together; nobody appends to it any more
     */
    private record Answer(DecisionEntry entry, long index, LedgerTree ledger, Executed executed) {
        Frame frame() {
            Header header = executed.batches().getLast().header();
            return new Frame.Replied(
                    entry,
                    TreeProofs.inclusion(ledger, index, header.ledgerSize()),
                    header,
                    executed.certificate(),
                    executed.prepares());
        }

        long bytes() {
            return entry.request().action().size() + (long) ENTRY_BYTES;
        }
    }

    Answers(ClientTalk talk) {
        this.talk = talk;
    }

    /** Nothing can be proven of what was come to by a state transfer: the others answer for it. */
    void onExecuted(Executed executed) {
        executed.before().ifPresent(before -> {
            LedgerTree ledger = LedgerTree.from(before);
            List<Answer> answers = new ArrayList<>();
            for (Batch batch : executed.batches()) {
                for (Entry entry : batch.entries()) {
                    long index = ledger.append(entry.leafHash());
                    if (entry instanceof DecisionEntry decision) {
                        answers.add(new Answer(decision, index, ledger, executed));
                    }
                }
            }
            keep(answers);
            // who asks from now on finds them; who asked before is answered here
            answers.forEach(this::answer);
        });
    }

    private void answer(Answer answer) {
        if (talk.isAwaited(answer.entry().request().digest())) {
            talk.answer(answer.entry().request().id().client(), answer.frame());
        }
    }

    private synchronized void keep(List<Answer> answers) {
        for (Answer answer : answers) {
            Answer before = latest.put(answer.entry().request().digest(), answer);
            bytes += answer.bytes() - (before == null ? 0 : before.bytes());
        }
        while (latest.size() > MOST || bytes > MOST_BYTES) {
            Map.Entry<Digest, Answer> oldest = latest.pollFirstEntry();
            bytes -= oldest.getValue().bytes();
        }
    }

    /** The answer to this request, if it was decided lately. */
    Optional<byte[]> find(Digest request) {
        Optional<Answer> found;
        synchronized (this) {
            found = Optional.ofNullable(latest.get(request));
        }
        return found.map(answer -> talk.codec().encode(answer.frame()));
    }
}
