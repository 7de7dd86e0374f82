package io.tetrarch.cli.judge;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How independently judges err on the cases of one class. Of each pair of judges the correlation is the phi coefficient of
 * their errors; the effective number of independent votes among n judges is {@code n^2 / (sum over all i and j of rho_ij)}
 * with rho_ii = 1 (L. Kish, Survey Sampling, 1965).
 *
 * <p>Cautious on purpose, since this must not flatter: a pair of which one erred fewer than {@value #FEWEST} times is not
 * determined and left out, the others standing for it by their mean, and a negative correlation counts as 0 in the sum.
 * The interval is that of the percentile bootstrap over groups, since cases of one group are not independent; the groups
 * are drawn from a fixed seed, so that the same cases give the same interval.
 *
 * @param effective empty where no pair is determined
 * @param undetermined pairs left out
 * @param unanimousMisses cases on which every judge erred
 * @param misses cases on which the demand of the tier erred
 */
record Independence(Optional<Interval> effective, List<Pair> pairs, int undetermined, int unanimousMisses, int misses) {

    /** Errors that either of a pair must have made, or nothing is said of it. */
    static final int FEWEST = 10;

    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_130;

    Independence {
        pairs = List.copyOf(pairs);
    }

    /** @param low and high, the ends of the 95 % interval */
    record Interval(double value, double low, double high) {}

    /** @param rho the phi coefficient of the errors of a and b */
    record Pair(String a, String b, double rho) {}

    /**
     * What was found on one case.
     *
     * @param group cases of one group count as drawn together
     * @param errors by judge, whether it erred
     * @param missed whether all of them together erred
     */
    record Outcome(String group, List<Boolean> errors, boolean missed) {
        Outcome {
            errors = List.copyOf(errors);
        }
    }

    /** @param judges names, in the order of {@link Outcome#errors} */
    static Independence of(List<String> judges, List<Outcome> outcomes) {
        List<ErrorCounts> groups = ErrorCounts.byGroup(judges.size(), outcomes);
        ErrorCounts all = new ErrorCounts(judges.size());
        groups.forEach(all::add);
        List<Pair> pairs = new ArrayList<>();
        List<int[]> determined = new ArrayList<>();
        for (int a = 0; a < judges.size(); a++) {
            for (int b = a + 1; b < judges.size(); b++) {
                if (all.errors(a) >= FEWEST && all.errors(b) >= FEWEST) {
                    determined.add(new int[] {a, b});
                    pairs.add(new Pair(judges.get(a), judges.get(b), all.phi(a, b)));
                }
            }
        }
        int unanimous = (int) outcomes.stream()
                .filter(outcome -> !outcome.errors().contains(false))
                .count();
        return new Independence(
                determined.isEmpty() ? Optional.empty() : Optional.of(interval(groups, all, judges.size(), determined)),
                pairs,
                judges.size() * (judges.size() - 1) / 2 - pairs.size(),
                unanimous,
                (int) outcomes.stream().filter(Outcome::missed).count());
    }

    private static Interval interval(List<ErrorCounts> groups, ErrorCounts all, int judges, List<int[]> pairs) {
        Random random = new Random(SEED);
        double[] drawn = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            ErrorCounts sample = new ErrorCounts(judges);
            for (int draw = 0; draw < groups.size(); draw++) {
                sample.add(groups.get(random.nextInt(groups.size())));
            }
            drawn[i] = effective(sample, judges, pairs);
        }
        Arrays.sort(drawn);
        return new Interval(
                effective(all, judges, pairs), drawn[RESAMPLES * 25 / 1000], drawn[RESAMPLES * 975 / 1000 - 1]);
    }

    private static double effective(ErrorCounts counts, int judges, List<int[]> pairs) {
        double sum = 0;
        for (int[] pair : pairs) {
            sum += Math.max(0, counts.phi(pair[0], pair[1]));
        }
        double mean = sum / pairs.size();
        return judges * (double) judges / (judges + judges * (judges - 1) * mean);
    }

    JsonObject json() {
        List<JsonValue> each = new ArrayList<>();
        for (Pair pair : pairs) {
            each.add(JsonObject.builder()
                    .put("a", pair.a())
                    .put("b", pair.b())
                    .put("rho", pair.rho())
                    .build());
        }
        return JsonObject.builder()
                .put("effectiveVotes", number(effective.map(Interval::value)))
                .put("low", number(effective.map(Interval::low)))
                .put("high", number(effective.map(Interval::high)))
                .put("pairs", new JsonArray(each))
                .put("undetermined", undetermined)
                .put("unanimousMisses", unanimousMisses)
                .put("misses", misses)
                .build();
    }

    private static JsonValue number(Optional<Double> value) {
        return value.<JsonValue>map(JsonNumber::new).orElse(JsonNull.NULL);
    }
}
