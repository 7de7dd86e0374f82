package io.tetrarch.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninterruptedTest {
    @TempDir
    Path folder;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void whoeverIsInterruptedWritesAndStaysSo() throws Exception {
        Thread.currentThread().interrupt();
        WholeFile.replace(folder.resolve("numbers"), new byte[] {1, 2});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("numbers")).hasBinaryContent(new byte[] {1, 2});
        assertThat(folder.resolve("numbers.new")).doesNotExist();
    }

    /** The one who interrupts does not stop at once, nor twice. */
    @Test
    void whoeverIsInterruptedAgainAndAgainWritesEachTime() throws Exception {
        Thread writer = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupting = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                writer.interrupt();
                Thread.onSpinWait();
            }
        });
        try {
            for (int i = 0; i < 50; i++) {
                WholeFile.replace(folder.resolve("numbers"), new byte[] {(byte) i});
                assertThat(Files.readAllBytes(folder.resolve("numbers"))).containsExactly(i);
            }
        } finally {
            over.set(true);
            while (interrupting.isAlive()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatFailsElsewhereFailsHere() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Uninterrupted.run(() -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }
}
