package io.tetrarch.gate.judge;

import dev.cel.runtime.CelEvaluationException;
import io.tetrarch.reading.yaml.Condition;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.List;

/** Finds the first of several conditions that holds for a case. Immutable, safe for use by several threads. */
public final class Selector {

    private record Test(CelConditions.Program program, boolean whenItFails) {}

    private final List<Test> tests;

    private Selector(List<Test> tests) {
        this.tests = List.copyOf(tests);
    }

    /**
     * A condition with what it counts as on a case where it fails, for a member that is not there or has another type.
     *
     * @param whenItFails true where the condition selects what needs more care, since not to know is a reason for it;
     *     false where it selects what needs less
     */
    public record Choice(Condition condition, boolean whenItFails) {}

    /** @throws PolicyRejected at the place of the first condition that does not compile */
    public static Selector compile(List<Choice> choices) throws PolicyRejected {
        CelConditions compiler = new CelConditions();
        List<Test> tests = new ArrayList<>();
        for (Choice choice : choices) {
            tests.add(new Test(compiler.compile(choice.condition()), choice.whenItFails()));
        }
        return new Selector(tests);
    }

    /** The index of the first condition that holds, or the number of conditions if none does. */
    public int first(Case subject) {
        for (int i = 0; i < tests.size(); i++) {
            if (holds(tests.get(i), subject)) {
                return i;
            }
        }
        return tests.size();
    }

    private static boolean holds(Test test, Case subject) {
        try {
            return test.program().holds(subject);
        } catch (CelEvaluationException e) {
            return test.whenItFails();
        }
    }
}
