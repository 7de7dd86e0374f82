package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.file.Path;

/** Journals on other disks than this machine's. */
public final class Journals {
    private Journals() {}

    /**
     * Opens one.
     *
     * @param file there
     * @param running a folder of this machine, for the marks of the runs that go on
     * @param worthwhileBytes of records, above which a file of which most is outdated is rewritten
     */
    public static FileJournal open(Disk disk, Path file, Path running, Digest group, long worthwhileBytes)
            throws IOException {
        return FileJournal.open(disk, file, new RunningMarks(running), group, worthwhileBytes);
    }
}
