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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who may import whom: the module table of docs/architecture.md. */
final class Modules {
    static final String ROOT = "io.tetrarch";

    /** What the gate is made of. */
    private static final List<String> DECIDING = List.of("json", "pbft", "crypto", "proof", "reading");

    /**
     * What each module may import of ours, by the packages that they have under the root; the composition root {@code cli}
     * may import all.
     */
    static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("json", List.of()),
            Map.entry("pbft", List.of()),
            Map.entry("crypto", List.of("pbft")),
            Map.entry("proof", List.of("json", "pbft", "crypto")),
            Map.entry("wire", List.of("json", "pbft", "crypto", "proof")),
            Map.entry("reading", List.of("json")),
            Map.entry("gate", DECIDING),
            Map.entry("judges", and(DECIDING, "gate")),
            Map.entry("judges.remote", and(DECIDING, "gate")),
            Map.entry("simulator", and(DECIDING, "gate")),
            Map.entry("node", and(DECIDING, "gate", "wire")),
            Map.entry("rocks", List.of("crypto", "node")),
            Map.entry("client", List.of("json", "pbft", "crypto", "proof", "wire")),
            Map.entry("shell", List.of("json", "pbft", "crypto", "proof", "reading", "client")),
            Map.entry("embedded", and(DECIDING, "gate", "wire", "node", "client")),
            Map.entry("testing", List.of("json", "pbft", "crypto", "proof", "client", "embedded")),
            Map.entry("net", and(DECIDING, "gate", "wire", "node", "client", "embedded")),
            Map.entry("use", and(DECIDING, "gate", "node", "client", "embedded")),
            Map.entry("mcp", List.of("json", "proof", "client")),
            Map.entry("adapter", List.of("json", "proof", "client")),
            Map.entry("agents", List.of("json", "crypto", "pbft", "proof", "client")),
            Map.entry("console", and(DECIDING, "gate", "node", "client", "embedded", "simulator", "agents")),
            Map.entry("bench", and(DECIDING, "gate", "wire", "node", "client", "embedded", "simulator"))));

    private static final Set<String> MAY_START_THREADS =
            Set.of("client", "shell", "node", "embedded", "net", "agents", "console", "bench");

    /** A sweep runs many worlds side by side, each on one thread and knowing of no other. */
    private static final String SWEEP = ROOT + ".simulator.Simulation";

    /** Whoever is interrupted has files seen to by a thread that nobody knows to interrupt, and waits for it. */
    private static final String UNINTERRUPTED = ROOT + ".crypto.file.Uninterrupted";

    /** Commands that verify ahead of what they print, ask beside what they break, or break it beside what asks. */
    private static final Set<String> COMMANDS_WITH_THREADS =
            Set.of(ROOT + ".cli.ledger.Ahead", ROOT + ".cli.processes.TortureLoad", ROOT + ".cli.torture.AgentMatrix");

    private static final Set<String> STARTERS =
            Set.of("java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool", "java.util.Timer");
    private static final Set<String> STARTING_METHODS =
            Set.of("start", "ofVirtual", "ofPlatform", "startVirtualThread", "<init>");

    private Modules() {}

    private static List<String> and(List<String> modules, String... more) {
        return Stream.concat(modules.stream(), Stream.of(more)).toList();
    }

    /** A class of {@code module} depends on a module of ours only if the table says so. */
    static ArchRule importsOf(String module) {
        List<String> allowed = and(MAY_IMPORT.getOrDefault(module, List.of()), module);
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are of " + module, type -> moduleOf(type).equals(module)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of a module that it may not import",
                        type -> !moduleOf(type).isEmpty() && !allowed.contains(moduleOf(type))))
                .allowEmptyShould(true);
    }

    /** By the longest of the names in the table that the package has under the root; empty for what is not ours. */
    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        if (!name.startsWith(ROOT + ".")) {
            return "";
        }
        String under = name.substring(ROOT.length() + 1);
        return MAY_IMPORT.keySet().stream()
                .filter(module -> under.startsWith(module + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(under.substring(0, under.indexOf('.')));
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
                                && !type.getFullName().equals(UNINTERRUPTED)
                                && !COMMANDS_WITH_THREADS.contains(type.getFullName())
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
