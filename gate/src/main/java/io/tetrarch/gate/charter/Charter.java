package io.tetrarch.gate.charter;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonWriter;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.CelJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.gate.judge.PolicyRejected;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What a group has agreed to judge by: the known kinds of action, the tiers, and one policy per replica. Immutable; two
 * charters are the same if their digests are, whatever the layout of their files.
 *
 * @param version counts up with every change
 * @param tiers in the order they are tried; the last holds always
 * @param policies in the order of the replicas
 */
public record Charter(long version, Vocabulary vocabulary, List<Tier> tiers, List<Policy> policies) {

    /** @throws IllegalArgumentException without a tier or a policy */
    public Charter {
        tiers = List.copyOf(tiers);
        policies = List.copyOf(policies);
        if (tiers.isEmpty() || policies.isEmpty()) {
            throw new IllegalArgumentException("a charter has at least one tier and one policy");
        }
    }

    /** SHA3-256 of the canonical form: compact JSON with every member in a fixed order. */
    public Digest digest() {
        return Hash.sha3(JsonWriter.compactBytes(CharterForm.of(this)));
    }

    public Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    /**
     * The policy of a replica: the one of its name, else, so that groups of more than four have judges too, the one at
     * its place when the policies are dealt out in turn.
     */
    public Policy policyOf(String replica, int index) {
        return policies.stream()
                .filter(policy -> policy.name().equals(replica))
                .findFirst()
                .orElseGet(() -> policies.get(index % policies.size()));
    }

    /**
     * The judge that goes by {@link #policyOf}. Compiles; worth a thread per replica at start.
     *
     * @throws PolicyRejected if a condition of the policy does not compile
     */
    public Judge judgeOf(String replica, int index) throws PolicyRejected {
        Policy policy = policyOf(replica, index);
        JsonObject form = JsonObject.builder()
                .put("categories", CharterForm.of(vocabulary))
                .put("policy", CharterForm.of(policy))
                .build();
        return CelJudge.compile(policy, Hash.sha3(JsonWriter.compactBytes(form)));
    }

    /** The action with its terms, as the judges of this charter see it. */
    public Case caseOf(Action action, String tier, String executor, String client) {
        return new Case(action, vocabulary, tier, executor, client);
    }
}
