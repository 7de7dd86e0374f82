package io.tetrarch.gate.charter;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.Range;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.receipt.Receipt;
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

    @Test
    void itsNamesAndNumbersAreThoseThatANewCharterIsHeldTo() throws Exception {
        JsonObject schema = JsonParser.parseObject(TEXT.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        JsonObject properties = at(schema, "properties");
        JsonObject definitions = at(schema, "$defs");
        JsonObject tier = at(definitions, "tier", "properties");
        String name = "^" + Name.PATTERN + "$";
        assertThat(at(definitions, "name").string("pattern")).isEqualTo(name);
        assertThat(at(definitions, "clients").string("pattern")).isEqualTo(name);
        for (JsonObject named : List.of(
                at(tier, "name"),
                at(definitions, "clients", "items"),
                at(properties, "judges", "propertyNames"),
                at(properties, "provenance", "properties", "writers", "propertyNames"),
                at(properties, "provenance", "properties", "witnesses", "propertyNames"))) {
            assertThat(named.string("$ref")).isEqualTo("#/$defs/name");
        }
        assertThat(at(tier, "name", "not").string("const")).isEqualTo(Receipt.TIER);
        assertThat(range(at(properties, "version"), "minimum", "maximum")).isEqualTo(Bounds.VERSION);
        assertThat(range(at(properties, "tiers"), "minItems", "maxItems")).isEqualTo(Bounds.TIERS);
        assertThat(range(at(properties, "judges"), "minProperties", "maxProperties"))
                .isEqualTo(Bounds.JUDGES);
        assertThat(range(at(tier, "deadlineMillis"), "minimum", "maximum")).isEqualTo(Bounds.DEADLINE_MILLIS);
        assertThat(range(at(tier, "judgeMillis"), "minimum", "maximum")).isEqualTo(Bounds.JUDGE_MILLIS);
        assertThat(range(at(properties, "quotas", "items", "properties", "decisions"), "minimum", "maximum"))
                .isEqualTo(Bounds.QUOTA_DECISIONS);
        for (String service : List.of("model", "http")) {
            assertThat(range(at(definitions, service, "properties", "timeoutMillis"), "minimum", "maximum"))
                    .isEqualTo(Bounds.SERVICE_MILLIS);
        }
        JsonObject otherwise = at(definitions, "policy", "properties", "otherwise");
        assertThat(number(at(otherwise, "properties", "reason"), "maxLength")).isEqualTo(Bounds.REASON_CODE.most());
    }

    private static Range range(JsonObject object, String least, String most) {
        return new Range(number(object, least), number(object, most));
    }

    private static long number(JsonObject object, String name) {
        return ((JsonNumber) Objects.requireNonNull(object.get(name))).toLong();
    }

    private static JsonObject at(JsonObject object, String... path) {
        JsonObject here = object;
        for (String name : path) {
            here = (JsonObject) Objects.requireNonNull(here.get(name), name);
        }
        return here;
    }

    private static Iterable<String> keys(JsonObject object, String... path) {
        return at(object, path).members().keySet();
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
