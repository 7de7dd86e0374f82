package io.tetrarch.cli.init;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.embedded.home.DataFolder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.node.shortage.Shortage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** One group, from the options to its folder. */
final class InitRun {
    private final Terminal terminal;

    /** The options as given. */
    record Wanted(Optional<String> name, Optional<String> charterFile, boolean encrypt, boolean anyJudges) {}

    InitRun(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(String name, Wanted wanted) throws Failure, IOException {
        Path folder = Folder.path(name);
        // before anybody is asked for a passphrase
        if (Files.exists(folder.resolve("group.json"))) {
            throw Failure.badInput(folder + ": there is a group already");
        }
        Plan plan = plan(wanted);
        Passphrase passphrase = wanted.encrypt ? Passphrases.forNewKey() : Passphrases.none();
        try (DataFolder home = DataFolder.found(folder, plan, Ed25519Provider.PORTABLE.load(), passphrase)) {
            terminal.out()
                    .line("group    " + home.group().name() + ", "
                            + home.group().id());
            terminal.out().line("file     " + home.groupFile());
            terminal.out().line("charter  " + folder.resolve("charter.yaml"));
            terminal.out()
                    .line("keys     " + folder.resolve("keys") + (wanted.encrypt ? ", encrypted" : ", for you alone"));
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (Shortage.of(e).isPresent()) {
                throw e;
            }
            throw Failure.badInput(folder + ": the group cannot be made: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission to write " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " cannot be made";
            default -> String.valueOf(e.getMessage());
        };
    }

    static Plan plan(Wanted wanted) throws Failure {
        Plan standard = Plan.standard();
        return new Plan(
                wanted.name.orElse(standard.name()),
                standard.replicas(),
                wanted.charterFile.isPresent()
                        ? CharterFile.readNew(wanted.charterFile.get()).bytes()
                        : standard.charterFile(),
                standard.constants(),
                wanted.anyJudges ? new Plan.Judges.Any() : new Plan.Judges.OfCharter());
    }
}
