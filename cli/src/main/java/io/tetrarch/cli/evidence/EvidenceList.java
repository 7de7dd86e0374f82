package io.tetrarch.cli.evidence;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.embedded.home.Inspection.Conviction;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what replicas were convicted of. */
@Command(
        name = "list",
        header = "List the equivocations that the replicas of this folder have proof of.",
        description = "With --json each is an object on a line of its own.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:bad input"})
final class EvidenceList implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SightOption group = new SightOption();

    EvidenceList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        try (Inspection inspection = group.inspect(terminal.err())) {
            List<Conviction> all = inspection.convictions();
            if (json.isWanted()) {
                all.forEach(each -> terminal.out().json(EvidenceForm.of(each)));
            } else if (all.isEmpty()) {
                terminal.out().line("no equivocation is known");
            } else {
                print(all);
            }
            return ExitCode.OK;
        }
    }

    private void print(List<Conviction> all) {
        Table table = Table.empty();
        for (int i = 0; i < all.size(); i++) {
            Group group = all.get(i).group();
            Evidence.Slot slot = all.get(i).evidence().slot();
            table.row(List.of(
                    Cell.plain(Integer.toString(i)),
                    Cell.plain(group.replicaNames().get(slot.replica())),
                    Cell.plain(slot.type().name()),
                    Cell.plain("epoch " + group.title().epoch() + ", view " + slot.view() + ", sequence "
                            + slot.sequence()),
                    Cell.plain(EvidenceForm.said(all.get(i).evidence()))));
        }
        table.print(terminal.out());
    }
}
