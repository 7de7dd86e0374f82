package io.tetrarch.cli.up;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.http.GateSocket;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the same command in a process of its own, which outlives this one and its terminal, and waits until it answers. */
final class DaemonStart {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final String LOG = "gate.log";
    private static final List<Path> DETACHERS = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final Terminal terminal;
    private final Path folder;

    /** @param folder of the group; need not exist */
    DaemonStart(Terminal terminal, Path folder) {
        this.terminal = terminal;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** @param arguments of the command, without the one that says to detach */
    int run(List<String> arguments) throws Failure, IOException, InterruptedException {
        GateDoor door = GateDoor.of(folder);
        if (!GateSocket.fits(door.socket())) {
            throw Failure.badInput("--data: " + folder + " is too long a path for a socket in it");
        }
        if (door.isOpen(ANSWER)) {
            throw Failure.badInput(folder + ": a gate runs there already; 'tetrarch up status' tells of it");
        }
        Path log = log();
        Process process = start(arguments, log);
        try {
            await(process, door, log);
        } finally {
            keep(log);
        }
        GateProcess.of(folder).ifPresent(running -> terminal.out().line("console  " + running.url()));
        terminal.out().line("group    in " + folder);
        terminal.out().line("socket   " + door.socket());
        terminal.out().line("process  " + process.pid() + ", log " + folder.resolve(LOG));
        terminal.out().line("stop     tetrarch up stop --data " + folder);
        return ExitCode.OK;
    }

    /** In the folder; beside it as long as there is no group in it, since a group is founded in an empty one. */
    private Path log() throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.exists(folder.resolve("group.json"))) {
            Path log = folder.resolve(LOG);
            return Files.exists(log) ? log : Files.createFile(log, ownersOnly());
        }
        Files.createDirectories(parent);
        return Files.createTempFile(parent, ".tetrarch", ".log", ownersOnly());
    }

    private void keep(Path log) throws IOException {
        Path kept = folder.resolve(LOG);
        if (log.equals(kept)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(log);
        }
    }

    private static FileAttribute<?> ownersOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static Process start(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        DETACHERS.stream().filter(Files::isExecutable).findFirst().ifPresent(found -> command.add(found.toString()));
        command.addAll(GateCommand.of(arguments));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void await(Process process, GateDoor door, Path log)
            throws Failure, IOException, InterruptedException {
        Poll poll = Poll.every(PAUSE);
        while (!door.isOpen(ANSWER)) {
            if (!process.isAlive()) {
                throw Failure.badInput(lastLine(log));
            }
            if (poll.hasLasted(PATIENCE)) {
                process.destroy();
                throw Failure.badInput("the gate did not answer within " + PATIENCE.toSeconds() + " seconds");
            }
            poll.pause();
        }
    }

    /** What it said itself, without the name that is put before it again. */
    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String last = lines.isEmpty() ? "the gate ended without a word" : lines.getLast();
        return last.startsWith("tetrarch: ") ? last.substring("tetrarch: ".length()) : last;
    }
}
