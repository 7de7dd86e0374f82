package io.tetrarch.node.shortage;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.tetrarch.node.store.LibraryNotLoadedException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine did not give what was needed: memory, room on the disk, open files, the right to write. Nothing is damaged by
 * that, and once it is given everything goes on from where it was.
 *
 * @param line what there was too little of, and what to do; one line, without a full stop
 */
public record Shortage(Kind kind, String line) {
    private static final int MOST_CAUSES = 16;
    private static final long MEGABYTE = 1L << 20;
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "File too large");
    private static final List<String> NO_RIGHT =
            List.of("Permission denied", "Operation not permitted", "Read-only file system");
    /** For four stores, the program's own and a server's callers. */
    private static final int ENOUGH_FILES = 1024;

    private static final String NO_MORE_FILES = "Too many open files";

    /** What there was too little of. */
    public enum Kind {
        MEMORY,
        DISK,
        OPEN_FILES,
        RIGHTS,
        /** A place for native libraries. */
        LIBRARIES
    }

    /** Empty if that is not why it failed. It, or what caused it, may be anything. */
    public static Optional<Shortage> of(Throwable failure) {
        Optional<Shortage> found = Optional.empty();
        Throwable each = failure;
        for (int i = 0; i < MOST_CAUSES && each != null; i++) {
            Optional<Shortage> here = ofThis(each);
            if (each instanceof LibraryNotLoadedException) {
                return here; // whatever it was that the place for it lacks
            }
            Optional<Shortage> around = found;
            boolean says = here.isPresent()
                    && (around.isEmpty()
                            || namesAFile(each)
                            || around.get().line().contains(here.get().line()));
            found = says ? here : found;
            each = each.getCause();
        }
        return found;
    }

    /** The innermost that does tells it best: those around it repeat it, and the system's own says nothing else. */
    private static boolean namesAFile(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(File.separator);
    }

    private static Optional<Shortage> ofThis(Throwable failure) {
        String message = firstLine(failure.getMessage());
        if (failure instanceof LibraryNotLoadedException) {
            return Optional.of(new Shortage(Kind.LIBRARIES, libraries(message)));
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(new Shortage(Kind.MEMORY, memory(message)));
        }
        if (!(failure instanceof IOException) && !(failure instanceof ReadOnlyFileSystemException)) {
            return Optional.empty(); // what else fails may quote anything, of an action too
        }
        if (message.contains(NO_MORE_FILES)) {
            return Optional.of(new Shortage(Kind.OPEN_FILES, openFiles(message)));
        }
        if (NO_ROOM.stream().anyMatch(message::contains)) {
            return Optional.of(
                    new Shortage(Kind.DISK, "the disk has no room left (" + message + "): make some, and start again"));
        }
        if (failure instanceof AccessDeniedException
                || failure instanceof ReadOnlyFileSystemException
                || NO_RIGHT.stream().anyMatch(message::contains)) {
            return Optional.of(new Shortage(Kind.RIGHTS, rights(failure, message)));
        }
        return Optional.empty();
    }

    private static String memory(String message) {
        if (message.contains("native thread")) {
            return "the system gives no further thread: allow more (ulimit -u, or the limit of the container), or"
                    + " give it more memory";
        }
        if (message.contains("direct buffer")) {
            return "more memory outside the heap is needed than there is (" + message
                    + "): give it more with -XX:MaxDirectMemorySize";
        }
        if (message.contains("Metaspace") || message.contains("class space")) {
            return "more memory is needed for classes than there is (" + message
                    + "): give it more with -XX:MaxMetaspaceSize";
        }
        long now = heapMegabytes();
        return "more memory is needed than -Xmx" + now + "m: give it more, such as -Xmx" + 2 * now
                + "m (tetrarch takes it from JAVA_TOOL_OPTIONS)";
    }

    private static long heapMegabytes() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long bytes = machine == null
                ? Runtime.getRuntime().maxMemory() // less than what was given, by what a collector keeps free
                : Long.parseLong(machine.getVMOption("MaxHeapSize").getValue());
        return Math.ceilDiv(bytes, MEGABYTE);
    }

    private static String openFiles(String message) {
        return "more files must be open at once than this process may have (" + message + "): allow it " + ENOUGH_FILES
                + " (ulimit -n)";
    }

    private static String rights(Throwable failure, String message) {
        String user = System.getProperty("user.name");
        return failure instanceof AccessDeniedException denied
                ? denied.getFile() + " may not be written or read by " + user + ": give that user the right"
                : user + " lacks a right (" + message + "): give it to that user";
    }

    private static String libraries(String message) {
        return message + ": it is unpacked into " + System.getProperty("java.io.tmpdir")
                + ", which must be a folder that can be written, and programs run from; -Djava.io.tmpdir=FOLDER takes"
                + " another (tetrarch takes it from JAVA_TOOL_OPTIONS)";
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
