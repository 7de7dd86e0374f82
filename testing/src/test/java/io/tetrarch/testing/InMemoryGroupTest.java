package io.tetrarch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.Gate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.node.store.NoDatabaseException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryGroupTest {
    @RegisterExtension
    static final InMemoryGroup GROUP = InMemoryGroup.with(builder -> builder);

    @TempDir
    Path folder;

    @Test
    void itDecidesAndRuns(EmbeddedCluster gate, GuardedExecutor executor) throws Exception {
        Decision decision = gate.decide(Actions.submission());

        assertThat(decision.isApproved()).isTrue();
        assertThat(executor.run(Actions.submission().action(), decision.proof(), action -> "ran"))
                .isEqualTo(new Execution.Ran<>("ran"));
    }

    /** This module's class path has none, and this is what a gate in memory runs with. */
    @Test
    void itNeedsNoRocksDb(Gate gate) throws Exception {
        assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB")).isInstanceOf(ClassNotFoundException.class);
        assertThat(gate.decide(Actions.submission()).isApproved()).isTrue();
    }

    @Test
    void aFolderWithoutADatabaseIsRefusedBeforeAnythingIsMade() {
        Path home = folder.resolve("home");

        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(home).open())
                .isInstanceOf(NoDatabaseException.class)
                .hasMessage("what is kept in a folder needs a database: io.tetrarch:tetrarch-rocks is not on the class"
                        + " path");
        assertThat(home).doesNotExist();
    }

    @Nested
    class Inner {
        @Test
        void nestedTestsHaveTheSameGroup(EmbeddedCluster gate, Gate same) {
            assertThat(same).isSameAs(gate);
        }
    }
}
