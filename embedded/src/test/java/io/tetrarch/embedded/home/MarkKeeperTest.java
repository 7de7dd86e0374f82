package io.tetrarch.embedded.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkKeeperTest {
    @TempDir
    private Path folder;

    private static final class Lines extends Handler {
        private final LinkedBlockingQueue<String> logged = new LinkedBlockingQueue<>();

        @Override
        public void publish(LogRecord line) {
            logged.add(String.valueOf(line.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Whoever is on call must not learn of it when the group is closed, months later. */
    @Test
    void aMarkThatCannotBeWrittenIsSaidAtOnceAndAtTheEnd() throws Exception {
        Files.createDirectory(folder.resolve(FolderMark.FILE + ".new"));
        Logger logger = Logger.getLogger("io.tetrarch.embedded");
        Lines lines = new Lines();
        logger.addHandler(lines);
        MarkKeeper keeper = new MarkKeeper(folder, Optional.of(FolderMark.NEW));
        try {
            keeper.ledger(new LedgerMark(1, Digest.ZERO, 1, 1));
            String line = lines.logged.poll(30, TimeUnit.SECONDS);
            while (line != null && !line.contains(folder.toString())) {
                line = lines.logged.poll(30, TimeUnit.SECONDS);
            }
            assertThat(line).startsWith("mark not written: file=" + folder.resolve(FolderMark.FILE));
        } finally {
            logger.removeHandler(lines);
        }
        assertThatThrownBy(keeper::close)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve(FolderMark.FILE) + " cannot be written");
    }
}
