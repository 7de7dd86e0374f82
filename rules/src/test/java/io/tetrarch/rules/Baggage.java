package io.tetrarch.rules;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What whoever depends on a module gets with it: its own jar and those on its runtime class path, which the build wrote down.
 *
 * @param module by the name of its folder
 */
record Baggage(String module, List<Path> jars) {
    private static final long MEGABYTE = 1_000_000;

    /** Where a jar says that it is what writes a log: SLF4J 2 and 1, the JDK's own, Log4j, java.util.logging's bridges. */
    private static final Set<String> WRITES_LOGS = Set.of(
            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
            "org/slf4j/impl/StaticLoggerBinder.class",
            "META-INF/services/java.lang.System$LoggerFinder",
            "META-INF/services/org.apache.logging.log4j.spi.Provider",
            "org/apache/logging/log4j/core/LoggerContext.class",
            "ch/qos/logback/classic/LoggerContext.class",
            "org/apache/log4j/spi/RootLogger.class");

    /** @param root of the project, all of which has been packaged */
    static Baggage of(Path root, String module) {
        Path target = root.resolve(module).resolve("target");
        try {
            String classPath = Files.readString(target.resolve("runtime.classpath"));
            Stream<Path> others = Stream.of(classPath.strip().split(File.pathSeparator, -1))
                    .filter(each -> !each.isEmpty())
                    .map(Path::of);
            return new Baggage(
                    module, Stream.concat(Stream.of(own(target)), others).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path own(Path target) {
        return target.resolve("classes");
    }

    /** The modules that have a jar. */
    static List<String> modules(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double megabytes() {
        return (double) jars.stream().mapToLong(Baggage::bytes).sum() / MEGABYTE;
    }

    /** The own classes count as they are, which is more than their jar takes. */
    private static long bytes(Path jar) {
        try (Stream<Path> files = Files.walk(jar)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a jar whose name begins so. */
    boolean has(String name) {
        return jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith(name));
    }

    /** The jars that write logs. */
    List<String> loggingBackends() {
        return jars.stream()
                .filter(Files::isRegularFile)
                .filter(Baggage::writesLogs)
                .map(jar -> jar.getFileName().toString())
                .toList();
    }

    static boolean writesLogs(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return WRITES_LOGS.stream().anyMatch(name -> file.getEntry(name) != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it weighs, and what weighs most in it. */
    @Override
    public String toString() {
        String heaviest = jars.stream()
                .sorted((a, b) -> Long.compare(bytes(b), bytes(a)))
                .limit(5)
                .map(jar -> String.format(
                        Locale.ROOT,
                        "%s %.2f",
                        jar.endsWith("classes") ? "its own" : jar.getFileName(),
                        (double) bytes(jar) / MEGABYTE))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%-14s %6.2f MB, %2d jars: %s", module, megabytes(), jars.size(), heaviest);
    }
}
