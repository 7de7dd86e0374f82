package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationTest {
    @TempDir
    private Path folder;

    @Test
    void aSignedJarKeepsAllButItsSignature() throws IOException {
        Path jar = jar(
                "META-INF/MANIFEST.MF", "META-INF/BC2048KE.SF", "META-INF/BC2048KE.DSA", "META-INF/a/b.SF", "A.class");

        Preparation.withoutSignature(jar);

        try (ZipFile file = new ZipFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", "META-INF/a/b.SF", "A.class");
            assertThat(file.getInputStream(file.getEntry("A.class")).readAllBytes())
                    .isEqualTo(Invocation.utf8("A.class"));
        }
        assertThat(names()).containsExactly("some.jar");
    }

    @Test
    void aJarWithoutASignatureIsNotTouched() throws IOException {
        Path jar = jar("META-INF/MANIFEST.MF", "A.class");
        Object before = Files.readAttributes(jar, "unix:ino,lastModifiedTime");

        Preparation.withoutSignature(jar);

        assertThat((Object) Files.readAttributes(jar, "unix:ino,lastModifiedTime"))
                .isEqualTo(before);
    }

    @Test
    void theLibraryIsWhereTheVirtualMachineLooksForIt() throws IOException {
        Preparation.unpackLibrary(folder);

        assertThat(folder.resolve(System.mapLibraryName("rocksdbjni"))).isNotEmptyFile();
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path jar(String... entries) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                to.putNextEntry(new ZipEntry(entry));
                to.write(Invocation.utf8(entry));
                to.closeEntry();
            }
        }
        return jar;
    }
}
