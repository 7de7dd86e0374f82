package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What public reports say was misjudged, by kind. */
final class JudgedWrongTest {

    @Test
    void harmOutsideOfTheCommandsTextIsNotApproved() throws IOException, JsonRejected {
        int actions = 0;
        int right = 0;
        try (InputStream in = Objects.requireNonNull(JudgedWrongTest.class.getResourceAsStream("judged-wrong.jsonl"))) {
            for (String text : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                JsonObject line = JsonParser.parseObject(text.getBytes(UTF_8), JsonLimits.FILE);
                if (String.valueOf(line.string("id")).startsWith("A")) {
                    actions++;
                    boolean approved =
                            Panel.ofDefaultCharter().judge(Panel.labelled(line)).isApproved();
                    right += approved == "allow".equals(line.string("expected")) ? 1 : 0;
                }
            }
        }
        assertThat(actions).isEqualTo(27);
        assertThat(right).isGreaterThanOrEqualTo(actions * 9 / 10);
    }
}
