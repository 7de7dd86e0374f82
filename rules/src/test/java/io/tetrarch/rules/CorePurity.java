package io.tetrarch.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * What the core must not touch: I/O, clocks, threads, randomness, loggers, and collections whose iteration order the
 * program does not fix. The same inputs must give the same effects in every process, or a simulated run proves nothing.
 */
final class CorePurity {
    private static final String CORE = Modules.ROOT + ".pbft..";

    /** All of the JDK that the core may name, apart from single classes refused below. */
    private static final String[] ALLOWED = {
        CORE,
        "org.jspecify.annotations",
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.security",
        "java.time",
        "java.util",
        "java.util.function",
        "java.util.stream",
        "", // primitives and arrays of them
    };

    private static final Set<String> REFUSED = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.lang.InheritableThreadLocal",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.ServiceLoader",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.UUID",
            "java.util.WeakHashMap");

    /** Of java.security the hash, and nothing that draws random numbers or looks for keys. */
    private static final Set<String> SECURITY = Set.of(
            "java.security.MessageDigest", "java.security.NoSuchAlgorithmException", "java.security.DigestException");

    /** Of these classes the methods named read a clock or the process, or iterate in an order drawn at start-up. */
    private static final Map<String, Set<String>> METHODS = Map.of(
            "java.lang.System",
            Set.of(
                    "nanoTime",
                    "currentTimeMillis",
                    "identityHashCode",
                    "getenv",
                    "getProperty",
                    "exit",
                    "in",
                    "out",
                    "err",
                    "getLogger"),
            "java.lang.Math",
            Set.of("random"),
            "java.lang.StrictMath",
            Set.of("random"),
            "java.time.Instant",
            Set.of("now"),
            "java.util.Map",
            Set.of("of", "ofEntries", "copyOf"),
            "java.util.Set",
            Set.of("of", "copyOf"),
            "java.util.Collections",
            Set.of("shuffle"),
            "java.util.stream.Collectors",
            Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap", "groupingByConcurrent"));

    private CorePurity() {}

    static ArchRule onlyPurePackages() {
        return classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ALLOWED)
                .allowEmptyShould(true);
    }

    static ArchRule noRefusedClasses() {
        return noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("are refused in the core", CorePurity::isRefused))
                .allowEmptyShould(true);
    }

    static ArchRule noRefusedMethods() {
        return classes()
                .that()
                .resideInAPackage(CORE)
                .should(Modules.notAccess("reach for time, chance or hash order", CorePurity::isRefused))
                .allowEmptyShould(true);
    }

    private static boolean isRefused(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return REFUSED.contains(element.getName())
                || (element.getPackageName().equals("java.security") && !SECURITY.contains(element.getName()));
    }

    private static boolean isRefused(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return METHODS.getOrDefault(owner, Set.of()).contains(access.getName())
                || access.getName().equals("parallelStream")
                || collectsIntoAHashMap(access);
    }

    /** {@code toMap} and {@code groupingBy} collect into a HashMap unless a factory is given. */
    private static boolean collectsIntoAHashMap(JavaAccess<?> access) {
        String target = access.getTarget().getFullName();
        return target.startsWith("java.util.stream.Collectors.toMap(") && !target.contains("Supplier")
                || target.startsWith("java.util.stream.Collectors.groupingBy(") && !target.contains("Supplier");
    }
}
