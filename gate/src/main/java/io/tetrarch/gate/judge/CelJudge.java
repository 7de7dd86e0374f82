package io.tetrarch.gate.judge;

import dev.cel.runtime.CelEvaluationException;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.List;

/**
 * A judge whose rules are CEL expressions (the Common Expression Language, which always ends and has no effects),
 * compiled and type-checked once. An expression that fails on a case makes the judge abstain with
 * {@link Judgement#JUDGE_ERROR}: a policy that cannot tell must not be read as "nothing against it".
 */
public final class CelJudge implements Judge {

    private record Compiled(Policy.Rule rule, CelConditions.Program condition) {}

    private final Policy policy;
    private final Digest policyDigest;
    private final String id;
    private final List<Compiled> rules;

    private CelJudge(Policy policy, Digest policyDigest, List<Compiled> rules) {
        this.policy = policy;
        this.policyDigest = policyDigest;
        this.id = Judge.super.id();
        this.rules = List.copyOf(rules);
    }

    /**
     * Compiles a policy. Costs tens of milliseconds in a fresh JVM; policies can be compiled on several threads.
     *
     * @param policyDigest what the judge's id is to say of its policy
     * @throws PolicyRejected at the place of the first expression that is malformed, names what does not exist, or is
     *     not of type bool
     */
    public static CelJudge compile(Policy policy, Digest policyDigest) throws PolicyRejected {
        CelConditions conditions = new CelConditions();
        List<Compiled> compiled = new ArrayList<>();
        for (Policy.Rule rule : policy.rules()) {
            compiled.add(new Compiled(rule, conditions.compile(rule.when())));
        }
        return new CelJudge(policy, policyDigest, compiled);
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public Digest policyDigest() {
        return policyDigest;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Judgement judge(Case subject) {
        String category = subject.category();
        for (Compiled compiled : rules) {
            if (!compiled.rule().isFor(category)) {
                continue;
            }
            try {
                if (compiled.condition().holds(subject)) {
                    return compiled.rule().answer();
                }
            } catch (CelEvaluationException e) {
                return Judgement.error(
                        "Rule " + compiled.rule().answer().reasonCode() + " failed: " + CelConditions.oneLine(e));
            }
        }
        return policy.otherwise();
    }
}
