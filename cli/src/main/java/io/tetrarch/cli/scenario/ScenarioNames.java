package io.tetrarch.cli.scenario;

import io.tetrarch.simulator.scenario.Scenario;
import java.util.Arrays;
import java.util.Iterator;

/** For completion; looked up only when its script is made. */
final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Scenario.values()).map(Scenario::label).iterator();
    }
}
