package io.tetrarch.cli.ledger;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.home.LedgerPieces;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.store.LedgerArchive.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the ledger out. */
@Command(
        name = "export",
        header = "Write the whole ledger as JSON lines, which 'ledger verify FILE' checks without anything else.",
        description = {
            "Actions are written as they were decided on, since nothing else has their hashes: secrets in them are not",
            "hidden. Keep the file accordingly. With --out and --json, what was written is told as an object."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it is written",
            "74:standard output took not all of it, as one line on stderr says",
            "1:an entry cannot be read; one line on stderr names it",
            "2:bad input; nothing is written"
        })
final class LedgerExport implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SightOption group = new SightOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: standard output).")
    private @Nullable String out;

    @Mixin
    private JsonOption json = new JsonOption();

    LedgerExport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        Optional<OutputFile> file = Optional.empty();
        if (out != null) {
            file = Optional.of(OutputFile.at(out));
        }
        try (Inspection inspection = group.inspect(terminal.err())) {
            LedgerPieces pieces = new LedgerPieces(inspection);
            if (file.isEmpty()) {
                write(inspection, pieces, terminal.out()::json, terminal.out()::isRead);
                return ExitCode.OK;
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Lines lines = line -> {
                whole.writeBytes(JsonWriter.compact(line).getBytes(StandardCharsets.UTF_8));
                whole.write('\n');
            };
            write(inspection, pieces, lines, () -> true);
            file.get().write(whole.toByteArray());
            tell(file.get(), pieces.size());
            return ExitCode.OK;
        }
    }

    private void tell(OutputFile file, long entries) {
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("file", file.path().toString())
                    .put("entries", entries)
                    .build());
        } else {
            terminal.out().line(entries + " entries in " + file.path());
        }
    }

    private interface Lines {
        void add(JsonObject line);
    }

    private static void write(Inspection inspection, LedgerPieces pieces, Lines lines, BooleanSupplier wanted)
            throws Failure {
        lines.add(ExportForm.head(inspection.group(), pieces.size()));
        long index = 0;
        while (index < pieces.size() && wanted.getAsBoolean()) {
            Piece piece = pieces.piece(index);
            if (piece.firstIndex() != index) {
                throw Failure.checkFailed("entry " + index + ": it begins in the middle of a batch");
            }
            for (int i = 0; i < piece.batches().size(); i++) {
                boolean last = i == piece.batches().size() - 1;
                lines.add(ExportForm.batch(
                        piece.batches().get(i), last ? Optional.of(piece.certificate()) : Optional.empty()));
            }
            index = piece.endIndex();
        }
    }
}
