package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Permission.NotPermitted;
import io.tetrarch.proof.decision.Permission.Permitted;
import io.tetrarch.proof.decision.Permission.PermittedByShadow;
import io.tetrarch.proof.decision.Verification.Authentic;
import io.tetrarch.proof.decision.Verification.NotAuthentic;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.LineageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Proofs and what they let run, in a file that the browser's verifier and the command line are held to as well. The file is
 * what this verifier says; what that is to be, {@link PermissionTest} says.
 */
class PermissionVectorsTest {
    private static final Path FILE = Path.of("src", "test", "resources", "vectors", "permission.json");
    private static final Path MADE = Path.of("target", "permission.json");
    private static final List<Long> TIMES = List.of(999L, 1_000L, 61_000L, 61_001L, 121_000L, 121_001L);

    private final PermissionCases cases = new PermissionCases();

    /** One question: absent is what the proof itself names. */
    private record Asked(
            String proof, String group, int latestEpoch, long at, Optional<String> action, Optional<String> executor) {}

    @Test
    void theFileIsWhatTheVerifierSays() throws IOException {
        String made = text();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);
        assertThat(made.equals(Files.readString(FILE, StandardCharsets.UTF_8)))
                .as("%s, which this test has written, is to be what %s is", MADE, FILE)
                .isTrue();
    }

    private String text() {
        List<String> proofs = new ArrayList<>();
        cases.proofs.forEach((name, proof) -> proofs.add("\"" + name + "\": " + compact(ProofFile.write(proof))));
        proofs.add("\"forged\": " + compact(forged()));
        List<String> answers = asked().stream().map(this::answer).toList();
        return "{\n\"groups\": {\n\"first\": " + compact(GroupFile.write(cases.first)) + ",\n\"second\": "
                + compact(GroupFile.write(cases.second)) + "\n},\n\"lineage\": "
                + compact(LineageFile.write(List.of(cases.end))) + ",\n\"proofs\": {\n" + String.join(",\n", proofs)
                + "\n},\n\"cases\": [\n" + String.join(",\n", answers) + "\n]\n}\n";
    }

    private List<Asked> asked() {
        List<Asked> all = new ArrayList<>();
        for (String proof : cases.proofs.keySet()) {
            boolean later = proof.equals("of-the-second-epoch");
            for (long at : TIMES) {
                for (int latest = later ? 2 : 1; latest <= 2; latest++) {
                    all.add(new Asked(
                            proof, later ? "second" : "first", latest, at, Optional.empty(), Optional.empty()));
                }
            }
        }
        for (String proof : List.of("approved", "denied", "expired", "denied-in-shadow")) {
            for (String action : List.of(PermissionCases.OWN, PermissionCases.OTHER)) {
                for (String executor : List.of("agent", "gate")) {
                    all.add(new Asked(proof, "first", 1, 1_000, Optional.of(action), Optional.of(executor)));
                }
            }
        }
        all.add(new Asked("approved", "second", 2, 1_000, Optional.empty(), Optional.empty()));
        all.add(new Asked("of-the-second-epoch", "first", 1, 1_000, Optional.empty(), Optional.empty()));
        all.add(new Asked("forged", "first", 1, 1_000, Optional.empty(), Optional.empty()));
        return all;
    }

    private String answer(Asked asked) {
        JsonObject.Builder json = JsonObject.builder()
                .put("proof", asked.proof())
                .put("group", asked.group())
                .put("latestEpoch", asked.latestEpoch())
                .put("at", asked.at());
        asked.action().ifPresent(action -> json.put("action", action));
        asked.executor().ifPresent(executor -> json.put("executor", executor));
        switch (verified(asked)) {
            case NotAuthentic not ->
                json.put("authentic", false).put("check", not.check().word()).put("permits", "no");
            case Authentic proof -> put(json.put("authentic", true), permission(proof, asked));
        }
        return json.build().toJson();
    }

    private Verification verified(Asked asked) {
        List<Group> lineage = asked.group().equals("second")
                ? List.of(cases.second)
                : asked.latestEpoch() == 1 ? List.of(cases.first) : List.of(cases.first, cases.second);
        ProofVerifier verifier = new ProofVerifier(lineage, Groups.SCHEME);
        return asked.proof().equals("forged")
                ? verifier.verify(forged().getBytes(StandardCharsets.UTF_8))
                : verifier.verify(cases.proofs.get(asked.proof()));
    }

    private static Permission permission(Authentic proof, Asked asked) {
        if (asked.action().isEmpty()) {
            return proof.permitsWhomItNames(asked.at());
        }
        Action action = Round.action(asked.action().orElseThrow());
        return proof.permits(action, asked.executor().orElseThrow(), asked.at());
    }

    private static void put(JsonObject.Builder json, Permission permission) {
        switch (permission) {
            case Permitted permitted -> json.put("permits", "yes");
            case PermittedByShadow shadow -> json.put("permits", "by-shadow");
            case NotPermitted not ->
                json.put("permits", "no").put("reason", not.reason().word()).put("explanation", not.explanation());
        }
    }

    /** With other characters at the beginning of the first signature. */
    private String forged() {
        return ProofFile.write(cases.proofs.get("approved")).replaceFirst("(\"sig\": \")....", "$1AAAA");
    }

    private static String compact(String json) {
        try {
            return JsonParser.parseObject(json.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE)
                    .toJson();
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }
}
