package io.tetrarch.gate.charter;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema says of a charter's form what the reader says. */
class CharterSchemaTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "charters");
    private static final String TEXT = resource("charter.schema.json");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    @Test
    void theDefaultCharterAndEveryExampleAreOfTheSchema() throws Exception {
        assertThat(problems(resource(CharterReader.DEFAULT_FILE))).isEmpty();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<Path> charters = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(".cases.yaml"))
                    .toList();
            assertThat(charters).hasSizeGreaterThanOrEqualTo(3);
            for (Path file : charters) {
                assertThat(problems(Files.readString(file))).as(file.toString()).isEmpty();
                assertThat(CharterReader.read(Files.readAllBytes(file)).version())
                        .isEqualTo(1);
                String schema = Files.readAllLines(file).getFirst().replaceFirst(".*\\$schema=", "");
                assertThat(EXAMPLES.resolve(schema)).exists();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redaction:, redactions:",
        "demand:, demands:",
        "parameters:, parameter:",
        "match:, matches:",
        "otherwise:, other:",
        "algorithm: analytical, algorithm: analytic",
        "demand: quorum, demand: majority",
        "window: 1h, window: 1 hour",
        "version: 1, version: one",
    })
    void whatIsMisspeltIsRefused(String right, String wrong) throws IOException {
        for (String example : List.of("database-operations.yaml", "production-deploys.yaml")) {
            String text = Files.readString(EXAMPLES.resolve(example));
            assertThat(problems(text.replace(right, wrong)).isEmpty())
                    .as(example)
                    .isEqualTo(!text.contains(right));
        }
    }

    @Test
    void itNamesTheKeysThatTheReaderKnows() throws Exception {
        JsonObject schema = JsonParser.parseObject(TEXT.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        assertThat(keys(schema, "properties")).containsExactlyElementsOf(CharterReader.KEYS);
        assertThat(keys(schema, "$defs", "tier", "properties")).containsExactlyElementsOf(TierReader.KEYS);
        assertThat(keys(schema, "$defs", "match", "properties")).containsExactlyElementsOf(TierReader.MATCH_KEYS);
    }

    private static Iterable<String> keys(JsonObject object, String... path) {
        JsonObject here = object;
        for (String name : path) {
            here = (JsonObject) Objects.requireNonNull(here.get(name));
        }
        return here.members().keySet();
    }

    private static List<String> problems(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream()
                .map(Object::toString)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = CharterReader.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
