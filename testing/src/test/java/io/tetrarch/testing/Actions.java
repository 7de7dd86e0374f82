package io.tetrarch.testing;

import io.tetrarch.client.Submission;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;

/** Something to ask for. */
final class Actions {
    private Actions() {}

    static Action write(String path) {
        return parse("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + path + "\",\"bytes\":5}");
    }

    static Submission submission() {
        return Submission.of(write("/tmp/report.md"));
    }

    private static Action parse(String json) {
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }
}
