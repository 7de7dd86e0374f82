package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The libraries of the pages come at build, by name and version; none is kept in the tree. */
final class LibrariesTest {
    @Test
    void noneIsKeptHere() {
        assertThat(Path.of("src/main/resources/web/js")).isDirectory();
        assertThat(Path.of("src/main/resources/web/lib")).doesNotExist();
    }

    @Test
    void whatIsTakenAtBuildIsServedWithItsLicence() throws IOException {
        for (String each :
                new String[] {"htm/htm.js", "htm/LICENSE", "preact/preact.js", "preact/hooks.js", "preact/LICENSE"}) {
            try (var in = Console.class.getResourceAsStream("/web/lib/" + each)) {
                assertThat(in).as(each).isNotNull();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isNotBlank();
            }
        }
    }
}
