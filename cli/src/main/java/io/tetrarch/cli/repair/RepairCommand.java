package io.tetrarch.cli.repair;

import io.tetrarch.cli.completion.ReplicaNames;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.Accepter;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.LedgerMark;
import io.tetrarch.embedded.home.Repair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts in order what a folder can go on without. */
@Command(
        name = "repair",
        header = "Move a damaged store aside, so that its replica heals; begin a journal or a mark anew.",
        description = {
            "Nothing is deleted. With REPLICA its damaged store becomes DIR/replicas/REPLICA.damaged-N; at the next",
            "start the replica fetches what it lacks from the others. With --journal, where executor.log is lost or"
                    + " was",
            "set back, another begins, for which nothing decided before may run. With --mark, where ledger.mark is"
                    + " lost,",
            "another is made of what the stores hold. The group must not be running."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:nothing was done: it is sound, there is no such replica, or the group is running; one line says which"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch repair creative", "  tetrarch repair --journal --accept-loss 'Ada Lovelace'"})
public final class RepairCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "REPLICA",
            arity = "0..1",
            description = "Whose store is damaged.",
            completionCandidates = ReplicaNames.class)
    private @Nullable String replica;

    @Option(names = "--journal", description = "Begin another journal of runs; needs --accept-loss.")
    private boolean journal;

    @Option(names = "--mark", description = "Make another ledger.mark; needs --accept-loss.")
    private boolean mark;

    @Mixin
    private Accepter accepter = new Accepter();

    @Mixin
    private GroupOption group = new GroupOption();

    public RepairCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        if ((replica == null ? 0 : 1) + (journal ? 1 : 0) + (mark ? 1 : 0) != 1) {
            throw Failure.badInput("expected one of REPLICA, --journal and --mark");
        }
        Path folder = group.existing().path();
        Repair repair = new Repair(folder, Ed25519Provider.PORTABLE.load());
        try {
            if (replica != null) {
                Path aside = repair.store(replica);
                terminal.out().line("moved    " + aside);
                terminal.out().line("next     start the group: " + replica + " fetches what it lacks from the others");
            } else if (journal) {
                repair.journal(accepter.name(), System.currentTimeMillis());
                terminal.out().line("journal  begun anew: what was decided before now will not run; ask for it again");
            } else {
                LedgerMark made = repair.mark(accepter.name(), System.currentTimeMillis());
                terminal.out().line("mark     made of what the stores hold: " + made.entries() + " entries");
                terminal.out().line("journal  begun anew: what was decided before now will not run; ask for it again");
            }
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
