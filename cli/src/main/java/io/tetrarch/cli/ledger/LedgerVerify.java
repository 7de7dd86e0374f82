package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.group.GroupInput;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.json.JsonObject;
import io.tetrarch.net.client.RemoteLedger;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a whole ledger again. */
@Command(
        name = "verify",
        header = "Check the whole ledger again, from its first entry: tree, headers, certificates, signatures,"
                + " outcomes.",
        description = {
            "Without FILE the ledger in the group's folder is checked, and that all its replicas have the same; with"
                    + " --server",
            "that of a running group, each entry read from whichever replica proves it. With FILE,",
            "what 'ledger export' wrote is checked against your own copy of the group file; that needs nothing else.",
            "A ledger that was cut holds as far as it goes. Who keeps a size, a root or a proof elsewhere has it"
                    + " checked that it was not set back behind that."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it holds",
            "1:it does not; one line names the first entry that is broken",
            "2:bad input"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch ledger verify",
            "  tetrarch ledger verify ledger.jsonl --group group.json",
            "  tetrarch ledger verify --at-least 120 --since-proof proof.json"
        })
final class LedgerVerify implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "An exported ledger; - reads standard input.")
    private @Nullable String file;

    @Option(names = "--group", paramLabel = "FILE", description = "The group file you trust; needed with FILE.")
    private @Nullable String groupFile;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private Expectation expected = new Expectation();

    @Mixin
    private SightOption group = new SightOption();

    LedgerVerify(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
        expected.read();
        if (file != null) {
            if (groupFile == null) {
                throw Failure.badInput("expected --group with FILE: the group file to check it against");
            }
            LedgerAudit audit = audit(groupFile, scheme);
            return report(audit, asExpected(audit, new ExportReader(audit).check(file, terminal.in()), scheme));
        }
        if (group.isRemote()) {
            return remote(scheme);
        }
        if (groupFile != null) {
            throw Failure.badInput("--group: expected FILE besides; the group's own folder has its group file");
        }
        try (Inspection inspection = group.inspect(terminal.err())) {
            LedgerAudit audit = new LedgerAudit(inspection.group(), scheme, expected);
            return report(audit, asExpected(audit, new FolderCheck(inspection, audit).check(), scheme));
        }
    }

    /** The client's own group file is all that is believed. */
    private int remote(SignatureScheme scheme) throws Failure, IOException, InterruptedException {
        if (groupFile != null) {
            throw Failure.badInput("--group: expected FILE besides; the client's folder has its group file");
        }
        ClientFolder client = group.group().client();
        LedgerAudit audit = new LedgerAudit(client.group(), scheme, expected);
        RemoteLedger.Copy copy;
        try {
            copy = RemoteLedger.read(client, scheme, group.server().addresses(), audit);
        } catch (IOException e) {
            throw Failure.badInput("--server: " + e.getMessage());
        }
        copy.notices().forEach(line -> terminal.err().line("tetrarch: " + line));
        terminal.err().line("tetrarch: the ledger: " + copy.end());
        return report(audit, asExpected(audit, copy.broken().or(audit::end), scheme));
    }

    private Optional<Finding> asExpected(LedgerAudit audit, Optional<Finding> broken, SignatureScheme scheme) {
        return broken.isPresent() ? broken : expected.unmet(audit, scheme);
    }

    private LedgerAudit audit(String file, SignatureScheme scheme) throws Failure {
        try {
            return new LedgerAudit(GroupInput.read(file, scheme), scheme, expected);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(file + ": " + e.getMessage());
        }
    }

    private int report(LedgerAudit audit, Optional<Finding> finding) {
        if (json.isWanted()) {
            JsonObject.Builder object = JsonObject.builder()
                    .put("holds", finding.isEmpty())
                    .put("entries", audit.certified())
                    .put("root", audit.root().toString());
            finding.ifPresent(found -> object.put("brokenIndex", found.index()).put("problem", found.problem()));
            terminal.json(object.build());
        } else if (finding.isPresent()) {
            terminal.out()
                    .line(terminal.out().paint().bad("broken") + ": "
                            + finding.get().line());
        } else {
            terminal.out()
                    .line(terminal.out().paint().good("holds") + ": " + audit.certified() + " entries, root "
                            + audit.root() + ", " + audit.signaturesVerified() + " signatures verified"
                            + (file == null || expected.isPinned() ? "" : "; whether it was cut, --at-least tells"));
        }
        return finding.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
