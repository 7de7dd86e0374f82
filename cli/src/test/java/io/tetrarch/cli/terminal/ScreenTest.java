package io.tetrarch.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.gate.display.OddTexts;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private static final List<String> TEXTS = OddTexts.of(99, 600);
    private static final String COLOUR = "\u001B\\[(?:32|31|33|1|2|0)m";

    private static String printed(boolean interactive, Consumer<Screen> print) {
        StringWriter text = new StringWriter();
        Screen screen = new Screen(new PrintWriter(text), interactive, interactive ? Paint.ANSI : Paint.PLAIN);
        print.accept(screen);
        screen.writer().flush();
        return text.toString();
    }

    /** What is left on the line but for the isolates, which only the terminal itself can have put there. */
    private static String line(String printed) {
        assertThat(printed).endsWith(System.lineSeparator());
        String line =
                printed.substring(0, printed.length() - System.lineSeparator().length());
        assertThat(line).doesNotContain("\n", "\r", "\u2028", "\u0085");
        return line;
    }

    private static String withoutIsolates(String line) {
        assertThat(line.chars().filter(c -> c == '\u2068').count())
                .isEqualTo(line.chars().filter(c -> c == '\u2069').count());
        return line.replaceAll("[\u2068\u2069]", "");
    }

    @Test
    void aLineIsOneLineAndGivesTheTextBack() {
        for (String text : TEXTS) {
            String line = line(printed(false, screen -> screen.line(text)));

            assertThat(OddTexts.isSafe(line)).as(line).isTrue();
            assertThat(OddTexts.original(line)).isEqualTo(text);
        }
    }

    @Test
    void onATerminalOnlyIsolatesAreAdded() {
        for (String text : TEXTS) {
            String line = withoutIsolates(line(printed(true, screen -> screen.line(text))));

            assertThat(OddTexts.isSafe(line)).as(line).isTrue();
            assertThat(OddTexts.original(line)).isEqualTo(text);
        }
    }

    @Test
    void wordsFromRightToLeftAreIsolated() {
        assertThat(line(printed(true, screen -> screen.line("for אב 12, שלום: 7 \"גד\" x"))))
                .isEqualTo("for \u2068אב 12, שלום\u2069: 7 \"\u2068גד\u2069\" x");
        assertThat(line(printed(false, screen -> screen.line("for אב")))).isEqualTo("for אב");
    }

    @Test
    void noTextCanColourATerminalButPaintCan() {
        for (String text : TEXTS) {
            String line = line(printed(
                    true,
                    screen -> screen.line(
                            screen.paint().good(text) + ": " + screen.paint().bad("x"))));

            assertThat(line).startsWith("\u001B[32m").endsWith("\u001B[0m: \u001B[31mx\u001B[0m");
            String plain = withoutIsolates(line.replaceAll(COLOUR, ""));
            assertThat(OddTexts.isSafe(plain)).as(plain).isTrue();
            assertThat(OddTexts.original(plain)).isEqualTo(text + ": x");
        }
    }

    @Test
    void aTableKeepsItsRowsAndColumns() {
        for (String text : TEXTS) {
            Table table = Table.of(text, "|", Spelled.json("{\"tool\":\"sh\u0435ll\"}"));
            table.row(List.of(Cell.plain("a"), new Cell("|", unused -> unused), Cell.plain(text)));
            List<String> lines = printed(false, table::print).lines().toList();

            assertThat(lines).hasSize(2).allMatch(OddTexts::isSafe);
            assertThat(column(lines.get(0))).isEqualTo(column(lines.get(1)));
            assertThat(lines.getFirst()).endsWith("{\"tool\":\"sh⟨U+0435⟩ll\"}");
        }
    }

    private static int column(String line) {
        return line.codePointCount(0, line.indexOf('|'));
    }

    @Test
    void jsonIsTheSameValueForAnyReader() throws Exception {
        for (String text : TEXTS) {
            JsonObject value = JsonObject.builder().put(text, text).build();
            for (boolean interactive : List.of(false, true)) {
                String printed = printed(interactive, screen -> new Terminal(System.in, screen, screen).json(value));

                assertThat(OddTexts.isSafe(printed.replace("\n", "").replaceAll("[\u27E8\u27E9]", "")))
                        .as(printed)
                        .isTrue();
                assertThat(JsonParser.parseObject(printed.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE))
                        .isEqualTo(value);
            }
        }
    }
}
