package io.tetrarch.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Our canonical bytes against those of a real ECMAScript engine; the script that made the vectors lies beside them. */
class EcmaScriptVectorsTest {

    private record Vector(byte[] input, String stringified) {}

    @Test
    void everyTextComesOutAsJsonStringifyWritesIt() throws JsonRejected {
        List<Vector> vectors = vectors();
        assertThat(vectors).hasSizeGreaterThan(1500);
        for (Vector vector : vectors) {
            JsonObject parsed = JsonParser.parseObject(vector.input(), JsonLimits.ACTION);
            assertThat(JsonWriter.compact(parsed))
                    .as("of %s", new String(vector.input(), UTF_8))
                    .isEqualTo(vector.stringified());
        }
    }

    @Test
    void whatComesOutReadsBackAsTheSameValueAndTheSameBytes() throws JsonRejected {
        for (Vector vector : vectors()) {
            JsonObject parsed = JsonParser.parseObject(vector.input(), JsonLimits.ACTION);
            byte[] canonical = JsonWriter.compactBytes(parsed);
            JsonObject again = JsonParser.parseObject(canonical, JsonLimits.ACTION);
            assertThat(again).isEqualTo(parsed);
            assertThat(JsonWriter.compactBytes(again)).isEqualTo(canonical);
            assertThat(JsonParser.parse(JsonWriter.pretty(parsed).getBytes(UTF_8), JsonLimits.FILE))
                    .isEqualTo(parsed);
        }
    }

    private static List<Vector> vectors() {
        try (InputStream in = EcmaScriptVectorsTest.class.getResourceAsStream("ecmascript-vectors.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Vector(
                            Base64.getDecoder().decode(fields[0]),
                            new String(Base64.getDecoder().decode(fields[1]), UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
