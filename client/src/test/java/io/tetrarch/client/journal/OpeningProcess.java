package io.tetrarch.client.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens the journal in a folder and says what came of it. */
final class OpeningProcess {
    private OpeningProcess() {}

    /** @param arguments the folder */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (FileJournal journal = FileJournal.open(Path.of(arguments[0]), Runs.GROUP)) {
            journal.unfiled();
            out.println("opened");
        } catch (IOException e) {
            out.println(e.getMessage());
        }
    }
}
