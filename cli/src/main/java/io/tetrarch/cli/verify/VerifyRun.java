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
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Demands;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification.Failed;
import io.tetrarch.proof.decision.Verification.Proven;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One verification, from files to one line. */
final class VerifyRun {
    private final Terminal terminal;
    private final boolean json;

    /** What the user demands besides the proof being good. */
    record Wanted(@Nullable String actionFile, @Nullable String mode) {}

    /** What the user goes by. */
    record Trusted(String groupFile, @Nullable String lineageFile) {}

    VerifyRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(String proofFile, Trusted trusted, Wanted wanted) throws Failure {
        Demands demands = new Demands(action(wanted.actionFile), mode(wanted.mode));
        // a handful of signatures: the portable code has checked them before a native library is loaded
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        InputFile proof = InputFile.read(proofFile, terminal.in(), JsonLimits.FILE.maxBytes());
        Group group = group(trusted, proof, scheme);
        return switch (new ProofVerifier(group, scheme).verify(proof.bytes(), demands)) {
            case Proven proven -> report(group, proven);
            case Failed failed -> report(failed);
        };
    }

    /** That of the epoch that the proof says it is of, where the lineage has it. */
    private static Group group(Trusted trusted, InputFile proof, SignatureScheme scheme) throws Failure {
        Group given = GroupInput.read(trusted.groupFile, scheme);
        if (trusted.lineageFile == null) {
            return given;
        }
        List<Group> groups = Lineages.read(trusted.lineageFile, given, scheme);
        try {
            long epoch = ProofFile.read(proof.bytes()).group().title().epoch();
            return groups.stream()
                    .filter(group -> group.title().epoch() == epoch)
                    .findFirst()
                    .orElse(groups.getLast());
        } catch (JsonRejected e) {
            return given; // the verifier says what is wrong with its form
        }
    }

    private Optional<Action> action(@Nullable String file) throws Failure {
        if (file == null) {
            return Optional.empty();
        }
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.ACTION.maxBytes());
        try {
            return Optional.of(Action.parse(input.bytes()));
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }

    private static Optional<Mode> mode(@Nullable String word) throws Failure {
        if (word == null) {
            return Optional.empty();
        }
        return Optional.of(Mode.ofWord(word)
                .orElseThrow(() -> Failure.badInput(
                        "--require-mode: expected embedded, processes or distributed, found '" + word + "'")));
    }

    private int report(Group group, Proven proven) {
        if (json) {
            terminal.json(json(group, proven));
        } else {
            Paint paint = terminal.out().paint();
            String past = proven.holdsAt(System.currentTimeMillis()) ? "" : "; it no longer lets anything run";
            terminal.out().line(paint.good("proven") + ": " + proven.summary() + past);
        }
        return ExitCode.OK;
    }

    private int report(Failed failed) {
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("proven", false)
                    .put("check", failed.check().word())
                    .put("reason", failed.explanation())
                    .build());
        } else {
            Paint paint = terminal.out().paint();
            terminal.out().line(paint.bad("failed") + ": " + failed.check().word() + ": " + failed.explanation());
        }
        return ExitCode.CHECK_FAILED;
    }

    private static JsonObject json(Group group, Proven proven) {
        return JsonObject.builder()
                .put("proven", true)
                .put("outcome", proven.outcome().name())
                .put("actionHash", proven.request().actionHash().toString())
                .put(
                        "requestId",
                        proven.requestId().client() + "/" + proven.requestId().number())
                .put("group", group.id().toString())
                .put("epoch", proven.group().epoch())
                .put("mode", proven.group().mode().word())
                .put("view", proven.commit().view())
                .put("sequence", proven.sequence())
                .put("ledgerIndex", proven.ledgerIndex())
                .put("signers", JsonArray.ofStrings(proven.signers()))
                .put("executor", proven.request().terms().executor())
                .put(
                        "deadline",
                        Instant.ofEpochMilli(proven.request().validity().deadlineMillis())
                                .toString())
                .put("holdsNow", proven.holdsAt(System.currentTimeMillis()))
                .build();
    }
}
