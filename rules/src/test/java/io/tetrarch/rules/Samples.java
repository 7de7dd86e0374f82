package io.tetrarch.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Small sources that break a rule, written and compiled where a test says. */
final class Samples {
    private final Path folder;

    Samples(Path folder) {
        this.folder = folder;
    }

    /** Writes {@code source} as the file that its package and the name of its type ask for. */
    Path write(String packageName, String typeName, String source) {
        try {
            Path file = folder.resolve("sources")
                    .resolve(packageName.replace('.', '/'))
                    .resolve(typeName + ".java");
            Files.createDirectories(file.getParent());
            return Files.writeString(file, "package " + packageName + ";\n" + source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes of all files written; throws if they do not compile. */
    JavaClasses compile(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Path classes = folder.resolve("classes");
        List<String> options = new ArrayList<>(List.of("-proc:none", "--release", "21", "-d", classes.toString()));
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var task = compiler.getTask(
                    messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            if (!task.call()) {
                throw new IllegalArgumentException(messages.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassFileImporter().importPath(classes);
    }
}
