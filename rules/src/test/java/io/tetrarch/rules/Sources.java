package io.tetrarch.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java sources as javac's own trees, with types where the class path knows them.
 *
 * @param units the sources, parsed
 * @param trees positions and types of the trees
 */
record Sources(List<CompilationUnitTree> units, Trees trees) {

    /** The sources under the folders {@code src/main/java} or {@code src/test/java} of every module. */
    static List<Path> ofProject(Path root, String kind) {
        try (Stream<Path> folders = Files.find(root, 5, (path, attributes) -> path.endsWith("src/" + kind + "/java"))) {
            List<Path> files = new ArrayList<>();
            for (Path folder : folders.sorted().toList()) {
                try (Stream<Path> found = Files.walk(folder)) {
                    found.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(files::add);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sources read(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        // what does not compile here is the compiler's matter, and was reported by it
        DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "--release", "21", "-cp", System.getProperty("java.class.path"));
        StandardJavaFileManager manager = compiler.getStandardFileManager(ignored, Locale.ROOT, null);
        JavacTask task = (JavacTask)
                compiler.getTask(null, manager, ignored, options, null, manager.getJavaFileObjectsFromPaths(files));
        try {
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            return new Sources(units, Trees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
