import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks or writes the layout of every Java source in the repository: {@code Format check|write [FOLDER]}, run by the
 * build with the formatter on the class path. Digests of files known to be formatted are kept under target/, so
 * that a second run costs next to nothing.
 */
final class Format {
    private static final Path KNOWN = Path.of("target", "formatted");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());
    private final String salt;
    private final Set<String> known = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> formatted = Collections.synchronizedSet(new TreeSet<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final boolean write;

    private Format(boolean write) throws IOException {
        this.write = write;
        this.salt = Formatter.class.getProtectionDomain().getCodeSource().getLocation() + " " + Runtime.version();
        if (Files.exists(KNOWN)) {
            known.addAll(Files.readAllLines(KNOWN));
        }
    }

    public static void main(String[] arguments) throws IOException {
        boolean write = switch (arguments.length > 0 ? arguments[0] : "") {
            case "check" -> false;
            case "write" -> true;
            default -> throw new IllegalArgumentException("expected check or write, then perhaps a folder");
        };
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "");
        System.exit(new Format(write).run(folder) ? 0 : 1);
    }

    private boolean run(Path folder) throws IOException {
        sources(folder).parallelStream().forEach(this::visit);
        Files.createDirectories(KNOWN.getParent());
        known.addAll(formatted);
        Files.write(KNOWN, known);
        failures.stream().sorted().forEach(System.err::println);
        if (!failures.isEmpty() && !write) {
            System.err.println("To format them: ./mvnw -q -N validate exec:exec@format [-Dformat.only=MODULE]");
        }
        return failures.isEmpty();
    }

    private static List<Path> sources(Path folder) throws IOException {
        List<Path> roots;
        try (Stream<Path> folders = Files.find(folder, 5, (path, attributes) -> isSourceRoot(path))) {
            roots = folders.sorted().toList();
        }
        List<Path> sources = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static boolean isSourceRoot(Path path) {
        return path.endsWith("src/main/java") || path.endsWith("src/test/java") || path.endsWith(".mvn/format");
    }

    private void visit(Path file) {
        try {
            String source = Files.readString(file);
            String digest = digest(source);
            if (!known.contains(digest)) {
                String wanted = formatter.formatSourceAndFixImports(source);
                if (!wanted.equals(source) && !write) {
                    failures.add(file + ": not formatted");
                    return;
                }
                if (!wanted.equals(source)) {
                    Files.writeString(file, wanted);
                    digest = digest(wanted);
                }
            }
            formatted.add(digest);
        } catch (FormatterException e) {
            failures.add(file + ":" + e.getMessage());
        } catch (IOException e) {
            failures.add(file + ": cannot be read or written: " + e);
        }
    }

    private String digest(String source) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
