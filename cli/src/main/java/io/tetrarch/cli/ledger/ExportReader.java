package io.tetrarch.cli.ledger;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads an exported ledger and has it audited. A line that is no batch is a broken entry, not a bad file. */
final class ExportReader {
    private static final int MOST_BYTES = 1 << 30;
    private static final JsonLimits LINE = JsonLimits.FILE;

    private final LedgerAudit audit;

    ExportReader(LedgerAudit audit) {
        this.audit = audit;
    }

    Optional<Finding> check(String file, InputStream in) throws Failure {
        InputFile input = InputFile.read(file, in, MOST_BYTES);
        List<String> lines = new String(input.bytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        long size = head(input.name(), lines);
        for (String line : lines.subList(1, lines.size())) {
            Optional<Finding> finding = take(line);
            if (finding.isPresent()) {
                return finding;
            }
        }
        if (audit.size() != size) {
            return Optional.of(
                    new Finding(audit.size(), "the file is to have " + size + " entries and has " + audit.size()));
        }
        return audit.end();
    }

    private long head(String name, List<String> lines) throws Failure {
        try {
            JsonCursor head =
                    JsonCursor.parse((lines.isEmpty() ? "" : lines.getFirst()).getBytes(StandardCharsets.UTF_8), LINE);
            if (!head.member("format").string().equals(ExportForm.FORMAT)) {
                throw head.member("format").rejected("expected " + ExportForm.FORMAT);
            }
            return head.member("size").integer(0, Long.MAX_VALUE);
        } catch (JsonRejected e) {
            throw Failure.badInput(name, e);
        }
    }

    private Optional<Finding> take(String line) {
        try {
            ExportForm.Line read = ExportForm.read(JsonCursor.parse(line.getBytes(StandardCharsets.UTF_8), LINE));
            Optional<Finding> finding = audit.take(read.batch());
            return finding.isPresent() ? finding : read.certificate().flatMap(audit::take);
        } catch (JsonRejected e) {
            return Optional.of(new Finding(audit.size(), "its line is malformed: " + e.getMessage()));
        }
    }
}
