package io.tetrarch.cli.replay;

import io.tetrarch.cli.home.Masking;
import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.group.ClientMember;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.group.GroupCharter;
import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonRejected;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.receipt.Receipt;
import io.tetrarch.gate.service.CharterRules;
import io.tetrarch.gate.service.OutcomeRule;
import io.tetrarch.gate.service.SystemKind;
import io.tetrarch.gate.yaml.PolicyRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The judges of another charter over decisions that were made. */
final class Rejudging {
    private final Charter charter;
    private final Group group;
    private final Tiers tiers;
    private final CharterRules rules;
    private final List<Judge> judges;

    /** A decision that would have been another. */
    record Difference(long index, Outcome was, Outcome would, JsonObject shown, List<String> reasons) {
        JsonObject json() {
            return JsonObject.builder()
                    .put("index", index)
                    .put("was", was.name())
                    .put("would", would.name())
                    .put("shown", shown)
                    .put("reasons", JsonArray.ofStrings(reasons))
                    .build();
        }

        String line() {
            return "entry " + index + ": " + was + " would be " + would + ": " + shown.toJson() + " ("
                    + String.join(", ", reasons) + ")";
        }
    }

    private Rejudging(Charter charter, Group group, Tiers tiers, List<Judge> judges) {
        this.rules = GroupCharter.of(charter, group.replicaNames()).rules();
        this.charter = charter;
        this.group = group;
        this.tiers = tiers;
        this.judges = judges;
    }

    /** @throws IllegalArgumentException if the charter fits no such group */
    static Rejudging under(Charter charter, Group group) throws PolicyRejected {
        List<Judge> judges = new ArrayList<>();
        JudgeFactory factory = JudgeFactory.installed();
        for (int i = 0; i < group.replicas().size(); i++) {
            judges.add(charter.judgeOf(group.replicaNames().get(i), i, factory));
        }
        return new Rejudging(charter, group, Tiers.of(charter), judges);
    }

    /** What no charter's judges decide is left alone. */
    static boolean concerns(DecisionEntry decision) {
        return !Receipt.isOne(decision.request().action())
                && SystemKind.of(decision.request().action()).isEmpty();
    }

    Optional<Difference> difference(long index, DecisionEntry decision) {
        Request request = decision.request().request();
        try {
            Action action = Action.parse(decision.request().action().readOnlyArray());
            String client =
                    group.client(request.id().client()).map(ClientMember::name).orElse("");
            Tier tier = tiers.of(action, request.terms().executor(), client);
            SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
            List<String> reasons = new ArrayList<>();
            for (int i = 0; i < judges.size(); i++) {
                Judgement judgement = judges.get(i)
                        .judge(charter.caseOf(
                                action, tier.name(), request.terms().executor(), client));
                reasons.add(group.replicaNames().get(i) + " " + judgement.answer() + " " + judgement.reasonCode());
                verdicts.put(i, verdict(judges.get(i), judgement, request));
            }
            Outcome would = OutcomeRule.settle(
                            judges.size(),
                            group.vacant(),
                            rules.tier(tier.name(), judges.size()).orElseThrow(),
                            request,
                            verdicts)
                    .orElse(Outcome.EXPIRED);
            return would == decision.outcome()
                    ? Optional.empty()
                    : Optional.of(new Difference(index, decision.outcome(), would, Masking.of(action.json()), reasons));
        } catch (JsonRejected e) {
            return Optional.empty(); // unreadable then, unreadable now
        }
    }

    private static Verdict verdict(Judge judge, Judgement judgement, Request request) {
        return new Verdict(
                request.digest(),
                judgement.answer(),
                judge.id(),
                request.terms().charterVersion(),
                judgement.reasonCode(),
                judgement.explanation());
    }
}
