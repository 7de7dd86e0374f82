package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary.Puppet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Second verdicts on one request, different from the first, which everybody gets to see. */
final class SecondVerdicts {
    private final int replicas;
    private final Randomness randomness;

    /** Those still to be let out, by the puppet's address. */
    private final TreeMap<Integer, List<Signed<Verdicts>>> withheld = new TreeMap<>();

    SecondVerdicts(int replicas, Randomness randomness) {
        this.replicas = replicas;
        this.randomness = randomness;
    }

    /** Says both to all, the second to some of them first; or keeps the second for later. True, as it always does so. */
    boolean add(Puppet puppet, Signed<? extends Message> first, Verdicts said) {
        Signed<Verdicts> second = puppet.signed(randomness.chance(500) ? opposite(said) : explained(said));
        boolean later = randomness.chance(500);
        if (later) {
            withheld.computeIfAbsent(puppet.address(), any -> new ArrayList<>()).add(second);
        }
        for (int other = 0; other < replicas; other++) {
            if (other == puppet.replica()) {
                continue;
            }
            boolean turned = !later && randomness.chance(500);
            puppet.post(other, turned ? second : first);
            if (!later) {
                puppet.post(other, turned ? first : second);
            }
        }
        return true;
    }

    /** Now and then, what was kept for later. */
    void letOut(Puppet puppet) {
        List<Signed<Verdicts>> kept = withheld.getOrDefault(puppet.address(), List.of());
        if (kept.isEmpty() || !randomness.chance(400) || !puppet.strikes()) {
            return;
        }
        withheld.remove(puppet.address());
        for (int other = 0; other < replicas; other++) {
            for (Signed<Verdicts> each : kept) {
                if (other != puppet.replica()) {
                    puppet.post(other, each);
                }
            }
        }
    }

    static Verdicts opposite(Verdicts verdicts) {
        return new Verdicts(verdicts.verdicts().stream()
                .map(verdict -> with(
                        verdict,
                        verdict.answer() == Answer.APPROVE ? Answer.DENY : Answer.APPROVE,
                        verdict.explanation()))
                .toList());
    }

    /** The same answers, in other words. */
    private static Verdicts explained(Verdicts verdicts) {
        return new Verdicts(verdicts.verdicts().stream()
                .map(verdict -> with(verdict, verdict.answer(), verdict.explanation() + "."))
                .toList());
    }

    private static Verdict with(Verdict verdict, Answer answer, String explanation) {
        return new Verdict(
                verdict.request(),
                answer,
                verdict.judge(),
                verdict.charterVersion(),
                verdict.reasonCode(),
                explanation);
    }
}
