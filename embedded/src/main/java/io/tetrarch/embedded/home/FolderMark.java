package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.Beginning;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a data folder remembers of how far it was, apart from what it would tell of: stores or a journal that were set back,
 * or are gone, are not as far. One small file, {@code ledger.mark}, written whole; it may lag behind by a second, so a
 * process that is killed may leave one that is a little too modest, never one that is too bold.
 */
public record FolderMark(LedgerMark ledger, ExecutorMark executor) {
    static final String FILE = "ledger.mark";
    private static final String FORMAT = "tetrarch.ledger-mark.v1";
    /** In the folder of the stores: says that there is a mark, so that one that is gone is not taken for one never made. */
    private static final String MARKED = "marked";

    private static final String CHECKSUM = "checksum";
    private static final long MOST = (1L << 53) - 1;

    static final FolderMark NEW = new FolderMark(LedgerMark.EMPTY, ExecutorMark.NEW);

    FolderMark with(LedgerMark further) {
        return new FolderMark(further, executor);
    }

    FolderMark with(ExecutorMark further) {
        return new FolderMark(ledger, further);
    }

    static Path marked(Path folder) {
        return folder.resolve(Staging.REPLICAS).resolve(MARKED);
    }

    /**
     * Reads that of a folder; empty in one of an earlier build, which has none yet.
     *
     * @throws HomeRefused if there was one and it is gone, or it cannot be read
     */
    static Optional<FolderMark> read(Path folder) throws IOException, HomeRefused {
        return read(Disk.system(), folder);
    }

    /** As {@link #read(Path)}, on that disk. */
    static Optional<FolderMark> read(Disk disk, Path folder) throws IOException, HomeRefused {
        Path file = folder.resolve(FILE);
        if (disk.exists(file)) {
            return Optional.of(decode(file, WholeFile.read(disk, file)));
        }
        if (disk.exists(marked(folder))) {
            throw unusable(file + " is missing");
        }
        return Optional.empty();
    }

    private static HomeRefused unusable(String problem) {
        return new HomeRefused(problem + ": it says how far the ledger and the executor's journal were; put it back, or"
                + " 'tetrarch repair --mark' makes one of what is there");
    }

    /** Replaces that of a folder, and says that it has one. */
    void write(Path folder) throws IOException {
        write(Disk.system(), folder);
    }

    /** As {@link #write(Path)}, on that disk. */
    void write(Disk disk, Path folder) throws IOException {
        WholeFile.replace(disk, folder.resolve(FILE), encode());
        Path marked = marked(folder);
        if (!disk.exists(marked)) {
            WholeFile.replace(disk, marked, new byte[0]);
        }
    }

    byte[] encode() {
        JsonObject content = JsonObject.builder()
                .put("format", FORMAT)
                .put("entries", ledger.entries())
                .put("root", ledger.root().toString())
                .put("sequence", ledger.sequence())
                .put("epoch", ledger.epoch())
                .put("journal", executor.incarnation())
                .put("journalSinceEntries", executor.beginning().entries())
                .put("journalSinceMillis", executor.beginning().millis())
                .put("used", executor.used())
                .put("lossAcceptedBy", executor.acceptedBy())
                .build();
        JsonObject.Builder whole = JsonObject.builder();
        content.members().forEach(whole::put);
        whole.put(CHECKSUM, checksum(content).toString());
        return (JsonWriter.pretty(whole.build()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Digest checksum(JsonObject content) {
        return Hash.sha3(JsonWriter.compactBytes(content));
    }

    private static FolderMark decode(Path file, byte[] bytes) throws HomeRefused {
        try {
            JsonCursor at = JsonCursor.parse(bytes, JsonLimits.FILE);
            JsonCursor format = at.member("format");
            if (!format.string().equals(FORMAT)) {
                throw format.rejected("expected " + FORMAT);
            }
            JsonObject.Builder content = JsonObject.builder();
            at.object().members().forEach((name, value) -> {
                if (!name.equals(CHECKSUM)) {
                    content.put(name, value);
                }
            });
            if (!digest(at.member(CHECKSUM)).equals(checksum(content.build()))) {
                throw at.member(CHECKSUM).rejected("expected another: the file is damaged");
            }
            return new FolderMark(
                    new LedgerMark(
                            number(at, "entries"),
                            digest(at.member("root")),
                            number(at, "sequence"),
                            number(at, "epoch")),
                    new ExecutorMark(
                            number(at, "journal"),
                            new Beginning(number(at, "journalSinceEntries"), number(at, "journalSinceMillis")),
                            number(at, "used"),
                            at.member("lossAcceptedBy").string()));
        } catch (JsonRejected e) {
            throw unusable(e.in(file.toString()));
        }
    }

    private static long number(JsonCursor at, String name) throws JsonRejected {
        return at.member(name).integer(0, MOST);
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        try {
            return Digest.ofHex(at.string());
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected 64 hex digits");
        }
    }
}
