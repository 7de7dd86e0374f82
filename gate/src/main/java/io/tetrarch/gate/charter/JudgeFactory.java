package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Makes judges as a charter specifies them. A factory knows some kinds of judge and passes over the others; several make
 * up one through {@link #or}. Those that need nothing but the class path are found by {@link ServiceLoader}: such a
 * factory has a public constructor without parameters and a line in
 * {@code META-INF/services/io.tetrarch.gate.charter.JudgeFactory}.
 *
 * <p>A factory does not fail: a judge that lacks what it needs (a key, a device, a service) is made, and abstains with
 * the reason when asked. So a charter that the group agreed to never stops a replica.
 */
@FunctionalInterface
public interface JudgeFactory {

    /** The judge of this specification; empty if this factory makes none of its kind. For any thread. */
    Optional<Judge> judge(JudgeSpec spec, Charter charter);

    /** This factory, and the other one for what this passes over. */
    default JudgeFactory or(JudgeFactory other) {
        return (spec, charter) -> judge(spec, charter).or(() -> other.judge(spec, charter));
    }

    /** Those that are on the class path. */
    static JudgeFactory installed() {
        List<JudgeFactory> factories = new ArrayList<>();
        ServiceLoader.load(JudgeFactory.class, JudgeFactory.class.getClassLoader())
                .forEach(factories::add);
        return factories.stream().reduce((spec, charter) -> Optional.empty(), JudgeFactory::or);
    }
}
