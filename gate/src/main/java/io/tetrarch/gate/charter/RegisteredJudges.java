package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.AbsentJudge;
import io.tetrarch.gate.judge.Judge;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes judges that integrators write in Java and register by a name, which a charter puts into its seats with the digest
 * that they declare. One that does not go by that digest is not the judge that the group agreed to, and abstains.
 */
public final class RegisteredJudges implements JudgeFactory {
    private final Map<String, Function<JudgeSpec.Registered, Judge>> makers;

    /** @param makers by the names that charters give */
    public RegisteredJudges(Map<String, Function<JudgeSpec.Registered, Judge>> makers) {
        this.makers = Map.copyOf(makers);
    }

    /** With another one; of two of one name the later counts. */
    public RegisteredJudges and(String registered, Function<JudgeSpec.Registered, Judge> maker) {
        Map<String, Function<JudgeSpec.Registered, Judge>> more = new TreeMap<>(makers);
        more.put(registered, maker);
        return new RegisteredJudges(more);
    }

    @Override
    public Optional<Judge> judge(JudgeSpec spec, Charter charter) {
        if (!(spec instanceof JudgeSpec.Registered wanted) || !makers.containsKey(wanted.registered())) {
            return Optional.empty();
        }
        try {
            Judge made = makers.get(wanted.registered()).apply(wanted);
            return Optional.of(
                    made != null && wanted.digest().equals(made.policyDigest())
                            ? made
                            : absent(wanted, "goes by another digest than the charter says"));
        } catch (RuntimeException e) {
            return Optional.of(absent(wanted, "cannot be made: " + e.getClass().getName()));
        }
    }

    private static Judge absent(JudgeSpec.Registered wanted, String why) {
        return new AbsentJudge(
                wanted.name(),
                wanted.digest(),
                "The judge registered here as " + wanted.registered() + " " + why + ".");
    }
}
