package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/protocol.md lists the invariants as the code has them. */
final class InvariantTest {
    private static final Path PAGE = Path.of("..", "docs", "protocol.md");

    @Test
    void thePageHasEachInvariantAndNoOther() throws IOException {
        List<String> rows =
                lines().stream().filter(line -> line.matches("\\| I\\d+ \\|.*")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(Invariant.values())
                        .map(each -> "| " + each.id() + " | " + each.sentence() + " | [" + each.section() + "](#"
                                + each.section().toLowerCase(Locale.ROOT).replace(' ', '-') + ") |")
                        .toList());
    }

    @Test
    void eachIsSaidUnderAHeadingOfThePage() throws IOException {
        assertThat(lines())
                .containsAll(Stream.of(Invariant.values())
                        .map(each -> "## " + each.section())
                        .distinct()
                        .toList());
    }

    @Test
    void noTwoHaveOneIdOrOneSentence() {
        assertThat(Invariant.values())
                .hasSizeGreaterThanOrEqualTo(12)
                .extracting(Invariant::id)
                .doesNotHaveDuplicates();
        assertThat(Invariant.values()).extracting(Invariant::sentence).doesNotHaveDuplicates();
    }

    @Test
    void aBrokenOneSaysWhatWasFoundAndWhatShouldHold() {
        BrokenInvariant broken = new BrokenInvariant(Invariant.VIEW_FORWARD, "the view went from 3 to 1");
        assertThat(broken).hasMessage("the view went from 3 to 1 (I1: " + Invariant.VIEW_FORWARD.sentence() + ")");
        assertThat(broken.invariant()).isEqualTo(Invariant.VIEW_FORWARD);
        assertThat(broken.found()).isEqualTo("the view went from 3 to 1");
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE);
    }
}
