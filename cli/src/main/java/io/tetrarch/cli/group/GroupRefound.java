package io.tetrarch.cli.group;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.Accepter;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Refounding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Founds a new group in the place of one that lost its ledger. */
@Command(
        name = "refound",
        header = "Found a new group in the place of one that has lost its ledger or too many stores.",
        description = {
            "The new group has other keys and another id: give its group.json to all who verify its proofs. Nothing"
                    + " that",
            "the lost one decided runs any more. All that it left is moved to DIR/lost-N; DIR/lost.json says what was"
                    + " lost",
            "and who answers for it. The charter is the one that the lost group was founded with. Refused where"
                    + " nothing",
            "is lost."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:founded", "2:nothing was done: nothing is lost, or the group is running"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch group refound --accept-loss 'Ada Lovelace'")
final class GroupRefound implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Accepter accepter = new Accepter();

    @Option(
            names = "--encrypt",
            description = "Encrypt the new private keys with a passphrase: $TETRARCH_PASSPHRASE, or asked for.")
    private boolean encrypt;

    @Mixin
    private GroupOption home = new GroupOption();

    GroupRefound(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        String acceptedBy = accepter.name();
        Path folder = home.folder().path();
        try {
            Refounding.Founded founded = new Refounding(folder, Ed25519Provider.PORTABLE.load())
                    .found(
                            encrypt ? Passphrases.forNewKey() : Passphrases.none(),
                            acceptedBy,
                            Instant.ofEpochMilli(System.currentTimeMillis()));
            terminal.out()
                    .line("group    " + founded.group().name() + ", "
                            + founded.group().id());
            terminal.out().line("file     " + folder.resolve("group.json"));
            terminal.out().line("lost     " + founded.aside() + ", as " + folder.resolve("lost.json") + " says");
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
