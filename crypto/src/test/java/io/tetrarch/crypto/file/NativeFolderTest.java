package io.tetrarch.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
    /** No process has a number as high. */
    private static final String GONE = "tetrarch-native-1999999999-";

    @TempDir
    Path temporary;

    @Test
    void nothingStaysOnceTheLibraryIsLoaded() throws Exception {
        try (NativeFolder folder = NativeFolder.make(temporary)) {
            Files.writeString(folder.path().resolve("library.so"), "code");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNext() throws Exception {
        Path left = old(Files.createDirectory(temporary.resolve(GONE + "a")));

        try (NativeFolder folder = NativeFolder.make(temporary)) {
            assertThat(left).doesNotExist();
            assertThat(folder.path()).isDirectory();
        }
    }

    @Test
    void whatMayBeInUseStays() throws Exception {
        Path young = Files.createDirectory(temporary.resolve(GONE + "young"));
        Path alive = old(Files.createDirectory(
                temporary.resolve("tetrarch-native-" + ProcessHandle.current().pid() + "-other")));
        Path target = Files.createDirectory(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve(GONE + "link"), target);

        NativeFolder.make(temporary).close();

        assertThat(young).isDirectory();
        assertThat(alive).isDirectory();
        assertThat(link).exists();
        assertThat(target).isDirectory();
    }

    private static Path old(Path folder) throws Exception {
        Files.writeString(folder.resolve("library.so"), "code");
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        return folder;
    }
}
