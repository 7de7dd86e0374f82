package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool's definition has one digest, over the server's own bytes, and its schema is held against arguments strictly. */
class ToolDefinitionTest {
    private static ToolDefinition tool(String schema) throws JsonRejected {
        return ToolDefinition.of("{\"name\":\"t\",\"inputSchema\":" + schema + "}");
    }

    private static JsonObject arguments(String json) throws JsonRejected {
        return JsonParser.parseObject(json.getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION);
    }

    @Test
    void theDigestIsOfTheServersOwnBytes() throws JsonRejected {
        String json = "{\"name\":\"t\", \"description\": \"Té\"}";
        ToolDefinition tool = ToolDefinition.of(json);
        assertThat(tool.name()).isEqualTo("t");
        assertThat(ToolDefinition.of(" \n" + json + "\t\r\n").digest()).isEqualTo(tool.digest());
        assertThat(ToolDefinition.digestOf(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(tool.digest());
        assertThat(ToolDefinition.of(json.replace(", ", ",")).digest()).isNotEqualTo(tool.digest());
        assertThat(tool.flaw(arguments("{\"any\":1}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"name\":1}",
                "{\"name\":\"t\",\"name\":\"u\"}",
                "{\"name\":\"t\",\"inputSchema\":1}",
                "{\"name\":\"t\",\"inputSchema\":{\"type\":\"text\"}}",
                "{\"name\":\"t\",\"inputSchema\":{\"properties\":{\"a\":{\"unevaluatedProperties\":false}}}}",
                "{\"name\":\"t\",\"inputSchema\":{\"$ref\":\"https://example.org/schema\"}}",
                "{\"name\":\"t\",\"inputSchema\":{\"$ref\":\"#/$defs/none\"}}",
                "{\"name\":\"t\",\"inputSchema\":{\"properties\":{\"a\":{\"pattern\":\"(\"}}}}",
                "{\"name\":\"t\",\"inputSchema\":{\"required\":[1]}}",
            })
    void whatIsNoDefinitionOrCannotBeCheckedIsRefused(String json) {
        assertThatThrownBy(() -> ToolDefinition.of(json)).isInstanceOf(JsonRejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"properties\":{\"p\":{\"type\":\"string\"}}} | {\"p\":\"x\"} | {\"p\":1} | arguments.p is expected"
                        + " to be string",
                "{\"required\":[\"p\"]} | {\"p\":null} | {} | arguments lacks p",
                "{\"properties\":{\"p\":{}},\"additionalProperties\":false} | {\"p\":1} | {\"q\":1} | arguments.q is"
                        + " not expected",
                "{\"additionalProperties\":{\"type\":\"integer\"}} | {\"q\":2} | {\"q\":2.5} | arguments.q is expected"
                        + " to be integer",
                "{\"patternProperties\":{\"^x-\":{\"type\":\"null\"}},\"additionalProperties\":false} | {\"x-a\":null}"
                        + " | {\"y\":null} | arguments.y is not expected",
                "{\"properties\":{\"p\":{\"enum\":[\"a\",1]}}} | {\"p\":1} | {\"p\":\"b\"} | arguments.p is expected"
                        + " to be one of",
                "{\"properties\":{\"p\":{\"const\":{\"a\":[1]}}}} | {\"p\":{\"a\":[1]}} | {\"p\":{\"a\":[2]}} |"
                        + " arguments.p is expected to be {",
                "{\"properties\":{\"p\":{\"minLength\":2,\"maxLength\":3}}} | {\"p\":\"\uD83D\uDE00b\"} |"
                        + " {\"p\":\"a\"} | arguments.p has a length",
                "{\"properties\":{\"p\":{\"pattern\":\"^[a-z]+$\"}}} | {\"p\":\"abc\"} | {\"p\":\"a1\"} | arguments.p"
                        + " is expected to match",
                "{\"properties\":{\"p\":{\"minimum\":1,\"exclusiveMaximum\":5}}} | {\"p\":4.5} | {\"p\":5} |"
                        + " arguments.p is out of the range",
                "{\"properties\":{\"p\":{\"multipleOf\":3}}} | {\"p\":9} | {\"p\":10} | arguments.p is expected to be"
                        + " a multiple",
                "{\"properties\":{\"p\":{\"items\":{\"type\":\"string\"},\"maxItems\":2}}} | {\"p\":[\"a\"]} |"
                        + " {\"p\":[\"a\",1]} | arguments.p[1] is expected",
            })
    void argumentsAreHeldAgainstTheSchema(String schema, String good, String bad, String flaw) throws JsonRejected {
        assertHeld(schema, good, bad, flaw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"properties\":{\"p\":{\"uniqueItems\":true}}} | {\"p\":[1,2]} | {\"p\":[1,1]} | arguments.p is"
                        + " expected to have each",
                "{\"properties\":{\"p\":{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}}} | {\"p\":[\"a\"]}"
                        + " | {\"p\":[\"a\",1]} | arguments.p[1] is not expected",
                "{\"properties\":{\"p\":{\"contains\":{\"const\":7}}}} | {\"p\":[1,7]} | {\"p\":[1]} | arguments.p has"
                        + " no element",
                "{\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]} | {\"b\":1} | {\"c\":1} | arguments is"
                        + " none of the forms",
                "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]} | {\"b\":1} | {\"a\":1,\"b\":1} |"
                        + " arguments is not exactly one",
                "{\"allOf\":[{\"required\":[\"a\"]},{\"maxProperties\":1}]} | {\"a\":1} | {\"a\":1,\"b\":1} |"
                        + " arguments has a number of members",
                "{\"not\":{\"required\":[\"a\"]}} | {\"b\":1} | {\"a\":1} | arguments is of a form that is not"
                        + " expected",
                "{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},\"else\":{\"required\":[\"c\"]}} |"
                        + " {\"c\":1} | {\"a\":1} | arguments lacks b",
                "{\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"n\":{\"$ref\":\"#/$defs/n\"}}}},\"$ref\":\"#/$defs/n\"}"
                    + " | {\"n\":{\"n\":{}}} | {\"n\":{\"n\":1}} | arguments.n.n is expected to be object",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1,\"b\":1} | {\"a\":1} | arguments lacks b, which a"
                        + " needs",
                "{\"type\":[\"object\",\"null\"],\"propertyNames\":{\"maxLength\":2}} | {\"ab\":1} | {\"abc\":1} |"
                        + " arguments.abc has a name",
                "{\"properties\":{\"p\":false},\"format\":\"x\",\"title\":\"T\",\"default\":{}} | {\"q\":1} |"
                        + " {\"p\":1} | arguments.p is not expected",
            })
    void listsAndCombinationsAreToo(String schema, String good, String bad, String flaw) throws JsonRejected {
        assertHeld(schema, good, bad, flaw);
    }

    private static void assertHeld(String schema, String good, String bad, String flaw) throws JsonRejected {
        assertThat(tool(schema).flaw(arguments(good))).isEmpty();
        assertThat(tool(schema).flaw(arguments(bad)))
                .hasValueSatisfying(found -> assertThat(found).startsWith(flaw));
    }

    /** Whoever writes a schema must not be able to hold up whoever checks it. */
    @Test
    void aCheckEnds() throws JsonRejected {
        ToolDefinition endless = tool("{\"$ref\":\"#\"}");
        assertThat(endless.flaw(arguments("{}"))).contains("its schema takes too long to check");
        ToolDefinition backtracking = tool("{\"properties\":{\"p\":{\"pattern\":\"^(a+)+$\"}}}");
        assertThat(backtracking.flaw(arguments("{\"p\":\"" + "a".repeat(5_000) + "b\"}")))
                .isNotEqualTo(Optional.empty());
    }

    @Test
    void aSubmissionOfAToolHasItsDigestAndArgumentsThatFit() throws JsonRejected {
        ToolDefinition tool = tool("{\"properties\":{\"p\":{\"type\":\"string\"}}}");
        Action good = Action.parse("{\"tool\":\"t\",\"arguments\":{\"p\":\"x\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(Submission.of(good).withTool(tool).toolDefinition()).contains(tool.digest());
        Action bad = Action.parse("{\"tool\":\"t\",\"arguments\":{\"p\":7}}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Submission.of(bad).withTool(tool))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tool t: arguments.p is expected to be string");
    }
}
