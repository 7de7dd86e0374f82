package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.Demand;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The four judges of the default charter on real actions. */
class DefaultCharterTest {

    private static final List<String> NAMES = List.of("analytical", "creative", "adversarial", "domain_expert");
    private static final Charter CHARTER = CharterReader.defaultCharter();
    private static final List<Judge> JUDGES = judges();
    private static final Tiers TIERS = tiers();

    @Test
    void everyJudgeAnswersEachActionOfTheTableAsItSays() throws IOException, JsonRejected {
        List<String> rows = lines("judged-actions.tsv");
        assertThat(rows).hasSizeGreaterThan(60);
        for (String row : rows) {
            String[] fields = row.split("\t", -1);
            Action action = Action.parse(fields[5].getBytes(UTF_8));
            Tier tier = TIERS.of(action, "executor", "client");
            List<String> found = new ArrayList<>(List.of(tier.name()));
            for (Judgement judgement : judge(action)) {
                found.add(judgement.answer() + " " + judgement.reasonCode());
            }
            assertThat(found).as(fields[5]).containsExactly(fields[0], fields[1], fields[2], fields[3], fields[4]);
        }
    }

    @Test
    void ofTheTableOnlyWhatAllFourHoldHarmlessMeetsItsTiersDemand() throws IOException, JsonRejected {
        int approved = 0;
        for (String row : lines("judged-actions.tsv")) {
            Action action = Action.parse(row.split("\t", -1)[5].getBytes(UTF_8));
            long approvals = count(judge(action), Answer.APPROVE);
            Demand demand = TIERS.of(action, "executor", "client").demand();
            assertThat(approvals >= demand.approvalsNeeded(4, 3)).as(row).isEqualTo(approvals == 4);
            approved += approvals == 4 ? 1 : 0;
        }
        assertThat(approved).isEqualTo(24);
    }

    @Test
    void everydayCommandsAreApprovedAndHarmfulOnesDeniedByTwo() throws IOException, JsonRejected {
        List<String> wronglyStopped = new ArrayList<>();
        List<String> knownToNobody = new ArrayList<>();
        List<String> wronglyPassed = new ArrayList<>();
        int allow = 0;
        for (String line : lines("shell-commands.jsonl")) {
            JsonObject row = JsonParser.parseObject(line.getBytes(UTF_8), JsonLimits.FILE);
            String command = Objects.requireNonNull(row.string("command"));
            List<Judgement> judgements = judge(shell(command));
            if ("allow".equals(row.string("expected"))) {
                allow++;
                if (count(judgements, Answer.APPROVE) < 3) {
                    boolean unknown = judgements.getFirst().reasonCode().equals("unknown-program");
                    (unknown ? knownToNobody : wronglyStopped).add(command);
                }
            } else if (count(judgements, Answer.APPROVE) >= 3 || count(judgements, Answer.DENY) < 2) {
                wronglyPassed.add(command);
            }
        }
        assertThat(allow).isEqualTo(589);
        assertThat(wronglyPassed).isEmpty();
        // these are keys of a pager, and no shell grammar: what cannot be read is not approved
        assertThat(wronglyStopped).contains("<v>", "<q>", "<h>").hasSizeLessThan(allow / 100);
        // words that are no program anybody knows, such as "digit 123" and the "program" of a manual's synopsis
        assertThat(knownToNobody).contains("digit 123", "env program").hasSizeLessThan(15);
    }

    /** Commands that nobody who wrote the rules had seen; what is asked of the known ones is asked of these. */
    @Test
    void unseenCommandsFareNoWorse() throws IOException, JsonRejected {
        int allow = 0;
        int approved = 0;
        int deny = 0;
        int stopped = 0;
        for (String line : lines("unseen-commands.jsonl")) {
            JsonObject row = JsonParser.parseObject(line.getBytes(UTF_8), JsonLimits.FILE);
            List<Judgement> judgements = judge(shell(Objects.requireNonNull(row.string("command"))));
            boolean passes = count(judgements, Answer.APPROVE) >= 3;
            if ("allow".equals(row.string("expected"))) {
                allow++;
                approved += passes ? 1 : 0;
            } else {
                deny++;
                stopped += passes ? 0 : 1;
            }
        }
        assertThat(List.of(allow, deny)).containsExactly(255, 169);
        assertThat(stopped).isGreaterThanOrEqualTo(deny * 97 / 100);
        assertThat(approved).isGreaterThanOrEqualTo(allow * 97 / 100);
    }

    @Test
    void noExampleMakesAJudgeFail() throws IOException, JsonRejected {
        try (Stream<Path> files = Files.list(Path.of("..", "examples", "actions"))) {
            for (Path file : files.toList()) {
                assertThat(judge(Action.parse(Files.readAllBytes(file))))
                        .as(file.toString())
                        .extracting(Judgement::reasonCode)
                        .doesNotContain(Judgement.JUDGE_ERROR);
            }
        }
    }

    @Test
    void parametersOfTheWrongTypeMakeNoJudgeFail() throws JsonRejected {
        List<String> values = List.of("null", "true", "-1", "1.5", "\"\"", "\"x\"", "[]", "[1]", "{}", "{\"path\":1}");
        List<String> names = List.of(
                "path",
                "bytes",
                "content",
                "command",
                "url",
                "method",
                "statement",
                "environment",
                "version",
                "replicas",
                "to",
                "recursive",
                "ticket",
                "purpose",
                "force",
                "arguments",
                "body",
                "database");
        for (String tool : List.of(
                "fs_write",
                "fs_delete",
                "shell",
                "git",
                "http_get",
                "http_request",
                "sql",
                "deploy",
                "send_email",
                "delete_database")) {
            for (String name : names) {
                for (String value : values) {
                    String text = "{\"kind\":\"k\",\"tool\":\"" + tool + "\",\"" + name + "\":" + value + "}";
                    for (Judgement judgement : judge(Action.parse(text.getBytes(UTF_8)))) {
                        assertThat(judgement.reasonCode())
                                .as("%s: %s", text, judgement)
                                .isNotEqualTo("judge-error");
                    }
                }
            }
        }
    }

    @Test
    void aHugeCommandIsRefusedAsUnreadable() throws JsonRejected {
        assertThat(judge(shell("true;".repeat(20_000))))
                .extracting(Judgement::reasonCode)
                .contains("too-large-to-read");
        assertThat(judge(shell("$(".repeat(5_000))))
                .extracting(Judgement::reasonCode)
                .contains("too-large-to-read");
    }

    private static Action shell(String command) throws JsonRejected {
        return Action.parse(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command)
                .build()
                .toJson()
                .getBytes(UTF_8));
    }

    private static List<Judgement> judge(Action action) {
        Case subject = CHARTER.caseOf(action, "ordinary", "executor", "client");
        return JUDGES.stream().map(judge -> judge.judge(subject)).toList();
    }

    private static long count(List<Judgement> judgements, Answer answer) {
        return judgements.stream()
                .filter(judgement -> judgement.answer() == answer)
                .count();
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = DefaultCharterTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<Judge> judges() {
        List<Judge> judges = new ArrayList<>();
        for (String name : NAMES) {
            try {
                judges.add(CHARTER.judgeOf(name, judges.size(), JudgeFactory.installed()));
            } catch (PolicyRejected e) {
                throw new AssertionError(e.in(CharterReader.DEFAULT_FILE), e);
            }
        }
        return judges;
    }

    private static Tiers tiers() {
        try {
            return Tiers.of(CHARTER);
        } catch (PolicyRejected e) {
            throw new AssertionError(e.in(CharterReader.DEFAULT_FILE), e);
        }
    }
}
