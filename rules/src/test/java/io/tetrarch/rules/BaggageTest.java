package io.tetrarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BaggageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Those that keep folders, or show what does. */
    private static final Set<String> STORE = Set.of("rocks", "uses", "bench", "cli");

    @TempDir
    Path folder;

    static List<String> modules() {
        return Baggage.modules(ROOT);
    }

    @ParameterizedTest
    @CsvSource({"proof, 12", "client, 14"})
    void whoeverVerifiesOrAsksGetsNoMoreThan(String module, double megabytes) {
        Baggage baggage = Baggage.of(ROOT, module);
        assertThat(baggage.jars()).hasSizeGreaterThan(3).allMatch(Files::exists);
        assertThat(baggage.has("bcprov-")).isTrue();
        assertThat(baggage.has("AmazonCorrettoCryptoProvider-")).isTrue();
        assertThat(baggage.megabytes()).as(baggage.toString()).isBetween(1.0, megabytes);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void onlyWhatKeepsFoldersBringsRocksDb(String module) {
        assertThat(Baggage.of(ROOT, module).has("rocksdbjni-")).isEqualTo(STORE.contains(module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void onlyTheCommandLineBringsWhatWritesLogs(String module) {
        List<String> backends = Baggage.of(ROOT, module).loggingBackends();
        if (module.equals("cli")) {
            assertThat(backends).singleElement().asString().startsWith("slf4j-simple-");
        } else {
            assertThat(backends).isEmpty();
        }
    }

    @Test
    void whatEachWeighsIsShown() throws IOException {
        String weights = modules().stream()
                .map(module -> Baggage.of(ROOT, module).toString())
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(Path.of("target", "weights.txt"), weights);
        assertThat(weights).contains("client ", "proof ", "rocksdbjni-");
    }

    @Test
    void aJarThatWritesLogsIsFound() throws IOException {
        assertThat(Baggage.writesLogs(jar("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")))
                .isTrue();
        assertThat(Baggage.writesLogs(jar("org/slf4j/Logger.class"))).isFalse();
    }

    private Path jar(String entry) throws IOException {
        Path jar = Files.createTempFile(folder, "some", ".jar");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
            to.putNextEntry(new ZipEntry(entry));
            to.closeEntry();
        }
        return jar;
    }
}
