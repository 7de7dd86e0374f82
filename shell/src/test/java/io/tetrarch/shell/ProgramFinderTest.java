package io.tetrarch.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words and the files that they name. Nothing here runs. */
final class ProgramFinderTest {
    @TempDir
    Path folder;

    private ProgramFinder finder;

    @BeforeEach
    void makeAScript() throws IOException {
        Files.writeString(folder.resolve("build.sh"), "echo built\n");
        Files.setPosixFilePermissions(folder.resolve("build.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        finder = new ProgramFinder(folder, SystemPlace.searchPath());
    }

    private List<String> words(String text) throws IOException {
        return finder.find(text).named().stream().map(NamedProgram::word).toList();
    }

    @Test
    void aProgramOfTheSystemIsNamedByItsPathAlone() throws IOException {
        assertThat(finder.find("ls -l").named()).singleElement().satisfies(program -> {
            assertThat(program.path()).isEqualTo(program.path().toRealPath());
            assertThat(program.sha3()).isEmpty();
        });
    }

    @Test
    void aScriptHasADigestAndShowsWhenItChanges() throws IOException {
        Programs before = finder.find("./build.sh");
        assertThat(before.named().getFirst().sha3()).isPresent();
        assertThat(before.difference(finder.find("./build.sh"))).isEmpty();
        Files.writeString(folder.resolve("build.sh"), "echo other\n");
        assertThat(before.difference(finder.find("./build.sh")))
                .contains(folder.toRealPath().resolve("build.sh") + " is no longer what it was when it was decided on");
        Files.delete(folder.resolve("build.sh"));
        assertThat(before.difference(finder.find("./build.sh")))
                .hasValueSatisfying(said -> assertThat(said).startsWith("./build.sh no longer names "));
    }

    @Test
    void aProgramThatAppearsForAWordThatNamedNoneIsAChange() throws IOException {
        ProgramFinder own = new ProgramFinder(folder, folder + ":" + SystemPlace.searchPath());
        Programs before = own.find("nosuchprogram");
        assertThat(before.unresolved()).containsExactly("nosuchprogram");
        Files.copy(folder.resolve("build.sh"), folder.resolve("nosuchprogram"));
        Files.setPosixFilePermissions(folder.resolve("nosuchprogram"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(before.difference(own.find("nosuchprogram"))).isPresent();
    }

    @Test
    void whatTheShellHasItselfIsNotLookedFor() throws IOException {
        assertThat(finder.find("cd /; echo a; test -f x && [ -d y ]; f() { :; }; f")
                        .named())
                .isEmpty();
        assertThat(words("env echo a")).containsExactly("env", "echo");
    }

    @Test
    void wrappersAndWhatTheyRunAreAllNamed() throws IOException {
        assertThat(words("nice env A=1 ./build.sh | xargs wc"))
                .containsExactly("nice", "env", "./build.sh", "xargs", "wc");
    }

    @Test
    void theScriptThatAnInterpreterIsGivenIsNamed() throws IOException {
        assertThat(words("sh -e build.sh arg")).containsExactly("sh", "build.sh");
        assertThat(words("sh -c true build.sh")).containsExactly("sh");
        assertThat(words("perl -ne 1 build.sh")).containsExactly("perl");
        assertThat(words("bash -o pipefail build.sh")).containsExactly("bash", "build.sh");
        assertThat(words(". ./build.sh")).containsExactly("./build.sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH=/elsewhere ls",
                "export PATH=/elsewhere; ls",
                "for PATH in /elsewhere; do ls; done",
                ": ${PATH:=/elsewhere}; ls",
                "read PATH; ls",
                "alias ls=ps; ls",
                "hash -p /elsewhere/ls ls; ls",
                ". ./build.sh; ls",
                "ssh host ls",
                "docker exec box ls"
            })
    void whereTheTextHasASayAWordIsNotResolved(String text) throws IOException {
        assertThat(finder.find(text).unresolved()).contains("ls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd sub && ./build.sh", "env -C sub ./build.sh", "find . -execdir ./build.sh ';'"})
    void afterAMoveAWordThatIsRelativeIsNotResolved(String text) throws IOException {
        assertThat(finder.find(text).unresolved()).contains("./build.sh");
    }

    @Test
    void whatDependsOnAVariableIsNotResolved() throws IOException {
        assertThat(finder.find("$TOOL x; ~/bin/x; ./b*.sh").unresolved()).contains("$TOOL", "./b*.sh");
    }

    @Test
    void aFileIsTheSystemsOnlyWhereOnlyRootCanWrite() throws IOException {
        assertThat(SystemPlace.isOnlyRoots(Path.of("/usr/bin"))).isTrue();
        assertThat(SystemPlace.isOnlyRoots(Path.of("/bin/sh"))).isTrue();
        assertThat(SystemPlace.isOnlyRoots(folder)).isFalse();
        assertThat(SystemPlace.isOnlyRoots(folder.resolve("none"))).isFalse();
        // a way that leads to the system through a folder that anyone can write
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/usr/bin"));
        assertThat(SystemPlace.isOnlyRoots(link)).isFalse();
        assertThat(SystemPlace.searchPath().split(":")).allMatch(place -> SystemPlace.isOnlyRoots(Path.of(place)));
    }

    @Test
    void anAccountIsReadFromItsLine() {
        assertThat(Account.read("build:x:1001:1001:,,,:/home/build:/bin/sh"))
                .contains(new Account("build", Path.of("/home/build")));
        assertThat(Account.read("build:*:501:20::0:0:Build:/Users/build:/bin/zsh"))
                .contains(new Account("build", Path.of("/Users/build")));
        assertThat(Account.read("none:x:1:1::relative:/bin/sh")).contains(new Account("none", Path.of("/nonexistent")));
        assertThat(Account.read("rubbish")).isEmpty();
    }
}
