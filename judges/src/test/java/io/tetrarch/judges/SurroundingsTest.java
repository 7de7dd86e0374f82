package io.tetrarch.judges;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.shell.ShellReader;
import io.tetrarch.reading.shell.SystemFolders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell action says of the surroundings of its command, as the judges take it. */
final class SurroundingsTest {
    private static List<Answer> answers(String members) {
        Case subject =
                Judged.of("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"git diff\"," + members + "}");
        return Stream.of(Algorithm.ANALYTICAL, Algorithm.CREATIVE, Algorithm.ADVERSARIAL, Algorithm.DOMAIN_EXPERT)
                .map(algorithm -> Judged.by(algorithm).judge(subject).answer())
                .toList();
    }

    private static boolean approved(String members) {
        return answers(members).stream().filter(Answer.APPROVE::equals).count() >= 3;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIT_EXTERNAL_DIFF",
                "GIT_PAGER",
                "PAGER",
                "GIT_SSH",
                "GIT_CONFIG_KEY_0",
                "LD_PRELOAD",
                "LD_BIND_NOT",
                "BASH_ENV",
                "BASH_FUNC_ls%%",
                "PYTHONSTARTUP",
                "PYTHONPATH",
                "PERL5OPT",
                "NODE_OPTIONS",
                "RUBYOPT",
                "EDITOR",
                "LESSOPEN",
                "HOME"
            })
    void aVariableThatMakesToolsRunCodeIsNotApproved(String name) {
        assertThat(approved("\"env\":{\"" + name + "\":\"/srv/app/x\"}")).isFalse();
        assertThat(approved("\"secrets\":{\"" + name + "\":{\"nonce\":\"00\",\"hmac\":\"00\"}}"))
                .isFalse();
    }

    @Test
    void anOrdinaryVariableIs() {
        assertThat(answers("\"env\":{\"PATH\":\"" + String.join(":", SystemFolders.PROGRAMS)
                        + "\",\"CI\":\"true\"},\"secrets\":{\"DEPLOY_TOKEN\":{\"nonce\":\"00\",\"hmac\":\"00\"}}"))
                .containsOnly(Answer.APPROVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/x:/usr/bin", "/usr/bin:/var/tmp", ".:/usr/bin", "/usr/bin:", ""})
    void theExpertDeniesASearchPathThatAnyoneCanWriteTo(String searchPath) {
        assertThat(answers("\"env\":{\"PATH\":\"" + searchPath + "\"}")).contains(Answer.DENY);
    }

    @Test
    void whatAVariableHoldsIsReadWhereTheCommandUsesIt() {
        Case subject = Judged.of("{\"kind\":\"execute_tool\",\"tool\":\"shell\","
                + "\"command\":\"$DO /etc\",\"env\":{\"DO\":\"rm -rf\"}}");
        assertThat(Judged.by(Algorithm.DOMAIN_EXPERT).judge(subject).answer()).isEqualTo(Answer.DENY);
    }

    @Test
    void aWordThatCouldNotBeResolvedMakesTheAnalystAbstain() {
        assertThat(answers("\"unresolved\":[\"git\"]")).startsWith(Answer.ABSTAIN);
        assertThat(answers("\"programs\":[{\"word\":\"git\",\"path\":\"/usr/bin/git\"}]"))
                .containsOnly(Answer.APPROVE);
    }

    @Test
    void everyWordThatNamesAProgramIsToldWithItsWrappers() {
        ShellReader reader = new ShellReader();
        reader.add("f() { make; }; f; /tmp/x/sudo env A=1 ls | xargs wc; sh -c 'date'");
        assertThat(reader.programs().stream().map(named -> named.word().text() + named.wrappers()))
                .containsExactly(
                        "make[]",
                        "/tmp/x/sudo[]",
                        "env[sudo]",
                        "ls[sudo, env]",
                        "xargs[]",
                        "wc[xargs]",
                        "sh[]",
                        "date[sh]");
    }

    @Test
    void manyVariablesHideNoCommand() {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            env.append(i == 0 ? "" : ",").append("\"V").append(i).append("\":\"x\"");
        }
        Case subject = Judged.of(
                "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /etc\",\"env\":{" + env + "}}");
        assertThat(Judged.by(Algorithm.ADVERSARIAL).judge(subject).answer()).isEqualTo(Answer.DENY);
    }
}
