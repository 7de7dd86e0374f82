package io.tetrarch.cli.verify;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.group.GroupInput;
import io.tetrarch.cli.group.Lineages;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification.Authentic;
import io.tetrarch.proof.decision.Verification.NotAuthentic;
import io.tetrarch.proof.group.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One verification, from files to one line. */
final class VerifyRun {
    private final Terminal terminal;
    private final boolean json;

    /** What the user goes by. */
    record Trusted(String groupFile, @Nullable String lineageFile) {}

    VerifyRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(String proofFile, Trusted trusted, Question question) throws Failure {
        // a handful of signatures: the portable code has checked them before a native library is loaded
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        InputFile proof = InputFile.read(proofFile, terminal.in(), JsonLimits.PROOF.maxBytes());
        ProofVerifier verifier = new ProofVerifier(lineage(trusted, scheme), scheme);
        return switch (verifier.verify(proof.bytes())) {
            case Authentic authentic -> report(authentic, question);
            case NotAuthentic not -> report(not);
        };
    }

    private static List<Group> lineage(Trusted trusted, SignatureScheme scheme) throws Failure {
        Group given = GroupInput.read(trusted.groupFile, scheme);
        return trusted.lineageFile == null ? List.of(given) : Lineages.read(trusted.lineageFile, given, scheme);
    }

    private int report(Authentic proof, Question question) {
        Conclusion conclusion = Conclusion.of(proof, question);
        if (json) {
            terminal.json(json(proof, question, conclusion));
        } else {
            String line = question.onlyAuthentic() ? authentic(proof, question) : line(proof, conclusion);
            terminal.out().line(line + ": " + proof.summary());
        }
        if (question.onlyAuthentic()) {
            return question.demands().unmet(proof).isEmpty() ? ExitCode.OK : ExitCode.NOT_PERMITTED;
        }
        return switch (conclusion) {
            case Conclusion.MayRun mayRun -> ExitCode.OK;
            case Conclusion.MayNotRun not -> not.exitCode();
        };
    }

    private String authentic(Authentic proof, Question question) {
        Paint paint = terminal.out().paint();
        return question.demands()
                .unmet(proof)
                .map(unmet -> paint.bad("authentic, but not as demanded") + ": " + unmet)
                .orElseGet(() -> paint.good("authentic"));
    }

    private String line(Authentic proof, Conclusion conclusion) {
        Paint paint = terminal.out().paint();
        return switch (conclusion) {
            case Conclusion.MayRun mayRun ->
                paint.good("may run") + ", unless used already, as of epoch "
                        + proof.epoch().latest();
            case Conclusion.MayNotRun not -> paint.bad("may not run") + ", since " + not.explanation();
        };
    }

    private int report(NotAuthentic not) {
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("authentic", false)
                    .put("permits", false)
                    .put("reason", "not-authentic")
                    .put("check", not.check().word())
                    .put("checkNumber", not.check().number())
                    .put("explanation", not.explanation())
                    .build());
        } else {
            Paint paint = terminal.out().paint();
            terminal.out()
                    .line(paint.bad("not authentic") + ": check " + not.check().number() + ", "
                            + not.check().word() + ": " + not.explanation());
        }
        return ExitCode.CHECK_FAILED;
    }

    private static JsonObject json(Authentic proof, Question question, Conclusion conclusion) {
        JsonObject.Builder json = JsonObject.builder().put("authentic", true);
        switch (conclusion) {
            case Conclusion.MayRun mayRun -> json.put("permits", true);
            case Conclusion.MayNotRun not ->
                json.put("permits", false).put("reason", not.reason()).put("explanation", not.explanation());
        }
        Request request = proof.request();
        return json.put("at", instant(question.atMillis()))
                .put("outcome", proof.outcome().name())
                .put("tier", request.terms().tier())
                .put("shadow", proof.shadow().isPresent())
                .put("executor", request.terms().executor())
                .put("notBefore", instant(request.validity().notBeforeMillis()))
                .put("deadline", instant(request.validity().deadlineMillis()))
                .put("actionHash", request.actionHash().toString())
                .put(
                        "requestId",
                        proof.requestId().client() + "/" + proof.requestId().number())
                .put("group", request.domain().groupId().toString())
                .put("epoch", proof.group().epoch())
                .put("latestEpoch", proof.epoch().latest())
                .put("mode", proof.group().mode().word())
                .put("view", proof.place().commit().view())
                .put("sequence", proof.sequence())
                .put("ledgerIndex", proof.ledgerIndex())
                .put("judgesPinned", proof.judges().pinned())
                .put("otherJudges", JsonArray.ofStrings(proof.judges().others()))
                .put("signers", JsonArray.ofStrings(proof.place().signers()))
                .build();
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
