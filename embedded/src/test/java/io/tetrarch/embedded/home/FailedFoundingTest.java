package io.tetrarch.embedded.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A founding whose every write fails once: it leaves the whole group or none of it. */
class FailedFoundingTest {
    private static final List<String> WHOLE =
            List.of("charter.yaml", "gate.numbers", "group.json", "keys", "ledger.mark", "lock", "replicas");

    private final SignatureScheme scheme = Ed25519Provider.BEST.load();

    @TempDir
    Path parent;

    private static List<String> parts(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private void found(Path folder) throws IOException, HomeRefused {
        DataFolder.found(folder, Plan.standard(), scheme, Passphrase.NONE).close();
    }

    /** How many writes it came to; fewer than were to succeed mean that none failed. */
    private int foundOn(Path folder, IntPredicate failing) {
        FaultyDisk disk = new FaultyDisk(FileSystems.getDefault(), failing);
        try {
            found(disk.path(folder));
        } catch (IOException | HomeRefused expected) {
            assertThat(expected.getMessage())
                    .contains("No space left on device")
                    .hasLineCount(1);
        }
        return disk.writes();
    }

    private static boolean isCommitted(Path folder) {
        return Files.exists(folder.resolve("group.json")) || Files.exists(folder.resolve(".founding/group.json"));
    }

    @Test
    void aWriteThatFailsLeavesNothingOfAGroupOrAllOfIt() throws Exception {
        boolean failed = true;
        int whole = 0;
        for (int write = 1; failed; write++) {
            int failing = write;
            Path folder = parent.resolve("once-" + write);
            failed = foundOn(folder, count -> count == failing) >= write;
            if (failed && !isCommitted(folder)) {
                assertThat(parts(folder)).as("write " + write).isSubsetOf("lock");
            } else {
                assertThatThrownBy(() -> found(folder))
                        .isInstanceOf(HomeRefused.class)
                        .hasMessageContaining("there is a group already");
                assertThat(parts(folder)).as("write " + write).isEqualTo(WHOLE);
                whole++;
            }
            DataFolder.open(folder, Plan.standard(), scheme, Passphrase.NONE).close();
            assertThat(parts(folder)).as("write " + write).isEqualTo(WHOLE);
        }
        assertThat(whole).as("some failed when the group was whole").isGreaterThan(5);
    }

    /** As a process that is killed there writes nothing more, not even to clear away. */
    @Test
    void aDiskThatFailsFromAWriteOnIsTakenUpOrBegunAnew() throws Exception {
        boolean failed = true;
        for (int write = 1; failed; write++) {
            int first = write;
            Path folder = parent.resolve("from-" + write);
            failed = foundOn(folder, count -> count >= first) >= write;
            boolean committed = isCommitted(folder);
            if (committed) {
                assertThatThrownBy(() -> found(folder))
                        .as("write " + write)
                        .isInstanceOf(HomeRefused.class)
                        .hasMessageContaining("there is a group already");
            } else {
                found(folder);
            }
            assertThat(parts(folder)).as("write " + write).isEqualTo(WHOLE);
        }
    }

    @Test
    void whatIsRefusedMakesNothingAtAll() {
        Path folder = parent.resolve("none/of/it");
        Plan badName = new Plan(
                "of two words",
                Plan.standard().replicas(),
                Plan.standard().charterFile(),
                Plan.standard().constants());
        assertThatThrownBy(() -> DataFolder.found(folder, badName, scheme, Passphrase.NONE))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith("the group cannot be made: expected names of 1 to 64 letters");
        assertThat(parent.resolve("none")).doesNotExist();
    }

    @Test
    void aFolderOfOtherThingsIsLeftAsItIs() throws Exception {
        Files.writeString(parent.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> found(parent)).isInstanceOf(HomeRefused.class);
        assertThat(parts(parent)).containsExactly("notes.txt");
    }

    @Test
    void aFileOfThatNameIsLeftAsItIs() throws Exception {
        Path file = Files.writeString(parent.resolve("group"), "mine");
        assertThatThrownBy(() -> found(file)).hasMessage(file + " is not a folder");
        assertThatThrownBy(() -> found(file.resolve("below"))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("mine");
    }
}
