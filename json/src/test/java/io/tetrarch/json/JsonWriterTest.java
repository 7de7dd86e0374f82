package io.tetrarch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    private static final JsonObject SAMPLE = JsonObject.builder()
            .put("b", "x\"\u001f\u007f\u2028y")
            .put("a", JsonArray.ofStrings(List.of("one", "two")))
            .put("empty", new JsonArray(List.of()))
            .put("n", 42)
            .put("half", 0.5)
            .put("no", false)
            .put("null", JsonNull.NULL)
            .build();

    @Test
    void compactIsOneLineInTheOrderGiven() {
        assertThat(SAMPLE.toJson())
                .isEqualTo("{\"b\":\"x\\\"\\u001f\u007f\u2028y\",\"a\":[\"one\",\"two\"],\"empty\":[],\"n\":42,"
                        + "\"half\":0.5,\"no\":false,\"null\":null}");
    }

    @Test
    void prettyIsForPeople() {
        JsonObject nested = JsonObject.builder()
                .put("b", "x\"y")
                .put("a", JsonArray.ofStrings(List.of("one", "two")))
                .put("empty", new JsonArray(List.of()))
                .put("o", JsonObject.builder().put("n", 42).build())
                .build();
        assertThat(JsonWriter.pretty(nested)).isEqualTo("""
            {
              "b": "x\\"y",
              "a": [
                "one",
                "two"
              ],
              "empty": [],
              "o": {
                "n": 42
              }
            }
            """);
    }

    @Test
    void theOrderOfMembersIsPartOfAnObject() {
        JsonObject ab = JsonObject.builder().put("a", 1).put("b", 2).build();
        JsonObject ba = JsonObject.builder().put("b", 2).put("a", 1).build();
        assertThat(ab).isNotEqualTo(ba).hasSameHashCodeAs(ba);
    }

    @Test
    void whatIsNoJsonNumberCannotBeMade() {
        assertThatThrownBy(() -> new JsonNumber(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonNumber.of(1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
