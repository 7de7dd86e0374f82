package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a folder is refused for is said in a line, and every byte of it is as it was. */
class UntouchedFolderTest {
    private static final String STORE_LABEL = "tetrarch.store";

    @TempDir
    private Path temporary;

    private Path data;
    private Path other;

    /** What came into a folder that does not belong there, or went. */
    enum Wrong {
        STORE_OF_ANOTHER_GROUP("is of another group, epoch or replica") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                HurtFiles.delete(store(data, "creative"));
                HurtFiles.copy(store(other, "creative"), store(data, "creative"));
            }
        },
        UNLABELLED_STORE_OF_ANOTHER_GROUP("is of another group, epoch or replica") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                STORE_OF_ANOTHER_GROUP.doTo(data, other);
                Files.delete(store(data, "creative").resolve(STORE_LABEL));
            }
        },
        STORE_OF_ANOTHER_VERSION("is of another version than this program's") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                Files.writeString(store(data, "creative").resolve(STORE_LABEL), "tetrarch store v2 00\n");
            }
        },
        HALVES_OF_TWO_STORES("of 4 stores no more than 1 may be damaged or missing (damaged: analytical, creative)") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                Files.delete(store(data, "analytical").resolve("CURRENT"));
                Path store = store(data, "creative");
                Files.delete(store.resolve(
                        Files.readString(store.resolve("CURRENT")).strip()));
            }
        },
        JOURNAL_OF_ANOTHER_GROUP("executor.log is of group ") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                Files.write(data.resolve(ExecutorFiles.LOG), Files.readAllBytes(other.resolve(ExecutorFiles.LOG)));
            }
        },
        JOURNAL_OF_ANOTHER_VERSION("executor.log ") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                Files.writeString(data.resolve(ExecutorFiles.LOG), "a journal of a later version, whatever that may be\n");
            }
        },
        GROUP_FILE_OF_ANOTHER_VERSION("group.json") {
            @Override
            void doTo(Path data, Path other) throws IOException {
                Path file = data.resolve("group.json");
                Files.writeString(file, Files.readString(file).replace("tetrarch.group.v1", "tetrarch.group.v9"));
            }
        };

        private final String saying;

        Wrong(String saying) {
            this.saying = saying;
        }

        abstract void doTo(Path data, Path other) throws IOException;
    }

    private static Path store(Path data, String replica) {
        return data.resolve("replicas").resolve(replica);
    }

    @BeforeEach
    void decideInTwoFolders() throws Exception {
        data = temporary.resolve("data");
        other = temporary.resolve("other");
        for (Path folder : new Path[] {data, other}) {
            try (EmbeddedCluster gate =
                    EmbeddedCluster.builder().storedIn(folder).open()) {
                gate.decide(DecidingProcess.action("/tmp/before"));
                gate.executor().close();
            }
        }
    }

    private SortedMap<String, Bytes> content() throws IOException {
        SortedMap<String, Bytes> content = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(data)) {
            for (Path path : tree.toList()) {
                byte[] bytes = Files.isDirectory(path)
                        ? "a folder".getBytes(StandardCharsets.US_ASCII)
                        : Files.readAllBytes(path);
                content.put(data.relativize(path).toString(), Bytes.wrap(bytes));
            }
        }
        return content;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedIsAsItWas(Wrong wrong) throws Exception {
        wrong.doTo(data, other);
        SortedMap<String, Bytes> before = content();

        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining(wrong.saying)
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain("\n"));
        assertThat(content()).isEqualTo(before);
    }

    /** A folder of an earlier build has no labels; each store gets one when it is opened. */
    @Test
    void aStoreWithoutALabelGetsOne() throws Exception {
        Path label = store(data, "creative").resolve(STORE_LABEL);
        byte[] written = Files.readAllBytes(label);
        Files.delete(label);
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
        }
        assertThat(label).hasBinaryContent(written);
    }
}
