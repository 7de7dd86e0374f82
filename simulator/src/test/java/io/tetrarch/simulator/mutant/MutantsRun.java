package io.tetrarch.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.simulator.mutant.Lab.Finding;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * All mutants, each against its suite from the first seed: {@code ./mvnw -B -Pmutants -pl simulator -am verify}. Writes what
 * killed each to {@code target/mutants.json}, and the seeds for {@link Seeds} to {@code target/seeds.txt}.
 */
final class MutantsRun {
    private static final long MOST_SEEDS = 100_000;
    private static final long CPU_MILLIS = 120_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void everyMutantIsKilledOrCannotBe() throws Exception {
        List<JsonValue> rows = new ArrayList<>();
        List<String> alive = new ArrayList<>();
        StringBuilder seeds = new StringBuilder();
        for (Mutant mutant : Mutants.all()) {
            long before = system.getProcessCpuTime();
            Optional<Finding> found = mutant.equivalent().isPresent()
                    ? Optional.empty()
                    : Lab.hunt(Mutants.unchecked(mutant), 1, MOST_SEEDS, CPU_MILLIS);
            rows.add(row(mutant, found, Math.round((system.getProcessCpuTime() - before) / 1e7) / 100.0));
            found.ifPresent(it -> seeds.append(Seeds.line(mutant.name(), it.seed())));
            if (found.isEmpty() && mutant.equivalent().isEmpty()) {
                alive.add(mutant.name());
            }
        }
        JsonObject report =
                JsonObject.builder().put("mutants", new JsonArray(rows)).build();
        Files.writeString(Path.of("target", "mutants.json"), JsonWriter.pretty(report) + "\n");
        Files.writeString(Path.of("target", "seeds.txt"), seeds);
        assertThat(alive).isEmpty();
    }

    private static JsonObject row(Mutant mutant, Optional<Finding> found, double cpuSeconds) {
        OptionalLong seed = found.map(Finding::seed).orElse(OptionalLong.empty());
        return JsonObject.builder()
                .put("name", mutant.name())
                .put("rule", mutant.rule().sentence())
                .put("killed", found.isPresent())
                .put("by", found.isPresent() ? by(mutant, found.get()) : JsonNull.NULL)
                .put("seed", seed.isPresent() ? JsonNumber.of(seed.getAsLong()) : JsonNull.NULL)
                .put("cpuSeconds", cpuSeconds)
                .put(
                        "equivalent",
                        mutant.equivalent().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))
                .build();
    }

    private static JsonValue by(Mutant mutant, Finding found) {
        return new JsonString(mutant.suite().name().toLowerCase(Locale.ROOT) + ": " + found.what());
    }
}
