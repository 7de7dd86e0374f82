package io.tetrarch.rules;

import com.sun.source.tree.CompilationUnitTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The manner of the sources, as far as a test can tell: docs of each rule are in CONTRIBUTING.md. */
final class Style {
    static final int MOST_LINES_OF_A_FILE = 400;

    /** Spelled apart, so that this line is not found by itself. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private Style() {}

    /** One line per find: file, line, what is wrong. */
    static List<String> findings(List<Path> files) {
        List<String> findings = new ArrayList<>();
        files.forEach(file -> readAsText(file, findings));
        Sources sources = Sources.read(files);
        for (CompilationUnitTree unit : sources.units()) {
            Path file = Path.of(unit.getSourceFile().toUri());
            new StyleScanner(unit, sources.trees(), (line, what) -> {
                        if (!isAllowed(file.toString(), what)) {
                            findings.add(file + ":" + line + ": " + what);
                        }
                    })
                    .scan(unit, null);
        }
        return findings;
    }

    /** The command line prints, and main code may have to wait for something outside the process. */
    private static boolean isAllowed(String file, String finding) {
        return (file.contains("/cli/") && finding.startsWith("printing"))
                || (file.contains("/src/main/") && finding.startsWith("sleeping"));
    }

    private static void readAsText(Path file, List<String> findings) {
        List<String> lines = lines(file);
        if (lines.size() > MOST_LINES_OF_A_FILE) {
            findings.add(file + ": has " + lines.size() + " lines, most is " + MOST_LINES_OF_A_FILE);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (UNFINISHED.matcher(lines.get(i)).find()) {
                findings.add(file + ":" + (i + 1) + ": unfinished work is not left in the code");
            }
        }
    }

    /** Folders of main sources without a null-marked, described package-info. */
    static List<String> packagesWithoutInfo(List<Path> files) {
        TreeSet<Path> folders = new TreeSet<>();
        files.forEach(file -> folders.add(file.getParent()));
        return folders.stream()
                .filter(folder -> !isDescribedAndNullMarked(folder.resolve("package-info.java")))
                .map(folder -> folder + ": needs a package-info.java with a sentence and @NullMarked")
                .toList();
    }

    private static boolean isDescribedAndNullMarked(Path info) {
        if (!Files.exists(info)) {
            return false;
        }
        List<String> lines = lines(info);
        return lines.contains("@NullMarked") && lines.stream().anyMatch(line -> line.startsWith("/**"));
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
