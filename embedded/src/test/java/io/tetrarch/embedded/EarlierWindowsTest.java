package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.rule.Membership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of a build that remembered a client's last 1,024 numbers and counted all below as decided: 21 decisions, a checkpoint
 * every eighth, and a gap of a whole block of numbers; killed amid its work.
 */
@Timeout(120)
class EarlierWindowsTest {
    private static final int DECIDED = 20;

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @BeforeEach
    void unpack() throws Exception {
        HurtFiles.unpack("folder-with-windows.zip", data());
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder().storedIn(data()).open();
    }

    @Test
    void itOpensGoesOnWithLaterNumbersAndSaysSoOnce() throws Exception {
        List<Long> numbers = new ArrayList<>();
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.notices())
                    .anySatisfy(notice -> assertThat(notice.line())
                            .startsWith(data().resolve("gate.numbers") + " goes on with " + Membership.LATER_NUMBERS));
            long before = gate.ledger().size();
            for (int i = 0; i < DECIDED; i++) {
                Decision decision = gate.decide(DecidingProcess.action("/tmp/later-" + i));
                assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
                assertThat(decision.ledgerIndex()).isEqualTo(before + i);
                numbers.add(decision.requestId().number());
            }
            assertThat(numbers).first().isEqualTo(Membership.LATER_NUMBERS);
            assertThat(gate.standings()).extracting(Standing::lowWatermark).contains(40L);
        }
        assertThat(Long.parseLong(
                        Files.readString(data().resolve("gate.numbers")).strip()))
                .isGreaterThan(Membership.LATER_NUMBERS);
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.notices()).isEmpty();
            assertThat(gate.decide(DecidingProcess.action("/tmp/again"))
                            .requestId()
                            .number())
                    .isGreaterThan(Membership.LATER_NUMBERS + DECIDED);
            assertThat(gate.replicas()).noneMatch(replica -> replica.halt().isPresent());
        }
    }
}
