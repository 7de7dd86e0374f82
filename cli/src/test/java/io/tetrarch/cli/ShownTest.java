package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.gate.display.OddTexts;
import io.tetrarch.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print of actions, held against the bytes of the actions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShownTest {
    private static final List<String> TEXTS = OddTexts.of(520, 520);
    private static final int AT_ONCE = 130;
    private static final Pattern PAST_THE_SCREEN = Pattern.compile("\\.writer\\(\\)|line\\(\\s*JsonWriter");

    private final List<String> actions = new ArrayList<>();
    private final List<Invocation> decided = new ArrayList<>();
    private String data = "";

    @BeforeAll
    void decide(@TempDir Path folder) {
        data = folder.resolve("data").toString();
        for (int from = 0; from < TEXTS.size(); from += AT_ONCE) {
            JsonObject.Builder action = JsonObject.builder().put("kind", "note").put("tool", TEXTS.get(from));
            for (int i = from; i < from + AT_ONCE; i++) {
                action.put("m" + i, TEXTS.get(i));
            }
            actions.add(action.build().toJson());
        }
        actions.add(
                "{\"kind\":\"execute_tool\",\"tool\":\"sh\u0435ll\",\"command\":\"a\u202eb\",\"password\":\"x\u200by\"}");
        for (String action : actions) {
            decided.add(Invocation.withInput(Invocation.utf8(action), "decide", "-", "--data", data));
        }
    }

    private static List<String> lines(Invocation run) {
        List<String> lines = List.of(run.out().split("\n", -1));
        assertThat(lines).allMatch(OddTexts::isSafe);
        return lines;
    }

    private static String actionOf(String line) {
        return OddTexts.original(line.substring(line.indexOf('{')));
    }

    @Test
    void aDecisionShowsTheActionsBytesAsFarAsItShowsThem() {
        for (int i = 0; i < actions.size(); i++) {
            List<String> lines = lines(decided.get(i));
            String shown = actionOf(lines.getFirst());

            String masked = actions.get(i).replace("x\u200by", "[redacted]");
            assertThat(masked).startsWith(shown.replaceFirst("…$", ""));
            assertThat(lines).anyMatch(line -> line.startsWith("warning: the action holds characters"));
        }
        assertThat(decided.getLast().out())
                .contains("\"tool\":\"sh⟨U+0435⟩ll\",\"command\":\"a⟨U+202E⟩b\"")
                .contains("warning: the action has names with letters that only look like others: U+0435 (looks like"
                        + " e).");
    }

    @Test
    void theLedgerIsListedOneEntryALine() {
        List<String> lines =
                lines(Invocation.of("ledger", "list", "--data", data).endedQuietlyWith(0));

        assertThat(lines).hasSize(actions.size() + 1);
        assertThat(actionOf(lines.getFirst())).endsWith("…");
        assertThat(actions.getFirst()).startsWith(actionOf(lines.getFirst()).replaceFirst("…$", ""));
    }

    @Test
    void anEntryIsShownWholeWithItsSecretsMasked() {
        for (int i = 0; i < actions.size() - 1; i++) {
            List<String> lines = lines(Invocation.of("ledger", "show", Integer.toString(i), "--data", data)
                    .endedQuietlyWith(0));
            String shown = lines.stream()
                    .filter(line -> line.startsWith("action "))
                    .findFirst()
                    .orElseThrow();

            assertThat(actionOf(shown)).isEqualTo(actions.get(i));
        }
        assertThat(Invocation.of("ledger", "show", Integer.toString(actions.size() - 1), "--data", data)
                        .out())
                .contains(
                        "{\"kind\":\"execute_tool\",\"tool\":\"sh⟨U+0435⟩ll\",\"command\":\"a⟨U+202E⟩b\",\"password\":\"[redacted]\"}")
                .contains("warning: the action");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger list --json",
                "ledger show 1 --json",
                "ledger export",
                "replay --charter ../gate/src/main/resources/io/tetrarch/gate/charter/default-charter.yaml",
                "replay --charter ../gate/src/main/resources/io/tetrarch/gate/charter/default-charter.yaml --json"
            })
    void nothingElseThatPrintsAnActionPrintsWhatIsNotSeen(String command) {
        Invocation run = Invocation.of((command + " --data " + data).split(" "));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).allMatch(line -> OddTexts.isSafe(line.replaceAll("[\u27E8\u27E9]", "")));
    }

    @Test
    void judgesAndComplaintsStayOnTheirLines() {
        for (String text : TEXTS.subList(0, 100)) {
            if (text.indexOf('\0') >= 0 || text.isBlank()) {
                continue;
            }
            Invocation judged = Invocation.of("judge", "--", "echo " + text);
            assertThat(judged.out().split("\n", -1)).allMatch(OddTexts::isSafe);
            Invocation refused = Invocation.of("hash", "./no-such-file" + text);
            assertThat(refused.err().split("\n", -1)).hasSize(2).allMatch(OddTexts::isSafe);
            assertThat(OddTexts.original(refused.err())).contains("no-such-file" + text);
        }
    }

    @Test
    void aStackTraceIsSpelledOutToo() {
        StackTrace trace = StackTrace.of(new IllegalStateException("a\u202eb\u001b[31m\r\nc"));

        assertThat(trace.lines()).hasSizeGreaterThan(2).allMatch(OddTexts::isSafe);
    }

    /** What a failed command prints with {@code --debug}. */
    private record StackTrace(List<String> lines) {
        static StackTrace of(Exception failure) {
            StringWriter text = new StringWriter();
            Screen screen = new Screen(new PrintWriter(text), false, Paint.PLAIN);
            new Complaint(new Terminal(System.in, screen, screen), false).about(failure, true);
            return new StackTrace(List.of(text.toString().split("\n", -1)));
        }
    }

    /** Nothing is printed but through a screen's lines, tables and JSON, so that no command can forget to spell it out. */
    @Test
    void noCommandWritesPastTheScreen() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/terminal/"))
                            .filter(ShownTest::writesPast)
                            .map(file -> String.valueOf(file.getFileName())))
                    .as("help, the completion script and a flush")
                    .containsExactlyInAnyOrder("Cli.java", "CompletionCommand.java", "UseRunner.java");
        }
    }

    private static boolean writesPast(Path file) {
        try {
            return PAST_THE_SCREEN.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
