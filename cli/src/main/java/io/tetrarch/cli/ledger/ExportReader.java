package io.tetrarch.cli.ledger;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Group;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an exported ledger line by line and has it audited; a few lines are held at a time, those to come read and their
 * signatures looked at meanwhile. A line that is no batch is a broken entry, not a bad file.
 */
final class ExportReader {
    /** A batch has at most 256 MiB in a group file; a line of it is read as strictly as a proof. */
    private static final JsonLimits LINE = JsonLimits.PROOF;

    private final LedgerAudit audit;

    /** What a line holds, or why it holds none. */
    private sealed interface Read {
        record Good(ExportForm.Line line) implements Read {}

        record Malformed(String problem) implements Read {}
    }

    ExportReader(LedgerAudit audit) {
        this.audit = audit;
    }

    Optional<Finding> check(String file, InputStream in) throws Failure, InterruptedException {
        String name = file.equals("-") ? "stdin" : file;
        try (InputStream stream = new BufferedInputStream(InputFile.open(file, in), 1 << 16)) {
            return audited(name, stream);
        } catch (IOException e) {
            throw Failure.badInput(name + ": cannot be read: " + e.getMessage());
        }
    }

    private Optional<Finding> audited(String name, InputStream stream)
            throws Failure, IOException, InterruptedException {
        JsonCursor head = head(name, line(stream));
        long size;
        try {
            size = head.member("size").integer(0, JsonLimits.MOST_WHOLE);
            Optional<Finding> other = otherGroup(head);
            if (other.isPresent()) {
                return other;
            }
        } catch (JsonRejected e) {
            throw Failure.badInput(name, e);
        }
        try (Ahead<byte[], Read> lines = new Ahead<>(() -> line(stream), this::read)) {
            for (Optional<Read> next = lines.next(); next.isPresent(); next = lines.next()) {
                Optional<Finding> finding = take(next.get());
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        if (audit.size() != size) {
            return Optional.of(
                    new Finding(audit.size(), "the file is to have " + size + " entries and has " + audit.size()));
        }
        return audit.end();
    }

    private static JsonCursor head(String name, Optional<byte[]> line) throws Failure {
        try {
            JsonCursor head = JsonCursor.parse(line.orElse(new byte[0]), LINE)
                    .onlyMembers(Set.of("format", "group", "name", "epoch", "size"));
            if (!head.member("format").string().equals(ExportForm.FORMAT)) {
                throw head.member("format").rejected("expected " + ExportForm.FORMAT);
            }
            return head;
        } catch (JsonRejected e) {
            throw Failure.badInput(name, e);
        }
    }

    /** The head line is signed by nobody, so it must say what the group file says. */
    private Optional<Finding> otherGroup(JsonCursor head) throws JsonRejected {
        Group group = audit.groups().getFirst();
        String id = head.member("group").string();
        String title = head.member("name").string();
        long epoch = head.member("epoch").integer(1, JsonLimits.MOST_WHOLE);
        if (!id.equals(group.id().toString())) {
            return Optional.of(new Finding(0, "the file is of group " + id + ", expected " + group.id()));
        }
        return title.equals(group.name()) && epoch == group.title().epoch()
                ? Optional.empty()
                : Optional.of(new Finding(
                        0,
                        "the file's first line names the group " + title + " in epoch " + epoch + ", expected "
                                + group.name() + " in epoch " + group.title().epoch()));
    }

    /** Without its end; empty behind the last one. */
    private static Optional<byte[]> line(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        int next = stream.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n' && line.size() <= LINE.maxBytes()) {
            line.write(next);
            next = stream.read();
        }
        return Optional.of(line.toByteArray());
    }

    private Read read(byte[] line) {
        try {
            ExportForm.Line read = ExportForm.read(JsonCursor.parse(line, LINE));
            audit.foresee(read.batch());
            return new Read.Good(read);
        } catch (JsonRejected e) {
            return new Read.Malformed("its line is malformed: " + e.getMessage());
        }
    }

    private Optional<Finding> take(Read read) {
        return switch (read) {
            case Read.Malformed malformed -> Optional.of(new Finding(audit.size(), malformed.problem()));
            case Read.Good good -> {
                Optional<Finding> finding = audit.take(good.line().batch());
                yield finding.isPresent() ? finding : good.line().certificate().flatMap(audit::take);
            }
        };
    }
}
