package io.tetrarch.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonCursorTest {

    private static final String SCRIPT = """
        {
          "name": "split",
          "steps": [
            {"drop": true, "from": 3},
            {"drop": false, "from": "two"}
          ],
          "seed": 7
        }
        """;

    @Test
    void aFileIsReadAlongItsForm() throws JsonRejected {
        JsonCursor script = JsonCursor.parse(SCRIPT.getBytes(UTF_8), JsonLimits.FILE);
        assertThat(script.member("name").string()).isEqualTo("split");
        assertThat(script.member("steps").elements()).hasSize(2);
        assertThat(script.member("steps").elements().getFirst().member("drop").bool())
                .isTrue();
        assertThat(script.member("seed").integer(0, 10)).isEqualTo(7);
        assertThat(script.optional("absent")).isNull();
    }

    @Test
    void whatHasNotTheFormIsRefusedWithItsPlaceAndPath() throws JsonRejected {
        JsonCursor script = JsonCursor.parse(SCRIPT.getBytes(UTF_8), JsonLimits.FILE);
        JsonCursor second = script.member("steps").elements().get(1);
        assertThatThrownBy(() -> second.member("from").integer(0, 9))
                .isInstanceOf(JsonRejected.class)
                .hasMessage("5:29: at steps[1].from: expected an integer from 0 to 9");
        assertThatThrownBy(() -> second.member("to")).hasMessage("5:5: at steps[1]: expected a member \"to\"");
        assertThatThrownBy(() -> script.member("seed").integer(8, 9))
                .hasMessage("7:11: at seed: expected an integer from 8 to 9");
        assertThatThrownBy(() -> script.member("seed").string())
                .hasMessage("7:11: at seed: expected a string, found a number");
        assertThatThrownBy(() -> script.onlyMembers(Set.of("name", "steps")))
                .hasMessageStartingWith("7:11: at seed: expected only the members ");
    }
}
