package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judge;
import java.util.List;

/**
 * A charter made ready for use. Immutable.
 *
 * @param judges by the index of their replica
 * @param admission what the charter says before they are asked
 */
public record CompiledCharter(Charter charter, Tiers tiers, List<Judge> judges, Admission admission) {
    public CompiledCharter {
        judges = List.copyOf(judges);
    }

    public CompiledCharter(Charter charter, Tiers tiers, List<Judge> judges) {
        this(charter, tiers, judges, new Admission(charter));
    }
}
