package io.tetrarch.cli.up;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.console.StopSignal;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.console.access.Tokens;
import io.tetrarch.console.http.GateSocket;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.embedded.Notice;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A group that is served until a signal comes. */
final class UpRun {
    private static final int MOST_PORT = 65_535;
    private static final System.Logger LOG = System.getLogger("io.tetrarch.cli");
    /** Kept: the platform forgets the level of a logger that nobody holds. */
    private static final Logger LOGGERS = Logger.getLogger("io.tetrarch");

    private final Terminal terminal;

    /** The options as given. */
    record Wanted(WebServer.Address address, GroupOption group, Optional<String> charter, Optional<String> tokens) {
        /** Where the folder's path is not too long for it. */
        private Wanted withSocketIn(Path folder) {
            Path socket = GateDoor.of(folder).socket();
            return GateSocket.fits(socket) ? new Wanted(address.withSocket(socket), group, charter, tokens) : this;
        }
    }

    UpRun(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Wanted wanted) throws Failure, IOException, InterruptedException {
        int port = wanted.address.port();
        if (port < 0 || port > MOST_PORT) {
            throw Failure.badInput("--port: expected from 0 to " + MOST_PORT + ", found " + port);
        }
        if (LOGGERS.getLevel() == null) {
            LOGGERS.setLevel(Level.INFO);
        }
        try (StopSignal signal = StopSignal.install()) {
            serve(wanted, signal);
            terminal.flush();
            // the JVM is shutting down already, with an exit code that says it was killed; it was asked, and did
            Runtime.getRuntime().halt(ExitCode.OK);
        }
        return ExitCode.OK;
    }

    private void serve(Wanted wanted, StopSignal signal) throws Failure, IOException, InterruptedException {
        GroupFolder folder = wanted.group.folder();
        ConsoleOptions options = options(wanted.withSocketIn(folder.path()));
        boolean hasTerminal = terminal.out().interactive();
        try (OpenGroup group = open(folder, wanted);
                Console console = Console.start(
                        withCharter(hasTerminal ? withSecret(options) : options, folder.path()),
                        group.gate(),
                        group.observatory())) {
            terminal.out().line("console  " + console.address().url());
            terminal.out().line("group    " + group.gate().group().name() + ", in " + folder.path());
            terminal.out()
                    .line("socket   "
                            + console.address()
                                    .socket()
                                    .map(Path::toString)
                                    .orElse("none: the folder's path is too long for one"));
            GateProcess.own(console.address().url()).write(folder.path());
            for (Notice notice : group.notices()) {
                terminal.out().line(String.format(Locale.ROOT, "%-9s%s", notice.subject(), notice.line()));
            }
            if (!hasTerminal) {
                terminal.out().line("invite   by an operator device's signature: without a terminal no secret is made");
            }
            GateUser.ofProcess().warning().ifPresent(line -> terminal.out().line("warning  " + line));
            terminal.out().line("stop     Ctrl-C");
            terminal.flush();
            LOG.log(System.Logger.Level.INFO, () -> "serving: folder=" + folder.path());
            signal.await();
            GateProcess.forget(folder.path());
            LOG.log(System.Logger.Level.INFO, () -> "stopping: folder=" + folder.path());
        } catch (BindException e) {
            throw Failure.badInput(
                    "--port: " + wanted.address.port() + " is in use, or may not be used; 0 takes any that is free");
        }
    }

    private static ConsoleOptions options(Wanted wanted) throws Failure {
        if (!wanted.address.isLoopback() && wanted.address.proxy().isEmpty()) {
            throw Failure.badInput("--listen: " + wanted.address.host()
                    + " can be reached from other machines, so who may ask has to be said with --tokens, and which"
                    + " proxy ends TLS with --proxy: no token goes over a network in the clear");
        }
        if (wanted.tokens.isPresent()) {
            InputFile file = InputFile.read(wanted.tokens.get(), JsonLimits.FILE.maxBytes());
            try {
                return ConsoleOptions.shared(wanted.address, Tokens.read(file.bytes()));
            } catch (JsonRejected e) {
                throw Failure.badInput(file.name(), e);
            }
        }
        if (!wanted.address.isLoopback() || wanted.address.proxy().isPresent()) {
            throw Failure.badInput("--listen: " + wanted.address.host()
                    + " can be reached from other machines, so who may ask has to be said with --tokens");
        }
        return ConsoleOptions.shared(wanted.address, Access.LOCAL);
    }

    /** Shown here and nowhere else: on no terminal but this, and in no file. */
    private ConsoleOptions withSecret(ConsoleOptions options) {
        OneTimeSecret secret = OneTimeSecret.shownOn(
                text -> {
                    terminal.out().line("invite   with the secret " + text + ", good for one use");
                    terminal.flush();
                },
                System::nanoTime);
        return options.withAccess(options.access().withSecret(secret));
    }

    /** The replicas do not keep the text of the charter that their group was founded with; the folder does. */
    private static ConsoleOptions withCharter(ConsoleOptions options, Path folder) throws IOException {
        Path file = folder.resolve("charter.yaml");
        return Files.exists(file) ? options.withCharterText(Files.readString(file)) : options;
    }

    private static OpenGroup open(GroupFolder folder, Wanted wanted) throws Failure, IOException {
        if (wanted.charter.isEmpty()) {
            return folder.openToServe(Optional.empty());
        }
        if (!folder.isNew()) {
            throw Failure.badInput("--charter: the group in " + folder.path() + " has its charter already");
        }
        InputFile charter = InputFile.read(wanted.charter.get(), JsonLimits.FILE.maxBytes());
        return folder.openToServe(Optional.of(charter.bytes()));
    }
}
