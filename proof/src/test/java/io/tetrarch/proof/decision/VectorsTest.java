package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The vectors in the repository are those that this code makes, and the verifier says of each what they say. Run with
 * {@code -Dvectors.write=true}, it writes them.
 */
class VectorsTest {
    private static final Path FOLDER = Path.of("..", "vectors");

    private final Vectors vectors = Vectors.all();

    @Test
    void theVerifierSaysOfEachWhatTheVectorsSay() {
        List<String> others = new ArrayList<>();
        for (VectorCase each : vectors.cases) {
            Object said = say(each);
            if (!said.equals(each.expected())) {
                others.add(each.name() + ": expected " + each.expected() + ", found " + said);
            }
        }
        assertThat(others).isEmpty();
    }

    private Object say(VectorCase of) {
        byte[] group = of.changed(true, vectors.groupFiles.get(of.group()).getBytes(StandardCharsets.UTF_8));
        byte[] proof = of.changed(false, vectors.proofFiles.get(of.proof()).getBytes(StandardCharsets.UTF_8));
        try {
            return switch (new ProofVerifier(GroupFile.read(group, Groups.SCHEME), Groups.SCHEME).verify(proof)) {
                case Verification.Authentic authentic -> authentic.outcome().name();
                case Verification.NotAuthentic not -> not.check().number();
            };
        } catch (JsonRejected e) {
            return 0;
        }
    }

    @Test
    void thereAreEnoughOfThem() {
        Set<String> names = new HashSet<>();
        Map<Object, Integer> byCheck = new TreeMap<>();
        for (VectorCase each : vectors.cases) {
            assertThat(names.add(each.name())).as(each.name()).isTrue();
            byCheck.merge(each.isGood() ? -1 : (Integer) each.expected(), 1, Integer::sum);
        }
        assertThat(byCheck.get(-1)).isGreaterThanOrEqualTo(60);
        assertThat(vectors.cases.size() - byCheck.get(-1)).isGreaterThanOrEqualTo(600);
        for (Check check : Check.values()) {
            assertThat(byCheck.get(check.number())).as(check.word()).isPositive();
        }
    }

    @Test
    void theFolderHoldsThem() throws IOException {
        Map<String, String> files = files();
        if (Boolean.getBoolean("vectors.write")) {
            write(files);
        }
        for (Map.Entry<String, String> each : files.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(each.getKey())).equals(each.getValue()))
                    .as("%s is what -Dvectors.write=true writes", each.getKey())
                    .isTrue();
        }
        try (Stream<Path> found = Files.walk(FOLDER)) {
            assertThat(found.filter(each -> each.toString().endsWith(".json")).count())
                    .isEqualTo(files.size());
        }
    }

    private static void write(Map<String, String> files) throws IOException {
        try (Stream<Path> found = Files.walk(FOLDER)) {
            for (Path each :
                    found.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.delete(each);
            }
        }
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path file = FOLDER.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        vectors.groupFiles.forEach((name, text) -> files.put("groups/" + name + ".json", text));
        vectors.proofFiles.forEach((name, text) -> files.put("proofs/" + name + ".json", text));
        List<String> lines =
                vectors.cases.stream().map(each -> each.json().toJson()).toList();
        files.put(
                "cases.json",
                "{\"format\":\"tetrarch.vectors.v1\",\"cases\":[\n" + String.join(",\n", lines) + "\n]}\n");
        return files;
    }
}
