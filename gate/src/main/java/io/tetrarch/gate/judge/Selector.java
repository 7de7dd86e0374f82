package io.tetrarch.gate.judge;

import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;

/** Finds the first of several conditions that holds for a case. Immutable, safe for use by several threads. */
public final class Selector {

    private final List<CelConditions.Program> programs;

    private Selector(List<CelConditions.Program> programs) {
        this.programs = List.copyOf(programs);
    }

    /** @throws PolicyRejected at the place of the first condition that does not compile */
    public static Selector compile(List<Condition> conditions) throws PolicyRejected {
        CelConditions compiler = new CelConditions();
        List<CelConditions.Program> programs = new ArrayList<>();
        for (Condition condition : conditions) {
            programs.add(compiler.compile(condition));
        }
        return new Selector(programs);
    }

    /**
     * The index of the first condition that holds, or the number of conditions if none does. A condition that fails on
     * the case counts as holding: conditions select what needs more care, and not to know is a reason for it.
     */
    public int first(Case subject) {
        for (int i = 0; i < programs.size(); i++) {
            try {
                if (programs.get(i).holds(subject.variables())) {
                    return i;
                }
            } catch (CelEvaluationException e) {
                return i;
            }
        }
        return programs.size();
    }
}
