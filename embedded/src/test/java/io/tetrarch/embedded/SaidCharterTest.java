package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a group that is there already is not passed over. */
@Timeout(120)
class SaidCharterTest {
    private static final String FIRST = new String(Plan.standard().charterFile(), StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private EmbeddedClusterBuilder stored() {
        return EmbeddedCluster.builder().storedIn(data);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same charter with the next version, and one judge's time changed. */
    private static String second() {
        String next = FIRST.replaceFirst("(?m)^version: *1 *$", "version: 2");
        assertThat(next).isNotEqualTo(FIRST);
        return next;
    }

    @Test
    void theSameCharterOpensAndAnotherIsRefusedWithWhatDiffers() throws Exception {
        stored().charter(bytes(FIRST)).open().close();
        stored().charter(bytes(FIRST + "\n# a comment\n")).open().close();

        assertThatThrownBy(() -> stored().charter(bytes(second())).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("the charter given is not the group's, whose version 1 differs in");
        stored().open().close();
    }

    @Test
    void aCharterThatIsProposedIsDecidedAndAnEarlierOneRefusedFromThenOn() throws Exception {
        stored().open().close();
        try (EmbeddedCluster gate = stored().proposedCharter(bytes(second())).open()) {
            Decision decided =
                    gate.proposed().orElseThrow().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(decided.isApproved()).as(decided.verdicts().toString()).isTrue();
        }
        try (EmbeddedCluster gate = stored().proposedCharter(bytes(second())).open()) {
            assertThat(gate.proposed()).isEmpty();
            assertThat(gate.charter().version()).isEqualTo(2);
        }
        assertThatThrownBy(() -> stored().proposedCharter(bytes(FIRST)).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("this group's version 1, and version 2 is in force");
    }

    @Test
    void otherReplicasThanTheGroupHasAreRefused() throws Exception {
        stored().open().close();

        assertThatThrownBy(() -> stored().replicas(List.of("a", "b", "c", "d")).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("a, b, c, d");
    }
}
