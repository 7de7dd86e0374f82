package io.tetrarch.client.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the journal in a folder and says what came of it. */
final class OpeningProcess {
    private OpeningProcess() {}

    /** @param arguments the folder */
    public static void main(String[] arguments) {
        try (FileJournal journal = FileJournal.open(Path.of(arguments[0]), Runs.GROUP)) {
            journal.unfiled();
            System.out.println("opened");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
