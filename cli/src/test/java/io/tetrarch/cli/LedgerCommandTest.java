package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a group that decided three times, looked at and tampered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LedgerCommandTest {
    private Path folder = Path.of("");
    private String data = "";
    private String group = "";
    private List<String> exported = List.of();

    @BeforeAll
    void decideThreeTimes(@TempDir Path temporary) throws IOException {
        folder = temporary;
        data = folder.resolve("data").toString();
        group = folder.resolve("data/group.json").toString();
        Invocation.of("decide", "../examples/actions/fs-write.json", "--data", data);
        decide("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /\"}");
        decide("{\"kind\":\"execute_tool\",\"tool\":\"http_get\",\"url\":\"https://example.org/?token=abcdef123456\","
                + "\"password\":\"hunter2\"}");
        Path file = folder.resolve("ledger.jsonl");
        Invocation.of("ledger", "export", "--data", data, "--out", file.toString());
        exported = Files.readAllLines(file);
    }

    private void decide(String action) {
        Invocation.withInput(Invocation.utf8(action), "decide", "-", "--data", data);
    }

    private Invocation ledger(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("ledger", command, "--data", data));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void theEntriesAreListedWithWhatCameOfThem() {
        Invocation list = ledger("list").endedQuietlyWith(0);

        assertThat(list.out().lines()).hasSize(3);
        assertThat(list.out().lines().toList().getFirst()).contains("APPROVED", "not run", "fs_write");
        assertThat(list.out().lines().toList().get(1)).contains("DENIED", "rm -rf /");
        assertThat(ledger("list", "--last", "1", "--json").out().lines()).hasSize(1);
    }

    @Test
    void entriesAreChosenByWhenTheyWereAskedForWhatCameOfThemAndWhatTheyAre() {
        assertThat(indexes("--outcome", "denied")).containsExactly("1");
        assertThat(indexes("--tool", "http_get")).containsExactly("2");
        assertThat(indexes("--client", "gate", "--reverse")).containsExactly("2", "1", "0");
        assertThat(indexes("--since", "2020-01-01", "--last", "2")).containsExactly("1", "2");
        assertThat(indexes("--until", "2020-01-01T00:00:00Z")).isEmpty();
        assertThat(indexes("--tier", "no-such-tier")).isEmpty();
    }

    private List<String> indexes(String... options) {
        return ledger("list", options)
                .endedQuietlyWith(0)
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void aFilterThatCannotBeUsedIsNamed() {
        ledger("list", "--since", "yesterday")
                .refusedWith("--since: expected an instant such as 2026-11-30T08:00:00Z, or a day, found 'yesterday'");
        ledger("list", "--outcome", "maybe")
                .refusedWith("--outcome: expected approved, denied, expired or evidence, found 'maybe'");
        ledger("list", "--client", "nobody")
                .refusedWith("--client: expected one of the group's clients (gate), found 'nobody'");
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() {
        Invocation full = Invocation.withFailingOutput("No space left on device", "ledger", "export", "--data", data);
        assertThat(full.exitCode()).isEqualTo(74);
        assertThat(full.err())
                .isEqualTo("tetrarch: standard output: No space left on device; not all of the output is written"
                        + System.lineSeparator());

        Invocation gone = Invocation.withFailingOutput("Broken pipe", "ledger", "list", "--data", data);
        assertThat(gone.exitCode()).isEqualTo(74);
        assertThat(gone.err()).as("whoever closed it knows").isEmpty();

        Invocation refused = Invocation.withFailingOutput("Broken pipe", "ledger", "show", "99", "--data", data);
        assertThat(refused.exitCode()).as("what failed before has its own code").isEqualTo(2);
    }

    @Test
    void secretsAreHiddenInWhatIsShownAndNotInWhatIsHashed() throws Exception {
        Invocation shown = ledger("show", "2", "--json").endedQuietlyWith(0);

        assertThat(shown.out())
                .doesNotContain("hunter2")
                .doesNotContain("abcdef123456")
                .contains("[redacted]");
        assertThat(ledger("list").out()).doesNotContain("hunter2").doesNotContain("abcdef123456");
        JsonCursor entry = shown.json().member("entry");
        assertThat(entry.member("actionHash").string())
                .isEqualTo(Invocation.withInput(
                                Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"http_get\",\"url\":"
                                        + "\"https://example.org/?token=abcdef123456\",\"password\":\"hunter2\"}"),
                                "hash",
                                "-")
                        .out()
                        .strip());
    }

    @Test
    void anEntryIsFoundByItsIndexItsRequestAndItsAction() throws Exception {
        JsonCursor byIndex = ledger("show", "0", "--json").json().member("entry");
        String request = byIndex.member("requestId").string();
        String hash = byIndex.member("actionHash").string();

        assertThat(ledger("show", request, "--json").json().member("entry").value())
                .isEqualTo(byIndex.value());
        assertThat(ledger("show", hash, "--json").json().member("entry").value())
                .isEqualTo(byIndex.value());
        ledger("show", "17")
                .refusedWith("expected an entry of the 3 in this ledger, by its index, its request's id or its action's"
                        + " hash; found '17'");
    }

    @Test
    void anUntouchedLedgerHoldsInTheFolderAndExported() throws Exception {
        assertThat(ledger("verify").endedQuietlyWith(0).out()).startsWith("holds: 3 entries, root ");
        assertThat(verify(exported).endedQuietlyWith(0).out()).startsWith("holds: 3 entries, root ");
    }

    @Test
    void eachAlterationOfAnExportedLedgerIsFoundAtTheFirstEntryItBreaks() throws Exception {
        assertBroken(altered(2, "\"ledgerRoot\":\"", "\"ledgerRoot\":\"00"), 1);
        assertBroken(
                altered(3, "\"signature\":\"A", "\"signature\":\"B", "\"signature\":\"", "\"signature\":\"AAAA"), 2);
        assertBroken(without(2), 1);
        assertBroken(without(3), 2);
        List<String> swapped = new ArrayList<>(exported);
        swapped.set(1, exported.get(2));
        swapped.set(2, exported.get(1));
        assertBroken(swapped, 0);
        List<String> repeated = new ArrayList<>(exported);
        repeated.add(exported.get(1));
        assertBroken(repeated, 3);
    }

    @Test
    void anOtherActionUnderTheSameDecisionIsFound() throws Exception {
        String line = exported.get(1);
        String action =
                line.substring(line.indexOf("\"action\":\"") + 10, line.indexOf("\"}", line.indexOf("\"action\"")));
        List<String> other = new ArrayList<>(exported);
        other.set(1, line.replace(action, "e30="));
        assertBroken(other, 0);
    }

    @Test
    void aDamagedStoreIsFoundAndNeverBelieved() throws Exception {
        Path copy = folder.resolve("damaged");
        copy(Path.of(data), copy);
        try (Stream<Path> logs = Files.walk(copy.resolve("replicas"))) {
            for (Path log :
                    logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                byte[] bytes = Files.readAllBytes(log);
                if (bytes.length > 2000) {
                    bytes[bytes.length / 2] ^= 0x55;
                    Files.write(log, bytes);
                }
            }
        }
        Invocation verify = Invocation.of("ledger", "verify", "--data", copy.toString());
        assertThat(verify.exitCode()).isNotZero();
        assertThat(verify.out() + verify.err()).contains("damaged").doesNotContain("\tat ");
    }

    /** The first line is signed by nobody. */
    @Test
    void whatTheFirstLineSaysIsHeldAgainstTheGroupFile() throws Exception {
        String id = exported.getFirst().replaceFirst(".*\"group\":\"([0-9a-f]{64})\".*", "$1");
        assertBroken(altered(0, id, "0".repeat(64)), 0);
        assertBroken(altered(0, "\"epoch\":1", "\"epoch\":2"), 0);
        assertBroken(altered(0, "\"name\":\"", "\"name\":\"x"), 0);
        assertThat(verify(altered(0, "\"size\":3", "\"size\":3,\"whole\":true")).exitCode())
                .isEqualTo(2);
        assertThat(verify(altered(0, "\"size\":3", "\"size\":3.0")).exitCode()).isEqualTo(2);
        assertThat(verify(altered(0, "\"size\":3", "\"size\":3,\"size\":3")).exitCode())
                .isEqualTo(2);
    }

    /** A file that was cut holds as far as it goes, and only who knows more can tell. */
    @Test
    void whatIsKnownOfItsSizePinsAnExport() throws Exception {
        List<String> cut = altered(0, "\"size\":3", "\"size\":2").subList(0, 3);
        Invocation verify = verify(cut);
        assertThat(verify.endedQuietlyWith(0).out())
                .startsWith("holds: 2 entries")
                .contains("--at-least");
        Path file = Files.write(folder.resolve("cut.jsonl"), cut);
        String[] pinned = {"ledger", "verify", file.toString(), "--group", group, "--at-least", "3"};
        assertThat(Invocation.of(pinned).exitCode()).isEqualTo(1);
        String root = verify(exported).out().replaceFirst("(?s).*root ([0-9a-f]{64}).*", "$1");
        Path whole = Files.write(folder.resolve("whole.jsonl"), exported);
        Invocation.of("ledger", "verify", whole.toString(), "--group", group, "--at-least", "3", "--root", root)
                .endedQuietlyWith(0);
        assertThat(Invocation.of(
                                "ledger",
                                "verify",
                                whole.toString(),
                                "--group",
                                group,
                                "--at-least",
                                "2",
                                "--root",
                                root)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void badInputIsOneLine() {
        Invocation.of("ledger", "list", "--data", folder.resolve("none").toString())
                .refusedWith(folder.resolve("none") + ": no such folder");
        Invocation.of("ledger", "verify", "--data", folder.toString())
                .refusedWith(folder + ": there is no group in this folder");
        Invocation.of("ledger", "verify", group, "--group", group)
                .refusedWith(
                        group + ":1:2: expected a member name in double quotes or '}'," + " found the end of the text");
        Invocation.of("ledger", "verify", group)
                .refusedWith("expected --group with FILE: the group file to check it against");
        ledger("list", "--last", "-1").refusedWith("--last: expected a number from 0, found -1");
    }

    private void assertBroken(List<String> lines, int index) throws IOException {
        Invocation verify = verify(lines);
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).startsWith("broken: entry " + index + ": ");
    }

    private Invocation verify(List<String> lines) throws IOException {
        Path file = Files.createTempFile(folder, "ledger", ".jsonl");
        Files.write(file, lines);
        return Invocation.of("ledger", "verify", file.toString(), "--group", group);
    }

    /** The line with the first of these replacements that changes it. */
    private List<String> altered(int line, String... replacements) {
        List<String> lines = new ArrayList<>(exported);
        for (int i = 0; i < replacements.length && lines.equals(exported); i += 2) {
            lines.set(line, exported.get(line).replaceFirst(replacements[i], replacements[i + 1]));
        }
        assertThat(lines).isNotEqualTo(exported);
        return lines;
    }

    private List<String> without(int line) {
        List<String> lines = new ArrayList<>(exported);
        lines.remove(line);
        return lines;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            tree.sorted(Comparator.naturalOrder()).forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
