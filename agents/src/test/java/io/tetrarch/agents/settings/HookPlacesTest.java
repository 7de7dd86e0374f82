package io.tetrarch.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HookPlacesTest {
    private static final Launcher LAUNCHER = new Launcher("/srv/gate", 7);

    @TempDir
    Path home;

    private HookPlaces places(HookHost host) {
        return HookPlaces.of(host, home, home.resolve("project"));
    }

    private static void apply(List<FileChange> changes) throws IOException {
        for (FileChange change : changes) {
            change.apply();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @EnumSource(HookHost.class)
    void installedTwiceItIsThereOnceAndUninstalledNothingIsLeft(HookHost host) throws Exception {
        HookPlaces places = places(host);

        apply(places.installing(LAUNCHER));
        String once = Files.readString(places.settings());

        assertThat(places.installing(LAUNCHER)).allMatch(FileChange::isNone);
        assertThat(once).contains(places.program().toString());
        assertThat(Files.readString(places.program())).contains("folder=/srv/gate\n", "owner=7\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(places.program())))
                .isEqualTo("rwxr-xr-x");
        apply(places.uninstalling());
        assertThat(places.settings()).doesNotExist();
        assertThat(places.program()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(
            value = HookHost.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OPENCODE"})
    void whatElseStandsInTheSettingsStays(HookHost host) throws Exception {
        HookPlaces places = places(host);
        String before = host == HookHost.KIRO ? """
            {
              "version": "v1",
              "hooks": [
                {
                  "name": "mine"
                }
              ]
            }
            """ : """
                {
                  "version": 1,
                  "theme": "dark",
                  "hooks": {
                    "stop": [
                      {
                        "command": "mine"
                      }
                    ]
                  }
                }
                """;
        write(places.settings(), before);

        apply(places.installing(LAUNCHER));

        assertThat(Files.readString(places.settings()))
                .contains("mine", places.program().toString());
        assertThat(Files.readString(Path.of(places.settings() + FileChange.BACKUP)))
                .isEqualTo(before);
        apply(places.uninstalling());
        assertThat(Files.readString(places.settings())).isEqualTo(before);
    }

    @Test
    void anOlderEntryIsReplacedAndANeighbourInItsGroupStays() throws Exception {
        HookPlaces places = places(HookHost.CLAUDE_CODE);
        write(places.settings(), """
            {"hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": [
              {"type": "command", "command": "mine"},
              {"type": "command", "command": "%s || exit 2"}]}]}}
            """.formatted(places.program()));

        apply(places.installing(LAUNCHER));

        String after = Files.readString(places.settings());
        assertThat(after)
                .containsOnlyOnce(places.program().toString())
                .contains("\"mine\"", "\"onFailure\": \"block\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"hooks\": {|1:12", "{\"hooks\": []}|1:11", "{\"hooks\": {\"PreToolUse\": {}}}|1:26", "{} x|1:4"
            })
    void settingsThatCannotBeReadAreRefusedWithTheirPlace(String text, String place) throws Exception {
        HookPlaces places = places(HookHost.CODEX);
        write(places.settings(), text);

        assertThatThrownBy(() -> places.installing(LAUNCHER))
                .isInstanceOf(JsonRejected.class)
                .hasMessageStartingWith(place + ": ");
    }

    @Test
    void theDiffShowsTheLinesThatChange() {
        assertThat(LineDiff.between("a\nb\nc\nd\ne\n", "a\nb\nc\nx\ne\nf\n"))
                .containsExactly("  …", "  b", "  c", "- d", "+ x", "  e", "+ f");
        assertThat(LineDiff.between("", "a\n")).containsExactly("+ a");
        assertThat(LineDiff.between("a\n", "a\n")).isEmpty();
    }

    @Test
    void aPrivateFileStaysPrivate() throws Exception {
        HookPlaces places = places(HookHost.GEMINI_CLI);
        write(places.settings(), "{}");
        Files.setPosixFilePermissions(places.settings(), PosixFilePermissions.fromString("rw-------"));

        apply(places.installing(LAUNCHER));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(places.settings())))
                .isEqualTo("rw-------");
    }
}
