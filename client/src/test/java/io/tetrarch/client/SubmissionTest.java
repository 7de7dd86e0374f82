package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    @Test
    void whatIsSubmittedIsShownWithoutWhatMayBeSecretInIt() throws Exception {
        Action action = Action.parse(
                "{\"kind\":\"execute_tool\",\"tool\":\"http\",\"token\":\"s3cr3t\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(Submission.of(action).withExecutor("runner"))
                .asString()
                .contains("http", action.hash().toString(), "runner")
                .doesNotContain("s3cr3t");
    }
}
