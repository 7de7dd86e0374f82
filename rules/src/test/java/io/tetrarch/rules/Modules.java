package io.tetrarch.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Who may import whom: the module table of docs/architecture.md. */
final class Modules {
    static final String ROOT = "io.tetrarch";

    /** What each module may import of ours; the composition root {@code cli} may import all. */
    static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("pbft", List.of()),
            Map.entry("crypto", List.of("pbft")),
            Map.entry("json", List.of()),
            Map.entry("proof", List.of("json", "pbft", "crypto")),
            Map.entry("gate", List.of("json", "pbft", "crypto", "proof")),
            Map.entry("wire", List.of("json", "pbft", "crypto", "proof")),
            Map.entry("judges", List.of("json", "pbft", "crypto", "proof", "gate")),
            Map.entry("simulator", List.of("json", "pbft", "crypto", "proof", "gate")),
            Map.entry("node", List.of("json", "pbft", "crypto", "proof", "gate", "wire")),
            Map.entry("use", List.of("json", "pbft", "crypto", "proof", "gate", "node")),
            Map.entry("mcp", List.of("json", "proof", "gate", "node")),
            Map.entry("adapter", List.of("json", "proof", "gate", "node")),
            Map.entry("console", List.of("json", "pbft", "crypto", "proof", "gate", "node", "simulator")),
            Map.entry("bench", List.of("json", "pbft", "crypto", "proof", "gate", "wire", "node", "simulator"))));

    private static final Set<String> MAY_START_THREADS = Set.of("node", "console", "bench");

    /** A sweep runs many worlds side by side, each on one thread and knowing of no other. */
    private static final String SWEEP = ROOT + ".simulator.Simulation";

    private static final Set<String> STARTERS =
            Set.of("java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool", "java.util.Timer");
    private static final Set<String> STARTING_METHODS =
            Set.of("start", "ofVirtual", "ofPlatform", "startVirtualThread", "<init>");

    private Modules() {}

    /** A class of {@code module} depends on a module of ours only if the table says so. */
    static ArchRule importsOf(String module) {
        String[] forbidden = MAY_IMPORT.keySet().stream()
                .filter(other -> !other.equals(module))
                .filter(other -> !MAY_IMPORT.getOrDefault(module, List.of()).contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        String[] withCli = Arrays.copyOf(forbidden, forbidden.length + 1);
        withCli[forbidden.length] = ROOT + ".cli..";
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(withCli)
                .allowEmptyShould(true);
    }

    /** A use stands for itself: it imports the frame, and no other use. */
    static ArchRule usesAreApart() {
        return slices().matching(ROOT + ".use.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true);
    }

    /** No two packages depend on each other, directly or through others. */
    static ArchRule noCycles() {
        return slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** What says "this was verified" is made where it is verified. */
    static ArchRule verifiedIsMadeInCrypto() {
        return classes()
                .that()
                .resideOutsideOfPackage(ROOT + ".crypto..")
                .should(notAccess(
                        "make what only a verifier may make",
                        access -> access.getName().equals("<init>")
                                && access.getTargetOwner().getPackageName().startsWith(ROOT)
                                && access.getTargetOwner().getSimpleName().startsWith("Verified")))
                .allowEmptyShould(true);
    }

    /** Threads belong to the runtime; everything else is called by one. */
    static ArchRule threadsAreStartedInNode() {
        return classes()
                .that(DescribedPredicate.describe(
                        "start no threads by design",
                        type -> !type.getFullName().equals(SWEEP)
                                && MAY_START_THREADS.stream()
                                        .noneMatch(module ->
                                                (type.getPackageName() + ".").startsWith(ROOT + "." + module + "."))))
                .should(notAccess("start threads", Modules::startsThread))
                .allowEmptyShould(true);
    }

    private static boolean startsThread(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return STARTERS.contains(owner)
                || (owner.equals("java.lang.Thread") && STARTING_METHODS.contains(name))
                || (owner.equals("java.util.concurrent.CompletableFuture") && name.endsWith("Async"))
                || name.equals("parallelStream")
                || (owner.startsWith("java.util.stream.") && name.equals("parallel"));
    }

    static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
            }
        };
    }

    /** Every package of ours is a slice of its own. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith(ROOT + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
