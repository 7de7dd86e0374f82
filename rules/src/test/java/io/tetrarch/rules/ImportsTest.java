package io.tetrarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private JavaClasses ours;

    @TempDir
    Path folder;

    @BeforeAll
    void readOurClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Modules.ROOT);
    }

    @Test
    void theClassesOfEveryLayerAreThereToBeChecked() {
        for (String module : List.of("pbft", "crypto", "json", "proof", "reading", "gate", "judges", "wire", "node")) {
            assertThat(ours.stream()).anyMatch(type -> type.getPackageName().startsWith(Modules.ROOT + "." + module));
        }
    }

    static List<String> modules() {
        return List.copyOf(Modules.MAY_IMPORT.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleImportsOnlyWhatTheArchitectureAllows(String module) {
        assertThat(violations(Modules.importsOf(module), ours)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pbft, crypto",
        "pbft, cli",
        "crypto, gate",
        "json, pbft",
        "proof, gate",
        "proof, wire",
        "reading, pbft",
        "reading, gate",
        "gate, judges",
        "judges, judges.remote",
        "judges.remote, judges",
        "gate, node",
        "gate, wire",
        "wire, node",
        "simulator, node",
        "simulator, wire",
        "node, simulator",
        "node, embedded",
        "node, client",
        "client, gate",
        "client, node",
        "client, reading",
        "node, judges",
        "embedded, judges",
        "node, cli",
        "bench, console",
        "mcp, crypto",
        "adapter, pbft",
        "console, wire",
        "node, use",
        "use, simulator"
    })
    void anImportAgainstTheLayersIsFound(String from, String to) {
        Samples samples = new Samples(folder);
        Path target = samples.write("io.tetrarch." + to + ".sample", "Target", "public interface Target {}");
        Path source = samples.write(
                "io.tetrarch." + from + ".sample",
                "Source",
                "interface Source extends io.tetrarch." + to + ".sample.Target {}");
        assertThat(violations(Modules.importsOf(from), samples.compile(List.of(target, source))))
                .singleElement()
                .asString()
                .contains("Source");
    }

    @Test
    void noUseImportsAnother() {
        assertThat(violations(Modules.usesAreApart(), ours)).isEmpty();
    }

    @Test
    void aUseThatImportsAnotherIsFound() {
        Samples samples = new Samples(folder);
        Path frame = samples.write("io.tetrarch.use", "Frame", "public interface Frame {}");
        Path a = samples.write("io.tetrarch.use.a", "A", "public interface A extends io.tetrarch.use.Frame {}");
        Path b = samples.write("io.tetrarch.use.b", "B", "interface B extends io.tetrarch.use.a.A {}");
        assertThat(violations(Modules.usesAreApart(), samples.compile(List.of(frame, a, b))))
                .singleElement()
                .asString()
                .contains("io.tetrarch.use.b.B");
    }

    @Test
    void packagesHaveNoCycles() {
        assertThat(violations(Modules.noCycles(), ours)).isEmpty();
    }

    @Test
    void aCycleBetweenPackagesIsFound() {
        Samples samples = new Samples(folder);
        Path a = samples.write("io.tetrarch.gate.a", "A", "public interface A { io.tetrarch.gate.b.B b(); }");
        Path b = samples.write("io.tetrarch.gate.b", "B", "public interface B { io.tetrarch.gate.a.A a(); }");
        assertThat(violations(Modules.noCycles(), samples.compile(List.of(a, b))))
                .hasSize(1);
    }

    @Test
    void theCoreIsPure() {
        assertThat(violations(CorePurity.onlyPurePackages(), ours)).isEmpty();
        assertThat(violations(CorePurity.noRefusedClasses(), ours)).isEmpty();
        assertThat(violations(CorePurity.noRefusedMethods(), ours)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.File f;",
                "Object o = java.nio.file.Path.of(\"x\");",
                "java.nio.channels.Channel c;",
                "java.net.URI u;",
                "java.util.concurrent.ConcurrentHashMap<String, String> m;",
                "java.util.concurrent.locks.Lock l;",
                "java.util.logging.Logger l;",
                "java.util.random.RandomGenerator r;",
                "int r() { return java.util.concurrent.ThreadLocalRandom.current().nextInt(); }",
                "javax.crypto.Cipher c;"
            })
    void aPackageThatTheCoreMayNotNameIsFound(String member) {
        assertThat(violations(CorePurity.onlyPurePackages(), core(member))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread t;",
                "ThreadLocal<String> t;",
                "System.Logger l;",
                "Process p;",
                "java.time.Clock c;",
                "Object o = new java.util.Random(1);",
                "Object o = new java.security.SecureRandom();",
                "java.util.UUID u;",
                "java.util.HashMap<String, String>[] m;",
                "Object o = new java.util.HashSet<String>();",
                "java.util.IdentityHashMap<String, String> m;",
                "java.util.function.Supplier<Object> s = java.util.HashMap::new;"
            })
    void aClassThatTheCoreMayNotNameIsFound(String member) {
        assertThat(violations(CorePurity.noRefusedClasses(), core(member))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long t = System.nanoTime();",
                "long t = System.currentTimeMillis();",
                "java.util.function.LongSupplier t = System::nanoTime;",
                "void print() { System.out.println(); }",
                "int h = System.identityHashCode(this);",
                "double d = Math.random();",
                "Object t = java.time.Instant.now();",
                "Object m = java.util.Map.of(1, 2);",
                "Object m = java.util.Map.copyOf(new java.util.TreeMap<String, String>());",
                "Object s = java.util.Set.of(1, 2);",
                "java.util.function.Function<java.util.List<String>, Object> s = java.util.Set::copyOf;",
                "Object s = java.util.List.of(1).stream().collect(java.util.stream.Collectors.toSet());",
                "Object s = java.util.List.of(1).stream().collect(java.util.stream.Collectors.groupingBy(x -> x));",
                "Object s = java.util.List.of(1).parallelStream();"
            })
    void aMethodThatTheCoreMayNotCallIsFound(String member) {
        assertThat(violations(CorePurity.noRefusedMethods(), core(member))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "byte[] h() throws Exception { return java.security.MessageDigest.getInstance(\"SHA3-256\").digest();"
                        + " }",
                "java.util.Map<String, String> m = new java.util.TreeMap<>();",
                "Object l = java.util.List.of(1, 2);",
                "record Point(int x, int[] y) {} int f(Object o) { return o instanceof Point(int x, var y) ? x : 0; }",
                "enum E { A } int f(E e) { return switch (e) { case A -> 1; }; }",
                "Object s = new java.util.ArrayDeque<String>(); java.nio.ByteBuffer b ="
                        + " java.nio.ByteBuffer.allocate(1);"
            })
    void whatTheCoreNeedsIsAllowed(String member) {
        JavaClasses sample = core(member);
        assertThat(violations(CorePurity.onlyPurePackages(), sample)).isEmpty();
        assertThat(violations(CorePurity.noRefusedClasses(), sample)).isEmpty();
        assertThat(violations(CorePurity.noRefusedMethods(), sample)).isEmpty();
    }

    @Test
    void onlyTheAuthenticatorMakesVerifiedMessages() {
        assertThat(violations(Modules.verifiedIsMadeInCrypto(), ours)).isEmpty();
    }

    @Test
    void aForgedVerifiedMessageIsFound() {
        String make = "class Maker { Object v = new io.tetrarch.pbft.Verified<>(null, null); }";
        Samples samples = new Samples(folder);
        Path forger = samples.write("io.tetrarch.node.sample", "Maker", make);
        Path authenticator = samples.write("io.tetrarch.crypto.sample", "Maker", make);
        assertThat(violations(Modules.verifiedIsMadeInCrypto(), samples.compile(List.of(forger, authenticator))))
                .singleElement()
                .asString()
                .contains("io.tetrarch.node.sample.Maker");
    }

    @Test
    void onlyTheRuntimeStartsThreads() {
        assertThat(violations(Modules.threadsAreStartedInNode(), ours)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object t = new Thread(() -> {});",
                "Object t = Thread.ofVirtual();",
                "Object e = java.util.concurrent.Executors.newCachedThreadPool();",
                "Object f = java.util.concurrent.CompletableFuture.runAsync(() -> {});",
                "Object s = java.util.List.of(1).parallelStream();",
                "Object s = java.util.stream.IntStream.range(0, 1).parallel();",
                "Object t = new java.util.Timer();"
            })
    void aThreadStartedElsewhereIsFound(String member) {
        Samples samples = new Samples(folder);
        Path gate = samples.write("io.tetrarch.gate.sample", "Starter", "class Starter { " + member + " }");
        Path node = samples.write("io.tetrarch.node.sample", "Starter", "class Starter { " + member + " }");
        assertThat(violations(Modules.threadsAreStartedInNode(), samples.compile(List.of(gate, node))))
                .isNotEmpty()
                .allMatch(violation -> violation.contains("io.tetrarch.gate.sample"));
    }

    private JavaClasses core(String member) {
        Samples samples = new Samples(folder);
        return samples.compile(
                List.of(samples.write("io.tetrarch.pbft.sample", "Sample", "class Sample { " + member + " }")));
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
