package io.tetrarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Maven Central asks of an artifact, and what belongs together. */
class PomsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LISTED = Pattern.compile("<artifactId>tetrarch-([a-z-]+)</artifactId><version>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>tetrarch(?:-bom)?</artifactId>\\s*<version>([^<]+)</version>");

    /** Programs, and what measures or shows: nobody depends on them. */
    private static final Set<String> NO_LIBRARIES = Set.of("simulator", "uses", "agents", "console", "cli", "bench");

    static List<String> modules() {
        return Baggage.modules(ROOT);
    }

    @Test
    void theBomListsEveryLibraryAndHasTheirVersion() throws IOException {
        String bom = pom("bom");

        assertThat(LISTED.matcher(bom).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(modules().stream()
                        .filter(module -> !NO_LIBRARIES.contains(module))
                        .toList());
        assertThat(version(bom)).isEqualTo(version(Files.readString(ROOT.resolve("pom.xml"))));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachSaysWhatItIsAndWhatItIsCalledOnAModulePath(String module) throws IOException {
        assertThat(pom(module))
                .contains("<name>Tetrarch " + module + "</name>")
                .contains("<description>")
                .contains("<module.name>io.tetrarch.");
    }

    @Test
    void whoMadeItAndUnderWhichLicenceStandsWhereOthersInheritIt() throws IOException {
        for (String pom : List.of(Files.readString(ROOT.resolve("pom.xml")), pom("bom"))) {
            assertThat(Stream.of("<url>", "<license>", "<developer>", "<scm", "<connection>", "<developerConnection>"))
                    .allMatch(pom::contains);
        }
    }

    private static String pom(String module) throws IOException {
        return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    }

    private static String version(String pom) {
        return VERSION.matcher(pom)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a version"))
                .group(1);
    }
}
