package io.tetrarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicApiTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SIGNATURES = ROOT.resolve("client/public-api.txt");
    private static final int MOST_TYPES = 60;

    /** Those that applications name. */
    private static final List<String> NAMED = List.of("client", "proof", "testing");

    @TempDir
    Path folder;

    private final PublicApi client = new PublicApi(ROOT.resolve("client/target/classes"));

    /** {@code -Dapi.rewrite=true} with this test writes the file anew; the difference is what a review looks at. */
    @Test
    void whatTheClientPromisesIsWhatWasReviewed() throws IOException {
        if (Boolean.getBoolean("api.rewrite")) {
            Files.writeString(SIGNATURES, client.text());
        }
        assertThat(client.text()).isEqualTo(Files.readString(SIGNATURES));
    }

    @Test
    void theClientHasFewPublicTypesAndKeepsHowRequestsAreSentToItself() {
        assertThat(client.types()).hasSizeBetween(20, MOST_TYPES);
        assertThat(client.packages()).containsExactly("io.tetrarch.client", "io.tetrarch.client.journal");
    }

    /** On a module path, with what it brings and nothing else; the native provider is found, since the platform asks for such. */
    @Test
    void theClientResolvesAsAModule() {
        Path[] path = Baggage.of(ROOT, "client").jars().toArray(Path[]::new);
        Configuration resolved = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(ModuleFinder.of(path), ModuleFinder.of(), Set.of("io.tetrarch.client"));
        assertThat(resolved.modules().stream().map(ResolvedModule::name))
                .contains(
                        "io.tetrarch.client",
                        "io.tetrarch.proof",
                        "io.tetrarch.crypto",
                        "org.bouncycastle.provider",
                        "com.amazon.corretto.crypto.provider")
                .doesNotContain("rocksdbjni");
    }

    @Test
    void signaturesTellAllThatOthersCanUse() {
        assertThat(client.text())
                .contains("public abstract io.tetrarch.client.Decision decide(io.tetrarch.client.Submission) throws"
                        + " java.lang.InterruptedException")
                .contains("public static io.tetrarch.client.Submission of(io.tetrarch.proof.action.Action)")
                .doesNotContain("private ")
                .doesNotContain("io.tetrarch.client.request.");
    }

    @Test
    void everyPublicTypeThatApplicationsNameIsDescribed() {
        List<Path> sources = Sources.ofProject(ROOT, "main").stream()
                .filter(file -> NAMED.contains(ROOT.relativize(file).getName(0).toString()))
                .toList();
        assertThat(sources).hasSizeGreaterThan(80);
        assertThat(undescribed(sources)).isEmpty();
    }

    @Test
    void aPublicTypeWithoutADescriptionIsFound() {
        Path file = new Samples(folder)
                .write(
                        "io.tetrarch.sample",
                        "Sample",
                        "/** Described. */ public class Sample { public record Bare(int a) {} record Own(int a) {} }");
        assertThat(undescribed(List.of(file))).singleElement().asString().endsWith("Bare");
    }

    /** Units, threads and errors have nowhere else to stand. Whatever overrides says what it overrides does. */
    @Test
    void everyPublicMethodOfTheClientIsDescribed() {
        List<Path> sources = Sources.ofProject(ROOT, "main").stream()
                .filter(file -> ROOT.relativize(file).startsWith("client")
                        && !file.toString().contains("/client/request/")
                        && !file.toString().contains("/client/stack/"))
                .toList();
        assertThat(sources).hasSizeGreaterThan(30);
        assertThat(undescribedMethods(sources)).isEmpty();
    }

    @Test
    void aPublicMethodWithoutADescriptionIsFound() {
        Path file = new Samples(folder)
                .write(
                        "io.tetrarch.sample",
                        "Sample",
                        "public class Sample { public int bare() { return 1; } int own() { return 2; } @Override"
                                + " public String toString() { return \"\"; } class In { public void m() {} } }");
        assertThat(undescribedMethods(List.of(file))).singleElement().asString().endsWith("bare");
    }

    private static boolean isSeen(TreePath path) {
        return switch (path.getLeaf()) {
            case ClassTree type -> isPublic(type, path) && isSeen(path.getParentPath());
            case CompilationUnitTree unit -> true;
            default -> false;
        };
    }

    private static boolean isPublic(ClassTree type, TreePath path) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                || path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    }

    private static boolean isPublic(MethodTree method, TreePath path) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
        return !overrides
                && !method.getName().contentEquals("<init>")
                && (method.getModifiers().getFlags().contains(Modifier.PUBLIC)
                        || path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE
                                && !method.getModifiers().getFlags().contains(Modifier.PRIVATE));
    }

    private static List<String> undescribedMethods(List<Path> files) {
        List<String> found = new ArrayList<>();
        Sources sources = Sources.read(files);
        for (CompilationUnitTree unit : sources.units()) {
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                    boolean seen = isPublic(method, getCurrentPath())
                            && isSeen(getCurrentPath().getParentPath());
                    if (seen && sources.trees().getDocComment(getCurrentPath()) == null) {
                        found.add(unit.getSourceFile().getName() + ": " + method.getName());
                    }
                    return null;
                }
            }.scan(unit, null);
        }
        return found;
    }

    private static List<String> undescribed(List<Path> files) {
        List<String> found = new ArrayList<>();
        Sources sources = Sources.read(files);
        for (CompilationUnitTree unit : sources.units()) {
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                    if (!isPublic(type, getCurrentPath())) {
                        return null;
                    }
                    if (sources.trees().getDocComment(getCurrentPath()) == null) {
                        found.add(unit.getSourceFile().getName() + ": " + type.getSimpleName());
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
        }
        return found;
    }
}
