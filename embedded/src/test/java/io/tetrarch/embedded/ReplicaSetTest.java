package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.pbft.message.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {
    private final TestGroup group = new TestGroup();

    @Test
    void fourReplicasDecideOneRequest() throws Exception {
        try (TestRun run = new TestRun(group, group.seatsInMemory())) {
            DecidedEntry decided = run.desk().submit(TestGroup.question(1)).get(10, TimeUnit.SECONDS);

            assertThat(decided.entry().outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(decided.index()).isZero();
            assertThat(decided.certificate().signatures().count()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aThousandRequestsAtOnceAreEachDecidedOnce() throws Exception {
        try (TestRun run = new TestRun(group, group.seatsInMemory())) {
            List<CompletableFuture<DecidedEntry>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                answers.add(run.desk().submit(TestGroup.question(i)));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

            assertThat(answers.stream()
                            .map(answer -> answer.join().index())
                            .distinct()
                            .sorted())
                    .hasSize(1000)
                    .startsWith(0L)
                    .endsWith(999L);
        }
    }
}
