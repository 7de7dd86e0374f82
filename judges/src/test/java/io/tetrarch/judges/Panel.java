package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The default charter's four judges and tiers, asked without a cluster, for tests. */
final class Panel {

    private static final Charter CHARTER = CharterReader.defaultCharter();
    private static final Panel DEFAULT = made();

    private final Tiers tiers;
    private final List<Judge> judges;

    private Panel(Tiers tiers, List<Judge> judges) {
        this.tiers = tiers;
        this.judges = judges;
    }

    static Panel ofDefaultCharter() {
        return DEFAULT;
    }

    private static Panel made() {
        try {
            List<Judge> judges = new ArrayList<>();
            for (var spec : CHARTER.judges()) {
                judges.add(CHARTER.judgeOf(spec.name(), judges.size(), JudgeFactory.installed()));
            }
            return new Panel(Tiers.of(CHARTER), judges);
        } catch (PolicyRejected e) {
            throw new AssertionError(e.in(CharterReader.DEFAULT_FILE), e);
        }
    }

    /** What came of one action. */
    record Found(Tier tier, List<Answer> answers) {

        private int needed() {
            return tier.demand().approvalsNeeded(4, 3);
        }

        private long approvals() {
            return answers.stream().filter(Answer.APPROVE::equals).count();
        }

        boolean isApproved() {
            return !tier.demand().isDenied() && approvals() >= needed();
        }

        /** Whether it is denied whatever those who abstained would say. */
        boolean isDenied() {
            long denials = answers.stream().filter(Answer.DENY::equals).count();
            return tier.demand().isDenied() || denials > 4 - needed();
        }

        /** Whether it would be approved with this replica objecting to everything. */
        boolean isApprovedThough(int objecting) {
            long without = approvals() - (answers.get(objecting) == Answer.APPROVE ? 1 : 0);
            return !tier.demand().isDenied() && without >= needed();
        }
    }

    Found judge(Action action) {
        Case read = CHARTER.caseOf(action, "", "executor", "client");
        Tier tier = tiers.of(read);
        Case subject = read.inTier(tier.name());
        return new Found(
                tier,
                judges.stream().map(judge -> judge.judge(subject).answer()).toList());
    }

    Found judge(String json) {
        return judge(action(json));
    }

    static Action action(String json) {
        try {
            return Action.parse(json.getBytes(UTF_8));
        } catch (JsonRejected e) {
            throw new AssertionError(json, e);
        }
    }

    /** The action of a labelled line: its command or its action. */
    static Action labelled(JsonObject line) {
        return line.get("action") instanceof JsonObject action
                ? action(action.toJson())
                : shell(Objects.requireNonNull(line.string("command")));
    }

    static Action shell(String command) {
        return action(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command)
                .build()
                .toJson());
    }
}
