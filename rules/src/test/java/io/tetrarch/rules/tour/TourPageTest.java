package io.tetrarch.rules.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page shows what is compiled and run here, and nothing else. */
class TourPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SOURCE = Path.of("src/test/java/io/tetrarch/rules/tour/TourTest.java");
    private static final String MARK = "// tour: ";
    private static final String END = "// end";

    @Test
    void everySnippetOfThePageRunsInATest() throws IOException {
        Map<String, String> run = snippets(Files.readAllLines(SOURCE));
        List<String> shown = blocks(Files.readAllLines(ROOT.resolve("docs/java.md")));

        assertThat(run).hasSize(7);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(run.values());
    }

    @Test
    void whatTheReadmeShowsIsTheTours() throws IOException {
        Map<String, String> run = snippets(Files.readAllLines(SOURCE));

        assertThat(blocks(Files.readAllLines(ROOT.resolve("README.md"))))
                .containsExactly(String.valueOf(run.get("ask and run")));
    }

    /** Java in fences. */
    private static List<String> blocks(List<String> page) {
        List<String> found = new ArrayList<>();
        List<String> open = new ArrayList<>();
        boolean inside = false;
        for (String line : page) {
            if (inside && line.equals("```")) {
                found.add(String.join("\n", open));
                open.clear();
                inside = false;
            } else if (inside) {
                open.add(line);
            } else {
                inside = line.equals("```java");
            }
        }
        return found;
    }

    /** By name, as far to the left as it goes. */
    private static Map<String, String> snippets(List<String> source) {
        Map<String, String> found = new TreeMap<>();
        List<String> open = new ArrayList<>();
        String name = "";
        for (String line : source) {
            String text = line.strip();
            if (text.startsWith(MARK)) {
                name = text.substring(MARK.length());
            } else if (text.equals(END)) {
                found.put(name, String.join("\n", open).stripIndent());
                open.clear();
                name = "";
            } else if (!name.isEmpty()) {
                open.add(line);
            }
        }
        return found;
    }
}
