package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {
    private static final int BROKEN = 3;

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

    /** What broke is not known to be whole while the record of it is written. */
    @Test
    void aReplicaThatBreaksIsAtNoMomentStartable() throws Exception {
        AtomicReference<TestRun> breaking = new AtomicReference<>();
        CompletableFuture<Boolean> startable = new CompletableFuture<>();
        HaltRecords records = new HaltRecords() {
            @Override
            public Optional<RecordFolder> folder() {
                Optional.ofNullable(breaking.get())
                        .ifPresent(run -> startable.complete(run.set().isStartable(BROKEN)));
                return Optional.empty();
            }

            @Override
            public Bytes groupFile(Domain epoch) {
                return Bytes.EMPTY;
            }

            @Override
            public String nameOf(int replica) {
                return Integer.toString(replica);
            }
        };
        try (TestRun run = new TestRun(
                group,
                group.seatsInMemory(),
                (replica, message) -> {
                    if (replica == BROKEN && breaking.get() != null) {
                        throw new IllegalStateException("broken");
                    }
                },
                records)) {
            breaking.set(run);
            run.desk().submit(TestGroup.question(1)).get(30, TimeUnit.SECONDS);

            assertThat(startable.get(30, TimeUnit.SECONDS)).isFalse();
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
