package io.tetrarch.cli.evidence;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.group.GroupInput;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.proof.group.Group;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies evidence offline. */
@Command(
        name = "verify",
        header = "Verify evidence of an equivocation, offline: that the replica signed both.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it convicts", "1:it does not", "2:bad input"})
final class EvidenceVerify implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The evidence; - reads standard input.")
    private String file = "";

    @Option(
            names = "--group",
            paramLabel = "FILE",
            required = true,
            description = "The group file you trust, of the epoch that the evidence is of.")
    private String groupFile = "";

    @Mixin
    private JsonOption json = new JsonOption();

    EvidenceVerify(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        Group group = GroupInput.read(groupFile, scheme);
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.FILE.maxBytes());
        try {
            JsonCursor at = JsonCursor.parse(input.bytes(), JsonLimits.FILE);
            Evidence evidence = EvidenceForm.read(at);
            boolean good = at.member("group").string().equals(group.id().toString())
                    && new Authenticator(group.keyring(scheme), group.domain()).isAuthentic(evidence)
                    && EvidenceForm.of(evidence, group).equals(at.value());
            report(good, evidence, group, at.member("group").string());
            return good ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }

    private void report(boolean good, Evidence evidence, Group group, String claimed) {
        int replica = evidence.slot().replica();
        String name = replica >= 0 && replica < group.replicas().size()
                ? group.replicaNames().get(replica)
                : Integer.toString(replica);
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("convicts", good)
                    .put("replica", name)
                    .build());
        } else if (good) {
            terminal.out()
                    .line(terminal.out().paint().good("convicts") + ": replica " + name + " signed "
                            + EvidenceForm.said(evidence));
        } else {
            terminal.out()
                    .line(terminal.out().paint().bad("failed")
                            + (claimed.equals(group.id().toString())
                                    ? ": this is no proof against a replica of the group, or does not say what it shows"
                                    : ": it names another group file than this one, which is of epoch "
                                            + group.title().epoch() + "; each epoch has its own"));
        }
    }
}
