package io.tetrarch.cli.replay;

import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.amendment.Endorsement;
import io.tetrarch.gate.amendment.StateChecks;
import io.tetrarch.gate.charter.Admission;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.QuotaMeter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.WithdrawalCheck;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.OutcomeRule;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The judges of another charter over decisions that were made. It goes through the ledger as replicas executed it, so that
 * what changes the state is checked against the state as it was. Not thread-safe.
 */
final class Rejudging {
    /** Of the epochs that are still to come. */
    private final Deque<Group> later;

    private final CompiledCharter compiled;
    private final CharterRules rules;
    private final CharterLibrary library;
    private final StateChecks checks;
    private final SignatureScheme scheme;
    private final QuotaMeter meter;
    private Group group;
    private DecisionService service;

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
            return "entry " + index + ": " + was + " would be " + would + ": " + Spelled.json(shown.toJson()) + " ("
                    + String.join(", ", reasons) + ")";
        }
    }

    private Rejudging(List<Group> groups, CompiledCharter compiled, SignatureScheme scheme) {
        this.later = new ArrayDeque<>(groups);
        this.group = later.removeFirst();
        this.compiled = compiled;
        this.rules = compiled.charter().forGroup(group.replicaNames()).rules();
        this.library = new CharterLibrary(
                group.frame(),
                (charter, name, index) -> charter.judgeOf(name, index, JudgeFactory.installed()),
                compiled);
        this.checks = new StateChecks(library, scheme);
        this.scheme = scheme;
        this.service = DecisionService.of(group, scheme);
        this.meter = new QuotaMeter((client, principal) -> service.asked(client, principal));
    }

    /**
     * @param groups in every epoch of the ledger
     * @throws IllegalArgumentException if the charter fits no such group
     */
    static Rejudging under(Charter charter, List<Group> groups, SignatureScheme scheme) throws PolicyRejected {
        List<String> replicas = groups.getFirst().replicaNames();
        List<Judge> judges = new ArrayList<>();
        JudgeFactory factory = JudgeFactory.installed();
        for (int i = 0; i < replicas.size(); i++) {
            judges.add(charter.judgeOf(replicas.get(i), i, factory));
        }
        return new Rejudging(groups, new CompiledCharter(charter, Tiers.of(charter), judges), scheme);
    }

    /** Receipts, signed changes of devices and withdrawals are left alone: no charter has a say in them. */
    static boolean concerns(DecisionEntry decision) {
        return !Receipt.isOne(decision.request().action())
                && !ChangeDeviceCheck.concerns(decision.request())
                && !WithdrawalCheck.concerns(decision.request());
    }

    /** What was decided takes effect, as it did; whether it would have is not asked. */
    void executed(Batch batch) {
        service.execute(batch);
        if (service.endsEpoch() && !later.isEmpty()) {
            List<Bytes> state = service.snapshot();
            group = later.removeFirst();
            service = DecisionService.of(group, scheme);
            service.restore(state);
        }
    }

    Optional<Difference> difference(long index, DecisionEntry decision) {
        Request request = decision.request().request();
        try {
            Action action = Action.parse(decision.request().action().readOnlyArray());
            String client =
                    group.client(request.id().client()).map(ClientMember::name).orElse("");
            Tier tier = compiled.tiers()
                    .of(
                            action,
                            request.terms().executor(),
                            client,
                            request.terms().principal());
            List<Verdict> verdicts = verdicts(decision.request(), action, tier, client);
            SortedMap<Integer, Verdict> byReplica = new TreeMap<>();
            List<String> reasons = new ArrayList<>();
            for (int i = 0; i < verdicts.size(); i++) {
                byReplica.put(i, verdicts.get(i));
                reasons.add(group.replicaNames().get(i) + " " + verdicts.get(i).answer() + " "
                        + verdicts.get(i).reasonCode());
            }
            Outcome would = OutcomeRule.settle(
                            verdicts.size(),
                            group.vacant(),
                            rules.tier(tier.name(), verdicts.size()).orElseThrow(),
                            request,
                            byReplica)
                    .orElse(Outcome.EXPIRED);
            JsonObject shown =
                    Redactor.of(compiled.charter().conduct().redaction()).mask(action.json());
            return would == decision.outcome()
                    ? Optional.empty()
                    : Optional.of(new Difference(index, decision.outcome(), would, shown, reasons));
        } catch (JsonRejected e) {
            return Optional.empty(); // unreadable then, unreadable now
        }
    }

    /** By index of the replica. What the checks and the charter say before a judge is asked, all replicas say. */
    private List<Verdict> verdicts(SignedRequest signed, Action action, Tier tier, String client) {
        Optional<StateChecks.Objection> objection = checks.objection(
                signed,
                StateChecks.View.of(service),
                () -> compiled.charter().conduct().provenance());
        if (objection.isPresent()) {
            return all(objection.get().judge(), objection.get().judgement(), signed.request());
        }
        Optional<SystemKind> kind = SystemKind.of(signed.action());
        meter.settle(signed.id().client(), service::isDecided);
        Optional<Judgement> ruling = compiled.admission()
                .ruling(signed.request(), tier, client, meter)
                .filter(judgement -> judgement.answer() == Answer.DENY || kind.isEmpty());
        if (ruling.isPresent()) {
            return all(Admission.JUDGE, ruling.get(), signed.request());
        }
        Case plain = compiled.charter()
                .caseOf(
                        action,
                        new Case.Terms(
                                tier.name(),
                                signed.request().terms().executor(),
                                client,
                                signed.request().terms().principal()),
                        KnownPacks.bundled())
                .withHistory(service.history(
                        signed.id().client(), compiled.admission().principal(signed.request())))
                .withRequest(signed);
        JudgePins accepted = service.charters().judges(signed.request());
        Case subject = kind.map(each -> Endorsement.of(each, signed.action(), compiled.charter(), accepted, library))
                .map(plain::withChecked)
                .orElse(plain);
        return compiled.judges().stream()
                .map(judge ->
                        verdict(judge.id(), compiled.admission().settled(tier, judge.judge(subject)), signed.request()))
                .toList();
    }

    private List<Verdict> all(String judge, Judgement judgement, Request request) {
        return Collections.nCopies(compiled.judges().size(), verdict(judge, judgement, request));
    }

    private static Verdict verdict(String judge, Judgement judgement, Request request) {
        return new Verdict(
                request.digest(),
                judgement.answer(),
                judge,
                request.terms().charterVersion(),
                judgement.reasonCode(),
                judgement.explanation());
    }
}
