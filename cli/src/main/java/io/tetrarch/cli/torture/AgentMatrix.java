package io.tetrarch.cli.torture;

import io.tetrarch.agents.hook.HookAnswer;
import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.agents.trial.AgentHome;
import io.tetrarch.agents.trial.AgentRun;
import io.tetrarch.agents.trial.AgentRun.Seen;
import io.tetrarch.agents.trial.FalseGate;
import io.tetrarch.agents.trial.Fault;
import io.tetrarch.agents.trial.HookedHome;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Scratch;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.cli.up.GateChild;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agents crossed with faults, each in a home, a folder and with a model of its own. */
final class AgentMatrix {
    private static final Duration PATIENCE = Duration.ofSeconds(200);
    private static final Duration JUDGING = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(Launcher.HOST_SECONDS + 10L);
    private static final Duration EACH_OF_TWENTY = Duration.ofSeconds(3);
    /** Two of the judges are elsewhere, at a port where nobody listens. */
    private static final String ABSENT_JUDGE = "http:\n      url: http://127.0.0.1:9/\n      style: plain";

    private final Path folder;
    private final long owner;
    private final GateChild gate;
    private final GateChild withoutQuorum;

    /** @param folder that all is done in, empty */
    AgentMatrix(Path folder, String charter) throws IOException {
        this.folder = folder;
        if (!(Files.getAttribute(folder, "unix:uid") instanceof Integer uid)) {
            throw new IOException(folder + " has no owner");
        }
        this.owner = Integer.toUnsignedLong(uid);
        Path poorer = folder.resolve("without-quorum.yaml");
        Files.writeString(
                poorer,
                charter.replace("algorithm: analytical", ABSENT_JUDGE).replace("algorithm: creative", ABSENT_JUDGE));
        gate = new GateChild(folder.resolve("gate"), List.of());
        withoutQuorum = new GateChild(folder.resolve("poor"), List.of("--charter", poorer.toString()));
    }

    /** One cell; where something ran, the same with a hook that always refuses tells whether any hook could have stopped it. */
    Cell cell(InstalledAgent agent, Fault fault) throws Failure, IOException, InterruptedException {
        Cell cell = tried(agent, fault, false);
        if (cell.result() != Cell.Result.FAILED || cell.seen().marks() == 0 || fault == Fault.NONE) {
            return cell;
        }
        Cell control = tried(agent, fault, true);
        return control.seen().marks() == 0
                ? cell
                : new Cell(fault, cell.seen(), cell.asked(), cell.millis(), Cell.Result.IMPOSSIBLE);
    }

    private Cell tried(InstalledAgent agent, Fault fault, boolean isControl)
            throws Failure, IOException, InterruptedException {
        HookHost host = agent.agent().host();
        Path place = Files.createTempDirectory(folder, host.word());
        try {
            Path home = Files.createDirectory(place.resolve("home"));
            Path work = Files.createDirectory(place.resolve("work"));
            Path group = group(fault);
            HookedHome hooked = HookedHome.install(
                    AgentHome.bare(host, home), new Launcher(group.toString(), owner), place.resolve("asked"));
            if (isControl) {
                hooked.refuseAlways();
            }
            long begun = System.nanoTime();
            Seen seen;
            Deed mending = broken(fault, hooked, group);
            try {
                seen = new AgentRun(agent.agent(), agent.program(), home, work, true)
                        .run(fault.wish(), fault.calls(), PATIENCE);
            } finally {
                mending.run();
            }
            int asked = hooked.started().size();
            long millis = (System.nanoTime() - begun) / 1_000_000;
            return new Cell(fault, seen, asked, millis, Cell.judged(fault, seen, asked, isControl));
        } catch (JsonRejected e) {
            throw new IllegalStateException("our own settings cannot be read", e);
        } finally {
            Scratch.delete(place);
        }
    }

    /** The folder of the gate that the hook asks. */
    private Path group(Fault fault) throws IOException {
        return switch (fault) {
            case NONE, FORBIDDEN, KILLED_BEFORE, KILLED_DURING, PAUSED, DISK_FULL, NOT_EXECUTABLE, PROGRAM_GONE ->
                gate.folder();
            case NO_QUORUM -> withoutQuorum.folder();
            case ABSENT,
                    GARBAGE,
                    EMPTY,
                    HALF_A_LINE,
                    ANOTHERS_ANSWER,
                    SERVER_ERROR,
                    SLOW,
                    STALE_SOCKET,
                    TWENTY_AT_ONCE,
                    HOOK_KILLED -> Files.createTempDirectory(folder, "false");
        };
    }

