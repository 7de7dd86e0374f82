package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Spelled;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for people, as the server tells it.
 *
 * @param group and epoch that answers are for
 */
record Waiting(Domain group, List<Question> questions) {

    /**
     * One request before a person.
     *
     * @param action the text to be shown, whose hash is signed
     */
    record Question(String id, String device, String action, Digest request, long untilMillis) {
        /** SHA3-256 of the text that is shown: what the person saw is what the device signs. */
        Digest actionHash() {
            return Hash.sha3(action.getBytes(StandardCharsets.UTF_8));
        }

        /** Prints the text behind {@code head}, from which its bytes can be had back, and what a reader must be told of it. */
        void print(Screen screen, String head) {
            screen.line(head + Spelled.json(action));
            screen.warn(Shown.ofJson(action), "the action");
        }
    }

    static Waiting at(GateServer server) throws Failure, InterruptedException {
        JsonObject answer = server.get("/v1/approvals");
        JsonObject group = object(answer.get("group"));
        List<Question> questions = new ArrayList<>();
        if (answer.get("approvals") instanceof JsonArray list) {
            for (JsonValue each : list.elements()) {
                questions.add(question(object(each)));
            }
        }
        return new Waiting(new Domain(Digest.ofHex(text(group, "id")), number(group, "epoch")), questions);
    }

    private static Question question(JsonObject json) throws Failure {
        return new Question(
                text(json, "id"),
                text(json, "device"),
                text(json, "actionText"),
                Digest.ofHex(text(object(json.get("request")), "digest")),
                number(json, "untilMillis"));
    }

    Question of(String id) throws Failure {
        return questions.stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Failure.badInput("nothing waits under " + id + "; 'tetrarch device waiting' lists what does"));
    }

    private static JsonObject object(@Nullable JsonValue value) throws Failure {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw unexpected();
    }

    private static String text(JsonObject json, String name) throws Failure {
        String text = json.string(name);
        if (text == null) {
            throw unexpected();
        }
        return text;
    }

    private static long number(JsonObject json, String name) throws Failure {
        if (json.get(name) instanceof JsonNumber number && number.isExactInteger()) {
            return number.toLong();
        }
        throw unexpected();
    }

    private static Failure unexpected() {
        return Failure.badInput("the server's list of approvals is not as expected; is it a gate of this version?");
    }
}
