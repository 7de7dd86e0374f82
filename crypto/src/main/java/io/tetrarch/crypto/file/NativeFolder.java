package io.tetrarch.crypto.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder, its owner's alone, that a native library is unpacked into for the moment of loading it. What is loaded needs no
 * file any more, so nothing of it stays, however the process ends later; what one that was killed in that moment left, the
 * next one removes.
 */
public final class NativeFolder implements AutoCloseable {
    private static final String PREFIX = "tetrarch-native-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([1-9][0-9]{0,9})-.*");

    /** A process that is not seen here may be at work all the same, in a container of its own; but not for so long. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final Path path;

    private NativeFolder(Path path) {
        this.path = path;
    }

    /** Makes one in the system's folder for temporary files. */
    public static NativeFolder make() throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static NativeFolder make(Path temporary) throws IOException {
        long self = ProcessHandle.current().pid();
        Path made = Files.createTempDirectory(temporary, PREFIX + self + "-");
        for (Path each : others(temporary, made)) {
            if (isStale(each, made)) {
                remove(each);
            }
        }
        return new NativeFolder(made);
    }

    public Path path() {
        return path;
    }

    private static List<Path> others(Path temporary, Path made) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            List<Path> others = new ArrayList<>();
            found.forEach(others::add);
            others.remove(made);
            return others;
        }
    }

    /** Whether whoever made it is gone, and was this process's owner. */
    private static boolean isStale(Path folder, Path made) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        try {
            return name.matches()
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(made))
                    && Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(Instant.now().minus(STALE));
        } catch (IOException e) {
            return false; // somebody else is removing it
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                File file = each.toFile();
                if (!file.delete()) {
                    file.deleteOnExit(); // where a loaded library's file cannot be removed
                }
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    /** Removes it with all that is in it, now or, where the system does not allow that, when this process ends. */
    @Override
    public void close() {
        remove(path);
    }
}
