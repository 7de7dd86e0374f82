package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Judges by algorithm, and shell commands as cases, for tests. */
public final class Judged {

    private static final Charter CHARTER = CharterReader.defaultCharter();
    private static final Map<Algorithm, Judge> JUDGES = new ConcurrentHashMap<>();

    private Judged() {}

    /** The judge of an algorithm, by its own name, under the default charter's vocabulary. */
    public static Judge by(Algorithm algorithm) {
        return JUDGES.computeIfAbsent(
                algorithm, wanted -> AlgorithmJudges.judge(wanted, wanted.word(), CHARTER.vocabulary()));
    }

    public static Judgement shell(Algorithm algorithm, String command) {
        return by(algorithm).judge(shell(command));
    }

    /** The case of a shell command. */
    public static Case shell(String command) {
        return of(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command)
                .build()
                .toJson());
    }

    /** The case of an action given as JSON. */
    public static Case of(String json) {
        try {
            return CHARTER.caseOf(Action.parse(json.getBytes(UTF_8)), "ordinary", "executor", "client");
        } catch (JsonRejected e) {
            throw new AssertionError(json, e);
        }
    }
}
