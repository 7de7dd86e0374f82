package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    private static final String ESCAPE = "\u001B[";

    @Test
    void aloneItAsksForACommand() {
        Invocation.of().refusedWith("expected a command; see tetrarch --help");
    }

    @Test
    void aMistypedCommandIsNamedAndTheRightOneSuggested() {
        Invocation.of("hsh", "x")
                .refusedWith("expected a command, found 'hsh' (did you mean hash?); see tetrarch --help");
    }

    @ParameterizedTest
    @CsvSource({
        "bench, 'round, restart, open, threads, cluster, hook or mcp'",
        "group, 'show, remove, rekey, add or refound'",
        "cluster, 'up, status, stop, kill, pause, resume, restart or logs'",
        "evidence, 'list, show or verify'",
        "hook, 'install, uninstall, status or run'",
        "pack, 'lint, test or new'",
        "device, 'invite, pair, waiting, approve, deny, list, replace or remove'"
    })
    void aFamilyAskedAloneNamesItsCommands(String family, String commands) {
        Invocation.of(family).refusedWith("expected a command: " + commands + "; see tetrarch " + family + " --help");
    }

    @Test
    void aMissingFileIsNamed() {
        Invocation.of("hash").refusedWith("missing required parameter: 'FILE'; see tetrarch hash --help");
    }

    @Test
    void anArgumentTooManyIsNamed() {
        Invocation.of("hash", "a", "b").refusedWith("expected no argument 'b'; see tetrarch hash --help");
    }

    @Test
    void anUnknownOptionIsNamed() {
        Invocation.of("hash", "--jsn", "a").refusedWith("unknown option: '--jsn'; see tetrarch hash --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hash",
                "verify",
                "group",
                "group show",
                "keys",
                "keys generate",
                "keys show",
                "keys public",
                "completion"
            })
    void everyCommandExplainsItself(String command) {
        Invocation run = Invocation.of((command + " --help").split(" ")).endedQuietlyWith(0);

        assertThat(run.out()).contains("Usage: tetrarch " + command).contains("Example");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void everyCommandOfTheOverviewAnswersAlone() {
        List<String> commands = Invocation.of("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.startsWith("  ") && line.charAt(2) != ' ')
                .map(line -> line.strip().split("[ ,]", -1)[0])
                .toList();

        assertThat(commands)
                .contains("hash", "decide", "bench", "keys", "completion", "help")
                .hasSizeGreaterThan(19);
        for (String command : commands) {
            Invocation run = Invocation.of("--debug", command, "--help").endedQuietlyWith(0);
            assertThat(run.out()).contains("Usage: tetrarch " + command);
        }
    }

    @Test
    void theHelpDocumentsTheExitCodes() {
        assertThat(Invocation.of("--help").endedQuietlyWith(0).out())
                .contains("0    done; for a decision: APPROVED")
                .contains("1    a check failed")
                .contains("2    bad input")
                .contains("3    the decision is DENIED")
                .contains("4    the decision is EXPIRED");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Invocation.of("--version").endedQuietlyWith(0).out()).startsWith("tetrarch ");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(Invocation.onATerminal("--help").out()).contains(ESCAPE);
        assertThat(Invocation.of("--help").out()).doesNotContain(ESCAPE);
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(Invocation.of("completion").endedQuietlyWith(0).out())
                .startsWith("#!/usr/bin/env bash")
                .contains("hash");
    }
}
