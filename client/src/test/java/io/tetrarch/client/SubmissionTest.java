package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static Submission submission() throws Exception {
        return Submission.of(Action.parse("{\"kind\":\"execute_tool\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT-1S",
                "PT0.000999S",
                "PT168H0.001S",
                "P8D",
                "PT9223372036854775807S",
                "PT-9223372036854775807S"
            })
    void aLifeThatNothingMayHaveIsRefusedWhereItIsAskedFor(String life) throws Exception {
        Submission submission = submission();
        assertThatThrownBy(() -> submission.withLife(Duration.parse(life)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a life from 1 to 604800000 ms, found ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT24H", "P7D"})
    void anyOtherIsTakenAsItIs(String life) throws Exception {
        assertThat(submission().withLife(Duration.parse(life)).life()).contains(Duration.parse(life));
    }

    @Test
    void withoutOneTheTierDecides() throws Exception {
        assertThat(submission().life()).isEmpty();
    }
}
