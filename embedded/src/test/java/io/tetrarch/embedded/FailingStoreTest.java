package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.store.History;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.MemoryStore;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.Vote;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailingStoreTest {
    private static final int VICTIM = 3;

    private final TestGroup group = new TestGroup();
    private final Set<Object> durable = ConcurrentHashMap.newKeySet();

    @Test
    void aReplicaWhoseDiskIsFullHaltsAndHasSentNothingThatIsNotDurable() throws Exception {
        Set<Signed<?>> sent = ConcurrentHashMap.newKeySet();
        List<TestGroup.Place> seats = group.seats(
                i -> i == VICTIM ? new FullAfter(5) : new MemoryStore(),
                i -> TestGroup.judge(request -> TestGroup.approval()));
        try (TestRun run = new TestRun(group, seats, (replica, message) -> {
            if (replica == VICTIM) {
                sent.add(message);
            }
        })) {
            for (int i = 0; i < 20; i++) {
                assertThat(run.desk()
                                .submit(TestGroup.question(i))
                                .get(20, TimeUnit.SECONDS)
                                .entry()
                                .outcome())
                        .isEqualTo(Outcome.APPROVED);
            }

            assertThat(run.halts()).singleElement().isInstanceOf(IOException.class);
            Set<Object> votes = new HashSet<>();
            sent.stream().filter(message -> binds(message.message())).forEach(votes::add);
            assertThat(votes).isNotEmpty();
            assertThat(durable).containsAll(votes);
        }
    }

    private static boolean binds(Message message) {
        return message instanceof Vote || message instanceof Verdicts;
    }

    /** Takes so many appends, then has no room. */
    private final class FullAfter implements ReplicaStore {
        private final MemoryStore inner = new MemoryStore();
        private int left;

        FullAfter(int appends) {
            this.left = appends;
        }

        @Override
        public History recover() {
            return inner.recover();
        }

        @Override
        public void append(List<Stored> records) throws IOException {
            if (left-- <= 0) {
                throw new IOException("no space left on device");
            }
            inner.append(records);
            for (Stored record : records) {
                if (record instanceof Stored.Own own) {
                    durable.add(own.message());
                }
            }
        }

        @Override
        public void truncate() {
            inner.truncate();
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public LedgerArchive archive() {
            return inner;
        }

        @Override
        public void close() {}
    }
}
