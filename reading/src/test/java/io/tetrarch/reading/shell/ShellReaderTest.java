package io.tetrarch.reading.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShellReaderTest {

    @ParameterizedTest
    @MethodSource("rows")
    void theCommandsThatWouldRunAreFound(String text, String commands) {
        String found = String.join(
                ", ", programs(text).stream().map(SimpleCommand::text).toList());
        assertThat(found).isEqualTo(commands);
        assertThat(ShellReader.read(text).unclear()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '^',
            value = {
                "echo cm0gLXJmIC8= | base64 -d | sh                       § DECODED",
                "echo 'rm -rf /' | rev | rev | bash                       § DECODED",
                "printf '%s -rf /' rm | sh                                § PIPED",
                "bash <<< 'rm -rf /'                                      § NESTED",
                "echo 'rm -rf /' > /tmp/x; sh /tmp/x                      § NESTED",
                "bash <(echo rm -rf /)                                    § NESTED",
                "python3 -c \"import os; os.system('rm -rf /')\"          § INLINE",
                "perl -e 'system(\"rm\", \"-rf\", \"/\")'                 § INLINE",
                "node -e \"require('child_process').execSync('rm -rf /')\"§ INLINE",
                "ruby -e '`rm -rf /`'                                     § INLINE",
                "php -r 'shell_exec(\"rm -rf /\");'                       § INLINE",
                "awk 'BEGIN { system(\"rm -rf /\") }'                     § INLINE",
                "python3 -c 'import shutil; shutil.rmtree(\"/\")'         § INLINE",
                "vim -c ':!rm -rf /' x                                    § INLINE",
                "alias ls='rm -rf /'                                      § DEFERRED",
                "echo 'rm -rf /' | at now                                 § DEFERRED",
                "f() { rm -rf /; }                                        § DEFERRED",
            })
    void whatIsHiddenIsFoundAndSaysHowItRuns(String text, Origin origin) {
        assertThat(programs(text)).anySatisfy(command -> {
            assertThat(command.text()).isEqualTo("rm -rf /");
            assertThat(command.standing().origin()).isEqualTo(origin);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '^',
            value = {
                "echo \"a             § a quote is not closed",
                "echo 'a              § a quote is not closed",
                "echo $(ls            § a parenthesis is not closed",
                "echo `ls             § a backquote is not closed",
                "echo ${a             § an expansion is not closed",
                "ls |                 § a command is missing behind |",
                "ls | ; rm x          § a command is missing behind |",
                "ls &&                § a command is missing behind && or ||",
                "if ls; rm x          § 'then' is missing",
                "while ls; do rm x    § 'done' is missing",
                "{ rm x;              § '}' is missing",
                "ls ) rm x            § unexpected ')'",
                "ls; done             § unexpected 'done'",
                "ls >                 § a redirection names no file",
            })
    void whatIsNoGrammarIsSaid(String text, String reason) {
        assertThat(ShellReader.read(text).unclear()).contains(reason);
    }

    @Test
    void redirectionsPipesAndRightsAreKept() {
        Script script = ShellReader.read("curl -s u 2>/dev/null | sudo tee -a /etc/x > out.txt");
        SimpleCommand curl = script.commands().get(0);
        SimpleCommand tee = script.commands().get(1);
        assertThat(curl.writes()).containsExactly("/dev/null");
        assertThat(script.before(tee)).contains(curl);
        assertThat(script.after(curl)).contains(tee);
        assertThat(script.before(curl)).isEmpty();
        assertThat(tee.standing().elevated()).isTrue();
        assertThat(tee.standing().wrappers()).containsExactly("sudo");
        assertThat(tee.writes()).containsExactly("out.txt");
        assertThat(tee.flags()).containsExactly("a");
        assertThat(tee.operands()).containsExactly("/etc/x");
        assertThat(ShellReader.read("ls &> f").commands().getFirst().redirections())
                .containsExactly(new Redirection(Redirection.Kind.WRITE, -1, Word.of("f")));
    }

    @Test
    void aHereDocumentForAShellIsReadAndOneForAnotherProgramIsData() {
        assertThat(programs("bash <<EOF\nrm x\nEOF"))
                .extracting(SimpleCommand::program)
                .containsExactly("bash", "rm");
        assertThat(programs("cat <<'EOF'\nrm x\nEOF\nls"))
                .extracting(SimpleCommand::program)
                .containsExactly("cat", "ls");
        assertThat(programs("cat <<EOF\n$(rm x)\nEOF"))
                .extracting(SimpleCommand::program)
                .containsExactly("rm", "cat");
        assertThat(programs("cat <<A - <<-B\n1\nA\n\t2\n\tB\nls"))
                .extracting(SimpleCommand::input)
                .containsExactly("2\n", "");
    }

    @Test
    void whatCannotBeKnownIsMarkedAsUnknown() {
        SimpleCommand command = programs("rm -rf \"$DIR/x\" $(curl u) '*' *").getLast();
        assertThat(command.texts()).containsExactly("-rf", "$DIR/x", "$()", "*", "*");
        assertThat(command.args()).extracting(Word::isKnown).containsExactly(true, false, false, true, true);
        assertThat(command.args()).extracting(Word::isPattern).containsExactly(false, false, false, false, true);
        assertThat(programs("bash -c \"$(curl u)\"").getLast().name().isKnown()).isFalse();
    }

    @Test
    void aFunctionThatCallsItselfIsSeen() {
        assertThat(programs(":(){ :|:& };:"))
                .extracting(command -> command.standing().origin())
                .containsOnly(Origin.RECURSION);
    }

    private static List<Arguments> rows() throws IOException {
        try (InputStream in = ShellReaderTest.class.getResourceAsStream("commands-found.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("§", 2))
                    .map(row -> Arguments.of(row[0].strip(), row[1].strip()))
                    .toList();
        }
    }

    private static List<SimpleCommand> programs(String text) {
        return ShellReader.read(text).commands();
    }
}
