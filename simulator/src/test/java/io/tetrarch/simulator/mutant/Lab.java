package io.tetrarch.simulator.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a mutant in memory and runs a suite against it in a class loader of its own. */
final class Lab {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Lab() {}

    /**
     * What a suite found.
     *
     * @param seed that it took; empty for a suite that has none
     * @param what property it violated, and how
     */
    record Finding(OptionalLong seed, String what) {}

    /** What the suite found; empty if the mutant lived. */
    static String run(Mutant mutant, int seeds) throws ReflectiveOperationException, IOException {
        return hunt(mutant, 1, seeds, Long.MAX_VALUE / 1_000_000)
                .map(Finding::what)
                .orElse("");
    }

    /**
     * What the suite finds with so many seeds at most, or in so much time of the processor; empty if the mutant lived.
     *
     * @param first the seeds are this one and the following
     */
    static Optional<Finding> hunt(Mutant mutant, long first, long seeds, long cpuMillis)
            throws ReflectiveOperationException, IOException {
        Map<String, byte[]> classes = compile(mutant);
        Class<?> probe = new Offspring(classes).loadClass(Probe.class.getName());
        @SuppressWarnings("unchecked")
        BiFunction<String, long[], String> run = (BiFunction<String, long[], String>)
                probe.getDeclaredConstructor().newInstance();
        String found = run.apply(mutant.suite().name(), new long[] {first, seeds, cpuMillis});
        int tab = found.indexOf('\t');
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        tab == 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(found.substring(0, tab))),
                        found.substring(tab + 1)));
    }

    /** @throws AssertionError if a patch does not fit the source any more, or the mutant does not compile */
    private static Map<String, byte[]> compile(Mutant mutant) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Mutant.Patch patch : mutant.patches()) {
            String file = patch.file();
            String source = sources.containsKey(file) ? sources.get(file) : Files.readString(ROOT.resolve(file));
            int at = source.indexOf(patch.find());
            if (at < 0 || source.indexOf(patch.find(), at + 1) >= 0) {
                throw new AssertionError("stale mutant " + mutant.name() + ": '" + patch.find()
                        + "' must stand exactly once in " + file);
            }
            sources.put(file, source.replace(patch.find(), patch.replacement()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (Output output = new Output(compiler.getStandardFileManager(problems, null, null))) {
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((file, text) -> units.add(new Source(file, text)));
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, output, problems, options, null, units).call()) {
                throw new AssertionError("mutant " + mutant.name() + " does not compile: " + problems.getDiagnostics());
            }
            return output.classes();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file.substring(file.indexOf("/java/") + 6)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager manager) {
            super(manager);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }
    }

    /** Defines our own classes anew, the mutated ones from memory; everything else comes from the parent. */
    private static final class Offspring extends ClassLoader {
        private final Map<String, byte[]> mutated;

        Offspring(Map<String, byte[]> mutated) {
            super(Lab.class.getClassLoader());
            this.mutated = mutated;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.tetrarch.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = mutated.get(name);
            if (bytes == null) {
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    bytes = in.readAllBytes();
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
