package io.tetrarch.embedded.home;

import io.tetrarch.client.Gate;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What was asked for by handles, and what became of it: the latest {@value Gate#REMEMBERED}, a file each, or in memory
 * alone. A file is replaced as a whole, so that a crash leaves a request as it was before or after. For any thread.
 */
public final class AskedRequests {
    /** Past its deadline by this much, what is not decided will not be approved. */
    private static final long GRACE_MILLIS = 60_000;

    private static final String SUFFIX = ".json";

    private final Optional<Path> folder;
    private final LongSupplier wallMillis;
    private final TreeMap<Long, Known> byNumber = new TreeMap<>();
    private final Map<String, Long> byKey = new TreeMap<>();
    private boolean read;

    /**
     * What is held of a request in memory.
     *
     * @param whole all of it, where there is no file
     */
    private record Known(Optional<String> key, long deadlineMillis, boolean open, Optional<AskedRequest> whole) {}

    private AskedRequests(Optional<Path> folder, LongSupplier wallMillis) {
        this.folder = folder;
        this.wallMillis = wallMillis;
    }

    /** Forgotten with the process. */
    public static AskedRequests inMemory() {
        return new AskedRequests(Optional.empty(), System::currentTimeMillis);
    }

    /** In this folder, which is made with the first of them, and looked into when it is first needed. */
    public static AskedRequests in(Path folder) {
        return new AskedRequests(Optional.of(folder), System::currentTimeMillis);
    }

    private void read() throws IOException {
        if (read) {
            return;
        }
        if (folder.isPresent() && Files.isDirectory(folder.get())) {
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                    remember(read(file));
                }
            }
        }
        read = true;
    }

    private static AskedRequest read(Path file) throws IOException {
        try {
            return AskedRequest.read(WholeFile.read(Disk.system(), file));
        } catch (JsonRejected e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void remember(AskedRequest request) {
        long number = request.request().id().number();
        byNumber.put(
                number,
                new Known(
                        request.key(),
                        request.request().request().validity().deadlineMillis(),
                        request.end() instanceof AskedRequest.End.Open,
                        folder.isPresent() ? Optional.empty() : Optional.of(request)));
        request.key().ifPresent(key -> byKey.put(key, number));
    }

    /** @throws IOException in one line, if what is kept cannot be read */
    public synchronized Optional<AskedRequest> of(long number) throws IOException {
        read();
        Known known = byNumber.get(number);
        if (known == null || folder.isEmpty()) {
            return known == null ? Optional.empty() : known.whole();
        }
        return Optional.of(read(file(folder.get(), number)));
    }

    /** @throws IOException in one line, if what is kept cannot be read */
    public synchronized Optional<AskedRequest> of(String key) throws IOException {
        read();
        Long number = byKey.get(key);
        return number == null ? Optional.empty() : of(number.longValue());
    }

    /**
     * Keeps it, durably; the oldest that is over gives way.
     *
     * @throws UndecidedException if all that are kept are open
     * @throws IOException if the disk fails; it is not kept then
     */
    public synchronized void keep(AskedRequest request) throws IOException {
        read();
        long number = request.request().id().number();
        if (!byNumber.containsKey(number) && byNumber.size() >= Gate.REMEMBERED && !forgetOldest()) {
            throw new UndecidedException(
                    UndecidedException.Reason.OVERLOADED,
                    "too much is open: a gate remembers " + Gate.REMEMBERED + " requests; ask again later");
        }
        if (folder.isPresent()) {
            make(folder.get());
            WholeFile.replace(file(folder.get(), number), request.file());
        }
        remember(request);
    }

    /** For the group's own account alone: actions hold secrets. */
    private static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static Path file(Path folder, long number) {
        return folder.resolve(number + SUFFIX);
    }

    private boolean forgetOldest() throws IOException {
        for (Iterator<Map.Entry<Long, Known>> each = byNumber.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Long, Known> oldest = each.next();
            if (!oldest.getValue().open()
                    || oldest.getValue().deadlineMillis() + GRACE_MILLIS < wallMillis.getAsLong()) {
                if (folder.isPresent()) {
                    Files.deleteIfExists(file(folder.get(), oldest.getKey()));
                }
                each.remove();
                oldest.getValue().key().ifPresent(byKey::remove);
                return true;
            }
        }
        return false;
    }
}
