package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.client.journal.Journals;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/** The executor of a host: it is offered every approval again at each of its starts, and runs what its journal lets it. */
final class ExecutorInMemory {
    /** So little that each start rewrites a journal of which most is outdated. */
    private static final long WORTHWHILE_BYTES = 1_000;

    private static final long SOME_INDEX = 7;

    private final Host host;
    private final Path folder;
    private final TreeMap<RequestId, SignedRequest> approved = new TreeMap<>();
    private final TreeMap<RequestId, Integer> runs = new TreeMap<>();
    private final TreeMap<RequestId, Integer> acknowledged = new TreeMap<>();
    private Optional<ExecutionJournal> journal = Optional.empty();
    private int incarnation;

    /** @param folder of this machine, for its lock and the marks of what is running */
    ExecutorInMemory(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
    }

    /** What went wrong; empty if nothing did. */
    Optional<String> offer(SignedRequest request) {
        approved.put(request.id(), request);
        try {
            if (journal.isEmpty() || incarnation != host.starts()) {
                close();
                incarnation = host.starts();
                journal = Optional.of(Journals.open(
                        host.disk(),
                        folder.resolve("executor.log"),
                        folder.resolve("running"),
                        group(),
                        WORTHWHILE_BYTES));
                Optional<String> forgotten = forgotten();
                if (forgotten.isPresent()) {
                    return forgotten;
                }
                for (SignedRequest each : approved.values()) {
                    run(each);
                }
            } else {
                run(request);
            }
        } catch (IOException e) {
            host.failed(e);
        }
        return runs.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .findFirst()
                .map(each -> each.getKey() + " ran " + each.getValue() + " times");
    }

    private static Digest group() {
        return Digest.ZERO;
    }

    /** What was said to be durable is there. */
    private Optional<String> forgotten() throws IOException {
        for (var each : acknowledged.entrySet()) {
            int stage = journal.orElseThrow()
                    .find(each.getKey())
                    .map(Run::stage)
                    .map(ExecutorInMemory::reached)
                    .orElse(0);
            if (stage < each.getValue()) {
                return Optional.of(each.getKey() + " had come to stage " + each.getValue() + " and is at " + stage);
            }
        }
        return Optional.empty();
    }

    private static int reached(Stage stage) {
        return switch (stage) {
            case Stage.Running running -> 1;
            case Stage.Lost lost -> 1;
            case Stage.Ended ended -> 2;
            case Stage.Filed filed -> 3;
        };
    }

    @SuppressWarnings("try") // it is held, and nothing else
    private void run(SignedRequest request) throws IOException {
        ExecutionJournal open = journal.orElseThrow();
        Begun begun = new Begun(
                new Receipt.Warrant(
                        request.id(), request.digest(), request.request().actionHash(), Optional.empty()),
                1);
        Optional<ExecutionJournal.Hold> hold = open.begin(begun);
        if (hold.isEmpty()) {
            return;
        }
        try {
            acknowledged.put(request.id(), 1);
            runs.merge(request.id(), 1, Integer::sum);
            open.end(new Receipt(
                    begun.warrant(), new Receipt.Ending.Exited(0), Receipt.Output.NONE, new Receipt.Span(1, 2)));
            acknowledged.put(request.id(), 2);
            open.file(request.id(), SOME_INDEX); // which may be forgotten, and is done again then
        } finally {
            hold.get().close();
        }
    }

    int ran() {
        return runs.size();
    }

    /** A machine that has no power any more never syncs what it has not. */
    void close() throws IOException {
        try {
            if (journal.isPresent()) {
                journal.get().close();
            }
        } catch (IOException e) {
            if (incarnation == host.starts() && host.hasPower()) {
                throw e;
            }
        } finally {
            journal = Optional.empty();
        }
    }
}
