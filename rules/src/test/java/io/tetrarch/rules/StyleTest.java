package io.tetrarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void mainSourcesKeepToTheStyle() {
        List<Path> sources = Sources.ofProject(ROOT, "main");
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(Style.findings(sources)).isEmpty();
    }

    @Test
    void testSourcesKeepToTheStyle() {
        List<Path> sources = Sources.ofProject(ROOT, "test");
        assertThat(sources).hasSizeGreaterThan(20);
        assertThat(Style.findings(sources)).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        assertThat(Style.packagesWithoutInfo(Sources.ofProject(ROOT, "main"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "void m() throws Exception { Thread.sleep(1); } | sleeping",
                "void m() throws Exception { java.util.concurrent.TimeUnit.SECONDS.sleep(1); } | sleeping",
                "void m() { System.out.println(); } | printing",
                "java.io.PrintStream p = System.err; | printing",
                "void m(Exception e) { e.printStackTrace(); } | printing",
                "@org.junit.jupiter.api.Disabled void m() {} | does not always run",
                "@org.junit.jupiter.api.condition.EnabledOnOs({}) void m() {} | does not always run",
                "enum E { A } int m(E e) { return switch (e) { case A -> 1; default -> 2; }; } | default in a switch",
                "enum E { A } void m(E e) { switch (e) { case A: break; default: } } | default in a switch",
                "sealed interface S permits P {} record P() implements S {} "
                        + "int m(S s) { return switch (s) { case P p -> 1; default -> 2; }; } | default in a switch",
                "sealed interface S permits P {} record P() implements S {} "
                        + "int m(S s) { return switch (s) { case P p -> 1; case null, default -> 2; }; } | default in",
                "sealed interface S permits P, Q {} record P() implements S {} record Q() implements S {} "
                        + "int m(S s) { return switch (s) { case P p -> 1; case S other -> 2; }; } | catches all",
                "sealed interface S permits P, Q {} record P() implements S {} record Q() implements S {} "
                        + "void m(S s) { switch (s) { case P p -> {} case Object other -> {} } } | catches all",
                "sealed interface S permits P, Q {} record P() implements S {} record Q() implements S {} <T extends"
                        + " S> void m(T s) { switch (s) { case P p -> {} case Object o -> {} } } | catches all",
                "Sample(int a, int b, int c, int d, int e, int f, int g) {} | constructor has 7 parameters",
                "record R(int a, int b, int c, int d, int e, int f, int g) {} | record R has 7 components",
            })
    void aBreachIsFound(String member, String message) {
        assertThat(Style.findings(List.of(sample(member))))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int m(int i) { return switch (i) { case 1 -> 1; default -> 2; }; }",
                "int m(String s) { return switch (s) { case \"default\" -> 1; default -> 2; }; }",
                "int m(java.time.DayOfWeek d) { return switch (d) { case MONDAY -> 1; default -> 2; }; }",
                "enum E { A } int m(E e) { return switch (e) { case A -> 1; }; }",
                "sealed interface S permits P, Q {} record P() implements S {} record Q() implements S {} "
                        + "int m(S s) { return switch (s) { case P p -> 1; case Q q -> 2; }; }",
                "String s = \"Thread.sleep(1); System.out.println(); @Disabled\";",
                "record R(int a, int b, int c, int d, int e, int f) { static int g, h; }",
            })
    void whatIsNoBreachIsNotFound(String member) {
        assertThat(Style.findings(List.of(sample(member)))).isEmpty();
    }

    @Test
    void aLongMethodIsFoundAndOneAtTheLimitIsNot() {
        String atLimit = "void m() {\n" + ";\n".repeat(StyleScanner.MOST_LINES_OF_A_METHOD - 2) + "}";
        assertThat(Style.findings(List.of(sample(atLimit)))).isEmpty();
        assertThat(Style.findings(List.of(sample(atLimit.replaceFirst(";", ";\n")))))
                .singleElement()
                .asString()
                .contains("method m has 51 lines");
    }

    @Test
    void aLongFileIsFoundAndOneAtTheLimitIsNot() {
        // the package line and the line of the class itself make two
        String atLimit = "\n".repeat(Style.MOST_LINES_OF_A_FILE - 2);
        assertThat(Style.findings(List.of(sample(atLimit)))).isEmpty();
        assertThat(Style.findings(List.of(sample(atLimit + "\n"))))
                .singleElement()
                .asString()
                .contains("has 401 lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TO" + "DO", "FIX" + "ME"})
    void unfinishedWorkIsFound(String word) {
        assertThat(Style.findings(List.of(sample("// " + word + ": later\n"))))
                .singleElement()
                .asString()
                .contains("unfinished");
    }

    @Test
    void theCommandLineMayPrint() {
        Path file = new Samples(folder)
                .write("io.tetrarch.cli", "Sample", "class Sample { void m() { System.out.println(); } }");
        assertThat(Style.findings(List.of(file))).isEmpty();
    }

    @Test
    void aPackageWithoutDescriptionOrNullMarkIsFound() {
        assertThat(Style.packagesWithoutInfo(List.of(sample("")))).hasSize(1);
        Samples samples = new Samples(folder);
        Path unmarked = samples.write("io.tetrarch.sample", "package-info", "/** Described. */");
        assertThat(Style.packagesWithoutInfo(List.of(unmarked))).hasSize(1);
        Path marked = samples.write("io.tetrarch.sample", "package-info", "/** Described. */\n@NullMarked\n");
        assertThat(Style.packagesWithoutInfo(List.of(marked))).isEmpty();
    }

    private Path sample(String member) {
        return new Samples(folder).write("io.tetrarch.sample", "Sample", "class Sample { " + member + " }");
    }
}
