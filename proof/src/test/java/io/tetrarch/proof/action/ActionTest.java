package io.tetrarch.proof.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ActionTest {

    private static final String FIXED_POINT =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}";
    private static final String FIXED_POINT_HASH = "0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec";

    @Test
    void theFixedPointHashesAsPublished() throws JsonRejected {
        Action action = Action.parse(FIXED_POINT.getBytes(UTF_8));
        assertThat(action.hash()).hasToString(FIXED_POINT_HASH);
        assertThat(action.bytes()).isEqualTo(FIXED_POINT.getBytes(UTF_8));
    }

    @Test
    void theExampleFileIsTheFixedPoint() throws Exception {
        Path example = Path.of("..", "examples", "actions", "fs-write.json");
        assertThat(Action.parse(Files.readAllBytes(example)).hash()).hasToString(FIXED_POINT_HASH);
    }

    @Test
    void whiteSpaceEscapesAndNumberFormsDoNotChangeTheHash() throws JsonRejected {
        Action spaced = Action.parse("""
            { "kind" : "execute_tool",
              "t\\u006fol" : "fs_write",
              "path":"\\/tmp\\/report.md", "bytes": 4.096E+3 }
            """.getBytes(UTF_8));
        assertThat(spaced).isEqualTo(Action.parse(FIXED_POINT.getBytes(UTF_8)));
    }

    @Test
    void theOrderOfMembersChangesTheHash() throws JsonRejected {
        assertThat(Action.parse("{\"a\":1,\"b\":2}".getBytes(UTF_8)))
                .isNotEqualTo(Action.parse("{\"b\":2,\"a\":1}".getBytes(UTF_8)));
    }

    @Test
    void theBytesGivenOutAreACopy() throws JsonRejected {
        Action action = Action.parse(FIXED_POINT.getBytes(UTF_8));
        action.bytes()[0] = 'x';
        assertThat(action.bytes()).isEqualTo(FIXED_POINT.getBytes(UTF_8));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> Action.parse("\n [1]".getBytes(UTF_8)))
                .isInstanceOf(JsonRejected.class)
                .hasMessage("2:2: expected an object, found an array");
    }

    @Test
    void anActionWhoseNumbersGrowPastTheLimitIsRefused() {
        String grows = "{\"a\":[1e20" + ",1e20".repeat(50_000) + "]}";
        assertThatThrownBy(() -> Action.parse(grows.getBytes(UTF_8)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("with numbers written out");
    }
}