    /** Brings the fault about; what it returns takes it back. */
    private Deed broken(Fault fault, HookedHome hooked, Path group) throws Failure, IOException, InterruptedException {
        return switch (fault) {
            case NONE, FORBIDDEN -> running(() -> {});
            case KILLED_BEFORE -> running(gate::kill);
            case PAUSED -> {
                gate.ensure();
                gate.pause();
                yield gate::resume;
            }
            case KILLED_DURING -> {
                gate.ensure();
                gate.pause();
                yield whenAsked(hooked, gate::kill);
            }
            case DISK_FULL -> {
                gate.ensure();
                gate.fillDisk();
                yield gate::kill;
            }
            case NO_QUORUM -> {
                withoutQuorum.ensure();
                yield withoutQuorum::kill;
            }
            case NOT_EXECUTABLE ->
                running(() -> {
                    if (!hooked.program().toFile().setExecutable(false, false)) {
                        throw new IOException(hooked.program() + " stays executable");
                    }
                });
            case PROGRAM_GONE -> running(() -> Files.delete(hooked.program()));
            case ABSENT -> () -> {};
            case STALE_SOCKET -> {
                new FalseGate(group, nonce -> null).close();
                yield () -> {};
            }
            case HOOK_KILLED -> {
                FalseGate silent = new FalseGate(group, nonce -> null);
                Deed watch = whenAsked(hooked, () -> killAll(hooked));
                yield () -> {
                    watch.run();
                    silent.close();
                };
            }
            case GARBAGE, EMPTY, HALF_A_LINE, ANOTHERS_ANSWER, SERVER_ERROR, SLOW, TWENTY_AT_ONCE ->
                new FalseGate(group, nonce -> said(fault, nonce))::close;
        };
    }

    /** What a gate says that is none; an approval as far as the fault lets it. */
    private static @Nullable String said(Fault fault, String nonce) throws InterruptedException {
        return switch (fault) {
            case GARBAGE -> "\u0000\u0001allow\n\n";
            case EMPTY -> FalseGate.ok("");
            case HALF_A_LINE -> FalseGate.ok("tetrarch-hook/1 " + nonce + " al");
            case ANOTHERS_ANSWER -> FalseGate.ok(FalseGate.approval("0".repeat(nonce.length())));
            case SERVER_ERROR -> FalseGate.ok(FalseGate.approval(nonce)).replace("200 OK", "500 Fault");
            case SLOW -> {
                Poll.every(LATE).pause();
                yield FalseGate.ok(FalseGate.approval(nonce));
            }
            case TWENTY_AT_ONCE -> {
                Poll.every(EACH_OF_TWENTY).pause();
                // each host is refused by exit code and stderr; a body for one of them does for all
                yield FalseGate.ok(HookAnswer.deny("not now").text(HookHost.OPENCODE, nonce));
            }
            case NONE,
                    FORBIDDEN,
                    ABSENT,
                    KILLED_BEFORE,
                    KILLED_DURING,
                    PAUSED,
                    DISK_FULL,
                    NO_QUORUM,
                    STALE_SOCKET,
                    NOT_EXECUTABLE,
                    PROGRAM_GONE,
                    HOOK_KILLED -> null;
        };
    }

    /** What is done at some point. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private Deed running(Deed then) throws Failure, IOException, InterruptedException {
        gate.ensure();
        then.run();
        return () -> {};
    }

    private static void killAll(HookedHome hooked) throws IOException {
        for (long each : hooked.started()) {
            ProcessHandle.of(each).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Waits for the hook's start, gives it time to ask, and does it. */
    private static Deed whenAsked(HookedHome hooked, Deed deed) {
        Thread watch = Thread.ofVirtual().start(() -> {
            try {
                Poll poll = Poll.every(JUDGING);
                while (hooked.started().isEmpty() && !poll.hasLasted(PATIENCE)) {
                    poll.pause();
                }
                poll.pause();
                deed.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            watch.interrupt();
            watch.join();
        };
    }

    /** Ends the gates that it started. */
    void end() throws InterruptedException {
        gate.kill();
        withoutQuorum.kill();
    }
}
