package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How independently judges vote. Each answer counts as 1 (APPROVE) or 0; of each pair of judges the correlation rho is
 * Pearson's, over the decisions that carry both verdicts. The effective number of independent votes among n judges is
 * {@code n^2 / (sum over all i and j of rho_ij)}, with rho_ii = 1 (the effective sample size of equally weighted
 * correlated votes; L. Kish, Survey Sampling, 1965). It is n for judges that err independently, and 1 for n copies.
 *
 * <p>Cautious on purpose: a negative rho counts as 0, and a pair of which one never changed its answer as 1, since
 * nothing shows that they differ.
 *
 * @param judges n
 * @param decisions that the number rests on: those with verdicts of two judges at least
 * @param effective number of independent votes; empty with fewer than {@link #FEWEST} decisions
 */
public record Correlation(int judges, int decisions, Optional<Double> effective, List<Pair> pairs) {

    /** With fewer decisions nothing is said. */
    public static final int FEWEST = 30;

    /** @param rho empty where it is not determined */
    public record Pair(String one, String other, int decisions, Optional<Double> rho) {}

    public Correlation {
        pairs = List.copyOf(pairs);
    }

    /** @param votes of each decision, the answers by judge */
    public static Correlation of(Collection<Map<String, Answer>> votes) {
        List<String> names = votes.stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        int decisions = (int) votes.stream().filter(each -> each.size() > 1).count();
        List<Pair> pairs = new ArrayList<>();
        double sum = names.size();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                Pair pair = pair(names.get(i), names.get(j), votes);
                pairs.add(pair);
                sum += 2 * Math.max(0, pair.rho().orElse(1.0));
            }
        }
        int n = names.size();
        Optional<Double> effective = decisions < FEWEST ? Optional.empty() : Optional.of(n * (double) n / sum);
        return new Correlation(n, decisions, effective, pairs);
    }

    private static Pair pair(String one, String other, Collection<Map<String, Answer>> votes) {
        int n = 0;
        int first = 0;
        int second = 0;
        int both = 0;
        for (Map<String, Answer> each : votes) {
            if (each.containsKey(one) && each.containsKey(other)) {
                boolean a = each.get(one) == Answer.APPROVE;
                boolean b = each.get(other) == Answer.APPROVE;
                n++;
                first += a ? 1 : 0;
                second += b ? 1 : 0;
                both += a && b ? 1 : 0;
            }
        }
        double spread = (double) first * (n - first) * second * (n - second);
        return new Pair(
                one,
                other,
                n,
                spread == 0
                        ? Optional.empty()
                        : Optional.of(((double) n * both - (double) first * second) / Math.sqrt(spread)));
    }
}
