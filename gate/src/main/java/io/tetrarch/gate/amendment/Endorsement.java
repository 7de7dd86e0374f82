package io.tetrarch.gate.amendment;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterDiff;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;

/**
 * What an algorithm goes by on a change of the replicated state that the built-in check had nothing against. A valid
 * charter can still be one that approves everything, so an algorithm agrees to one only if it demands no less anywhere.
 */
public final class Endorsement {
    private Endorsement() {}

    /**
     * @param inForce the charter under which the request is judged
     * @param judges that are accepted with it
     */
    public static Judgement of(
            SystemKind kind, Bytes action, Charter inForce, JudgePins judges, CharterLibrary library) {
        return switch (kind) {
            case SWAP_CHARTER -> swap(action, inForce, judges, library);
            case SET_STATE, RESOLVE_FORK -> valid("It follows on the state in force.");
            // whose hands a key is in cannot be read off it
            case CHANGE_MEMBERSHIP ->
                new Judgement(
                        Answer.ABSTAIN,
                        "changes-the-group",
                        "Who is to be in the group takes a person or a policy that agrees.");
            case WITHDRAW_REQUEST -> valid("Its client takes back what it asked.");
            // nor whether a device is lost
            case CHANGE_DEVICE ->
                new Judgement(
                        Answer.ABSTAIN,
                        "lost-device",
                        "Whether a device is lost takes a person who agrees, on another device.");
        };
    }

    private static Judgement swap(Bytes action, Charter inForce, JudgePins judges, CharterLibrary library) {
        try {
            SwapCharter swap = SwapCharter.read(action);
            CompiledCharter next = library.compile(Bytes.wrap(swap.file().getBytes(StandardCharsets.UTF_8)));
            if (!swap.rules().judges().isWithin(AcceptedJudges.of(next.judges()).and(judges))) {
                return new Judgement(
                        Answer.ABSTAIN,
                        "may-loosen-charter",
                        "It accepts judges that nobody here knows: that takes a person or a policy that agrees.");
            }
            for (CharterDiff.Change change : CharterDiff.between(inForce, next.charter())) {
                if (change.effect() != CharterDiff.Effect.TIGHTENED) {
                    return new Judgement(
                            Answer.ABSTAIN,
                            "may-loosen-charter",
                            "It changes " + change.what() + ", which may loosen the charter: that takes a person or a"
                                    + " policy that agrees.");
                }
            }
            return valid("It follows on the charter in force and demands no less.");
        } catch (JsonRejected | PolicyRejected e) {
            return Judgement.error("The proposed charter is not readable.");
        }
    }

    private static Judgement valid(String explanation) {
        return new Judgement(Answer.APPROVE, "valid-amendment", explanation);
    }
}
