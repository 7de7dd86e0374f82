package io.tetrarch.net.client;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.net.link.Address;
import io.tetrarch.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What replicas say of themselves; nothing of it is proven. */
public final class RemoteReplicas {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private RemoteReplicas() {}

    /**
     * What each is at, by its name: as it says, and with the name that its connection proves.
     *
     * @throws IOException if no replica answers
     */
    public static SequencedMap<String, JsonObject> inspect(
            ClientFolder home, SignatureScheme scheme, List<Address> addresses)
            throws IOException, InterruptedException {
        try (Questions questions = new Questions(home, scheme, addresses, PATIENCE)) {
            Map<Integer, Frame.InspectionAnswer> answers = questions.inspections(questions.whoAnswers());
            if (answers.isEmpty()) {
                throw new IOException("no replica answers; " + questions.reach());
            }
            SequencedMap<String, JsonObject> told = new LinkedHashMap<>();
            new TreeMap<>(answers)
                    .forEach((replica, answer) ->
                            told.put(home.group().replicaNames().get(replica), object(answer)));
            return told;
        }
    }

    private static JsonObject object(Frame.InspectionAnswer answer) {
        try {
            return JsonParser.parseObject(answer.json().readOnlyArray(), JsonLimits.FILE);
        } catch (JsonRejected e) {
            return JsonObject.builder().put("run", "it sent no JSON object").build();
        }
    }
}
