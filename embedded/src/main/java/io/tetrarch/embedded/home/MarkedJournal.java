package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.Beginning;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder's journal, of which the folder's mark remembers how many requests it has used up. */
final class MarkedJournal implements ExecutionJournal {
    private final FileJournal journal;
    private final MarkKeeper mark;

    private MarkedJournal(FileJournal journal, MarkKeeper mark) {
        this.journal = journal;
        this.mark = mark;
    }

    /** @throws JournalRefusedException if there was one and it is gone */
    static void requireThere(Path folder, ExecutorFiles files, MarkKeeper mark) throws JournalRefusedException {
        long expected = mark.executor().used();
        if (expected > 0 && !files.exist()) {
            throw lost(folder, "is missing, and had used " + expected + " requests");
        }
    }

    /** @throws JournalRefusedException if it has fewer than it had, or is not there though it was */
    static MarkedJournal open(Path folder, ExecutorFiles files, MarkKeeper mark) throws IOException {
        requireThere(folder, files, mark);
        long expected = mark.executor().used();
        FileJournal journal = files.open();
        if (journal.used() < expected) {
            journal.close();
            throw lost(
                    folder, "has used " + journal.used() + " requests, and had used " + expected + ": it was set back");
        }
        MarkedJournal marked = new MarkedJournal(journal, mark);
        marked.note();
        return marked;
    }

    private static JournalRefusedException lost(Path folder, String how) {
        return new JournalRefusedException(folder.resolve(ExecutorFiles.LOG) + " " + how
                + "; what it forgot could be run a second time. Put it back, or 'tetrarch repair --journal' begins"
                + " another, for which nothing approved before may run");
    }

    private void note() {
        mark.used(journal.used());
    }

    @Override
    public Beginning beginning() {
        return mark.executor().beginning();
    }

    @Override
    public Optional<Hold> begin(Begun begun) throws IOException {
        Optional<Hold> hold = journal.begin(begun);
        note();
        return hold;
    }

    @Override
    public void end(Receipt receipt) throws IOException {
        journal.end(receipt);
    }

    @Override
    public void file(RequestId request, long ledgerIndex) throws IOException {
        journal.file(request, ledgerIndex);
    }

    @Override
    public Optional<Run> find(RequestId request) throws IOException {
        return journal.find(request);
    }

    @Override
    public List<Run> unfiled() throws IOException {
        return journal.unfiled();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
