package io.tetrarch.cli.inspect;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.node.record.HaltRecord;
import io.tetrarch.node.record.HaltRecordCodec;
import io.tetrarch.node.record.Replay;
import io.tetrarch.node.record.UnreadableRecord;
import io.tetrarch.pbft.Trace;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Steps a replica through the record that one left when it halted. */
@Command(
        name = "replay",
        header = "Step a replica through the record of one that halted, and tell each effect.",
        description = {
            "The record is in DIR/records. It holds the actions that were asked about; nothing of them is shown here.",
            "No key is needed: what is to be signed gets the signature that it got then.",
            "A record that begins in the middle begins with the replica's state, which only the build that wrote it"
                    + " reads."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same effects, byte for byte",
            "1:an effect differs; one line names the step",
            "2:the file is no record, another version's or another build's, cut short or damaged"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch inspect replay .tetrarch/records/analytical-1.halt")
final class InspectReplay implements Callable<Integer> {
    /** Somewhat more than a record may have. */
    private static final int MOST_BYTES = 65 << 20;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The record.")
    private String file = "";

    InspectReplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        byte[] bytes = InputFile.read(file, MOST_BYTES).bytes();
        try {
            HaltRecord record = HaltRecordCodec.decode(bytes, scheme);
            head(record);
            Replay replay = Replay.of(record, scheme);
            boolean same = replay.run(this::tell);
            terminal.out().line();
            if (!same) {
                terminal.out().line("not the same effects as recorded");
                return ExitCode.CHECK_FAILED;
            }
            terminal.out()
                    .line("the same effects, byte for byte, in all "
                            + record.steps().size() + " steps");
            return ExitCode.OK;
        } catch (UnreadableRecord e) {
            throw Failure.badInput(file + ": " + e.why());
        }
    }

    private void head(HaltRecord record) {
        terminal.out().line("replica  " + record.replica());
        terminal.out().line("halted   " + record.cause());
        long last = record.firstStep() + record.steps().size() - 1;
        terminal.out().line("steps    " + record.firstStep() + " to " + last);
        terminal.out()
                .line("begins   "
                        + (record.beginsAtTheStart()
                                ? "with what it recovered from when it was started"
                                : "in the middle, with what it was then"));
        terminal.out().line();
    }

    private void tell(Replay.Stepped stepped) {
        terminal.out()
                .line(stepped.number() + "  "
                        + Instant.ofEpochMilli(stepped.step().wallMillis()) + "  "
                        + Trace.line(stepped.step().input()));
        stepped.lines().forEach(line -> terminal.out().line("      " + line));
        stepped.difference().ifPresent(how -> terminal.out().line("  differs: " + how));
    }
}
