package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> IMPORTS = List.of(
            "io.tetrarch.proof.action.Action",
            "io.tetrarch.client.Decision",
            "io.tetrarch.embedded.EmbeddedCluster",
            "io.tetrarch.client.Execution",
            "io.tetrarch.client.GuardedExecutor",
            "java.nio.file.Files",
            "java.nio.file.Path");

    @TempDir
    Path folder;

    /** The example as it stands, but in a folder of the test's own. */
    private String example() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1)
                .replace("\"examples/", "\"../examples/")
                .replace("\".tetrarch\"", "\"" + folder.resolve("data") + "\"")
                .replace("System.out.println(", "said.append(");
    }

    @Test
    void theExampleCompilesAndRuns() throws Exception {
        StringBuilder source = new StringBuilder();
        IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
        source.append("public final class Example {\n  public static void run(StringBuilder said) throws Exception {\n")
                .append(example())
                .append("  }\n}\n");
        Path file = Files.writeString(folder.resolve("Example.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();

        boolean compiled = compiler.getTask(
                        complaints,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();

        assertThat(compiled).as(complaints.toString()).isTrue();
        StringBuilder said = new StringBuilder();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("Example").getMethod("run", StringBuilder.class).invoke(null, said);
        }
        assertThat(said).hasToString("wrote /tmp/report.md");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Stream<String> targets = Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(result -> result.group(1));

        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
    }

    @Test
    void everyCommandInItIsUnderstood() throws IOException {
        Stream<String> commands = Pattern.compile("\\./tetrarch ([a-z]+)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(result -> result.group(1));

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(Invocation.of(command, "--help").exitCode()).isZero());
    }
}
