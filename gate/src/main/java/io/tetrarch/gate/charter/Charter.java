package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.AbsentJudge;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.CelJudge;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.RequestLife;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a group has agreed to judge by: the known kinds of action, the tiers, and one judge per replica. Immutable; two
 * charters are the same if their digests are, whatever the layout of their files.
 *
 * @param version counts up with every change
 * @param tiers in the order they are tried; the last holds always
 * @param judges in the order of the replicas
 * @param conduct how all that is applied
 */
public record Charter(long version, Vocabulary vocabulary, List<Tier> tiers, List<JudgeSpec> judges, Conduct conduct) {

    /** @throws IllegalArgumentException without a tier or a judge */
    public Charter {
        tiers = List.copyOf(tiers);
        judges = List.copyOf(judges);
        if (tiers.isEmpty() || judges.isEmpty()) {
            throw new IllegalArgumentException("a charter has at least one tier and one judge");
        }
    }

    /** SHA3-256 of the canonical form: compact JSON with every member in a fixed order. */
    public Digest digest() {
        return Hash.sha3(JsonWriter.compactBytes(CharterForm.of(this)));
    }

    /** The lineages of its judges, each once: how many ways of being wrong there are. */
    public SequencedSet<String> lineages() {
        SequencedSet<String> lineages = new LinkedHashSet<>();
        judges.forEach(judge -> lineages.add(judge.lineage()));
        return lineages;
    }

    public Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    /**
     * What this charter means for a group of these replicas.
     *
     * @param replicas names, in the order of their indexes
     * @throws IllegalArgumentException if a tier demands the approval of a judge that is none of them
     */
    public GroupCharter forGroup(List<String> replicas) {
        int quorum = new GroupSize(replicas.size()).quorum();
        SortedMap<String, TierRule> rules = new TreeMap<>();
        for (Tier tier : tiers) {
            TreeSet<Integer> named = new TreeSet<>();
            tier.demand().judges().forEach(judge -> named.add(indexOf(judge, tier, replicas)));
            rules.put(
                    tier.name(),
                    new TierRule(tier.demand().approvalsNeeded(replicas.size(), quorum), named, tier.shadow()));
        }
        return new GroupCharter(digest(), new CharterRules(version, rules));
    }

    /**
     * What this charter means for a group that is to agree to it.
     *
     * @throws IllegalArgumentException in one line, if the group could not go by it
     */
    public GroupCharter agreedBy(Frame frame) {
        for (Tier tier : tiers) {
            RequestLife.tooLong(tier.limits().deadlineMillis(), frame.requestLifeMillis())
                    .ifPresent(flaw -> {
                        throw new IllegalArgumentException("tier " + tier.name() + ": " + flaw);
                    });
        }
        GroupCharter agreed = forGroup(frame.replicas());
        agreed.rules().checkedFor(frame.replicas().size());
        return agreed;
    }

    private static int indexOf(String judge, Tier tier, List<String> replicas) {
        int index = replicas.indexOf(judge);
        if (index < 0) {
            throw new IllegalArgumentException("tier " + tier.name() + ": expected judges among the replicas "
                    + String.join(", ", replicas) + ", found " + judge);
        }
        return index;
    }

    /**
     * What sits at a replica: the judge of its name, else, so that groups of more than four have judges too, the one at
     * its place when the judges are dealt out in turn.
     */
    public JudgeSpec specOf(String replica, int index) {
        return judges.stream()
                .filter(judge -> judge.name().equals(replica))
                .findFirst()
                .orElseGet(() -> judges.get(index % judges.size()));
    }

    /**
     * The judge made by {@link #specOf}. Compiles and loads; worth a thread per replica at start. One that the factory
     * cannot make is there all the same, and abstains.
     *
     * @throws PolicyRejected if a condition of a policy does not compile
     */
    public Judge judgeOf(String replica, int index, JudgeFactory factory) throws PolicyRejected {
        JudgeSpec spec = specOf(replica, index);
        if (spec instanceof JudgeSpec.Rules rules) {
            return CelJudge.compile(rules.policy(), specDigest(spec));
        }
        return factory.judge(spec, this)
                .orElseGet(() -> new AbsentJudge(
                        spec.name(),
                        declaredDigest(spec),
                        "No judge of the kind " + spec.lineage() + " is installed here."));
    }

    /**
     * The digest of the judge made by {@link #judgeOf}, without compiling a policy for it. Of one that the factory cannot
     * make, that of what the charter says of it.
     */
    public Digest judgeDigest(String replica, int index, JudgeFactory factory) {
        JudgeSpec spec = specOf(replica, index);
        return spec instanceof JudgeSpec.Rules
                ? specDigest(spec)
                : factory.judge(spec, this).map(Judge::policyDigest).orElseGet(() -> declaredDigest(spec));
    }

    /** One of an integrator's own is known by what the charter says, wherever it is installed. */
    private Digest declaredDigest(JudgeSpec spec) {
        return spec instanceof JudgeSpec.Registered registered ? registered.digest() : specDigest(spec);
    }

    /**
     * SHA3-256 of what the charter says of this judge, with the categories by which judges sort actions and the
     * redaction through which some see them.
     */
    public Digest specDigest(JudgeSpec spec) {
        JsonObject form = JsonObject.builder()
                .put("categories", CharterForm.of(vocabulary))
                .put("judge", CharterForm.of(spec))
                .put("redaction", CharterForm.of(conduct.redaction()))
                .build();
        return Hash.sha3(JsonWriter.compactBytes(form));
    }

    /** The action with its terms, as the judges of this charter see it, by the knowledge that comes with this gate. */
    public Case caseOf(Action action, String tier, String executor, String client) {
        return caseOf(action, new Case.Terms(tier, executor, client), KnownPacks.bundled());
    }

    /** The same by this knowledge: where the charter names another, the facts cannot be told. */
    public Case caseOf(Action action, Case.Terms terms, KnownPacks knowledge) {
        Case.Terms taken = new Case.Terms(
                terms.tier(), terms.executor(), terms.client(), conduct.access().taken(terms.principal()));
        Case subject = new Case(action, vocabulary, taken, knowledge);
        boolean other = conduct.knowledge()
                .filter(named -> !named.equals(knowledge.digest()))
                .isPresent();
        return other ? subject.withoutFacts() : subject;
    }
}
