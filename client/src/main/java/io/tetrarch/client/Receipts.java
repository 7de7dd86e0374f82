package io.tetrarch.client;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.proof.receipt.Receipt.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An executor's receipts on their way to the ledger. For any thread. */
public final class Receipts {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutionJournal journal;
    private final Filing filing;
    private final InstantSource time;
    private final Map<RequestId, CompletableFuture<Long>> underWay = new ConcurrentHashMap<>();
    private volatile List<Run> lost = List.of();

    Receipts(ExecutionJournal journal, Filing filing, InstantSource time) {
        this.journal = journal;
        this.filing = new FilingTogether(filing);
        this.time = time;
    }

    /** Writes down that the run has ended, and puts its receipt on the ledger in its own time. */
    public void file(Receipt receipt) throws IOException {
        journal.end(receipt);
        RequestId request = receipt.request();
        // not on the thread that tells of decisions, for writing the journal waits for a disk; nor on threads that all
        // share
        CompletableFuture<Long> filed = filing.file(receipt)
                .thenApplyAsync(
                        index -> note(request, index),
                        task -> Thread.ofVirtual().name("tetrarch-receipt").start(task))
                .toCompletableFuture();
        underWay.put(request, filed);
        var unused = filed.whenComplete((index, failure) -> underWay.remove(request, filed));
    }

    /** How many receipts have neither arrived nor failed to. */
    public int underWay() {
        return underWay.size();
    }

    private long note(RequestId request, long index) {
        try {
            journal.file(request, index);
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Files the receipts that earlier runs left. A run that nobody can tell the end of gets one that says so; it is never
     * run again, and {@link #unknownOutcomes} has it.
     */
    public void takeUp() throws IOException {
        List<Run> found = new ArrayList<>();
        for (Run run : journal.unfiled()) {
            switch (run.stage()) {
                case Stage.Running running -> {}
                case Stage.Lost unknown -> {
                    found.add(run);
                    file(unknownOutcome(run.begun()));
                }
                case Stage.Ended ended -> file(ended.receipt());
                case Stage.Filed filed -> {}
            }
        }
        lost = List.copyOf(found);
    }

    /** The runs that this executor, when it took up what was left, could not tell the end of. */
    public List<Run> unknownOutcomes() {
        return lost;
    }

    private Receipt unknownOutcome(Begun begun) {
        long now = Math.max(begun.startedMillis(), time.millis());
        return new Receipt(begun.warrant(), new Ending.Unknown(), Output.NONE, new Span(begun.startedMillis(), now));
    }

    /** Waits until every receipt that is under way has arrived, or has not; a while at most. */
    public void awaitFiled() {
        CompletableFuture<?>[] all = underWay.values().toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it is in the journal: the next start files it
        }
    }

    /** How far the run has come that this request allowed. */
    public Optional<Run> find(RequestId request) throws IOException {
        return journal.find(request);
    }
}
