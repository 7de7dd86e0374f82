package io.tetrarch.cli.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Demand;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The judges of a charter, asked one after the other without a cluster round them. */
final class Panel {

    private static final String ASKS = "judge";
    private static final Judgement NOT_ASKED = new Judgement(
            Answer.ABSTAIN, "not-asked", "People, models, services and code of others are not asked here.");

    private final Charter charter;
    private final Tiers tiers;
    private final List<Judge> judges;

    private Panel(Charter charter, Tiers tiers, List<Judge> judges) {
        this.charter = charter;
        this.tiers = tiers;
        this.judges = judges;
    }

    /**
     * One judge's answer.
     *
     * @param nanos how long it took
     */
    record Opinion(String judge, Judgement judgement, long nanos) {}

    /**
     * What the panel makes of a command.
     *
     * @param approved whether the tier's demand is met
     * @param nanos the whole time, from the text to the last answer
     */
    record Finding(String tier, int approvalsNeeded, List<Opinion> opinions, boolean approved, long nanos) {

        Map<String, Judgement> byJudge() {
            Map<String, Judgement> byJudge = new LinkedHashMap<>();
            opinions.forEach(opinion -> byJudge.put(opinion.judge(), opinion.judgement()));
            return byJudge;
        }
    }

    static Panel of(CharterFile file) {
        return new Panel(file.charter(), file.tiers(), file.judges());
    }

    List<String> judges() {
        return judges.stream().map(Judge::name).toList();
    }

    /** A shell command as the action {@code {"kind":"execute_tool","tool":"shell","command":...}}. */
    static Action shell(String command) throws JsonRejected {
        return Action.parse(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command)
                .build()
                .toJson()
                .getBytes(UTF_8));
    }

    /** Nothing is sent anywhere, and nobody is disturbed, to find out what a charter would say. */
    private static boolean isLocal(JudgeSpec.Kind kind) {
        return switch (kind) {
            case POLICY, ALGORITHM -> true;
            case MODEL, HTTP, PERSON, JAVA -> false;
        };
    }

    /** Asks for the tier, then each judge. */
    Finding judge(Action action) {
        long start = System.nanoTime();
        Case read = charter.caseOf(action, "", ASKS, ASKS);
        Tier tier = tiers.of(read);
        Case subject = read.inTier(tier.name());
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            Judge judge = judges.get(i);
            long before = System.nanoTime();
            Judgement judgement = isLocal(charter.judges().get(i).kind()) ? judge.judge(subject) : NOT_ASKED;
            opinions.add(new Opinion(judge.name(), judgement, System.nanoTime() - before));
        }
        int needed = needed(tier.demand());
        return new Finding(
                tier.name(), needed, opinions, meets(tier.demand(), needed, opinions), System.nanoTime() - start);
    }

    private int needed(Demand demand) {
        int replicas = judges.size();
        return demand.approvalsNeeded(replicas, new GroupSize(replicas).quorum());
    }

    private static boolean meets(Demand demand, int needed, List<Opinion> opinions) {
        List<String> approving = opinions.stream()
                .filter(opinion -> opinion.judgement().answer() == Answer.APPROVE)
                .map(Opinion::judge)
                .toList();
        return !demand.isDenied() && approving.size() >= needed && approving.containsAll(demand.judges());
    }
}
