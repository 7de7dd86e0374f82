package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.ProofsAlone;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that has the module {@code proof} alone, and verifies every proof that it is given. For any thread. */
final class ProofProcess implements AutoCloseable {
    /** What it needs, as it stands in a class path: as jars, or as the build has it. */
    private static final Pattern NEEDED = Pattern.compile(
            ".*(tetrarch-(json|pbft|crypto|proof|bench)-|/(json|pbft|crypto|proof|bench)/target/|bcprov).*");

    private final Process process;
    private final BufferedWriter proofs;
    private long given;

    private ProofProcess(Process process) {
        this.process = process;
        this.proofs = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    static ProofProcess start(Path groupFile) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath()),
                ProofsAlone.class.getName(),
                groupFile.toString());
        return new ProofProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static List<String> classPath() throws IOException {
        List<String> all = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            all.add(each);
            Path beside = Path.of(each).toAbsolutePath().resolveSibling("lib");
            if (each.endsWith(".jar") && Files.isDirectory(beside)) {
                try (Stream<Path> jars = Files.list(beside)) {
                    jars.map(Path::toString).forEach(all::add);
                }
            }
        }
        return all.stream()
                .filter(each ->
                        NEEDED.matcher(each.replace(File.separatorChar, '/')).matches())
                .sorted()
                .toList();
    }

    /** @param proof in the file's form */
    synchronized void give(String proof) throws IOException {
        proofs.write(proof.replace('\n', ' '));
        proofs.newLine();
        given++;
    }

    synchronized long given() {
        return given;
    }

    /** What it says of all that it was given: a line for each that is bad, and how many are good. */
    synchronized List<String> end() throws IOException {
        proofs.close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
