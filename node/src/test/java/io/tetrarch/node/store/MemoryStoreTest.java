package io.tetrarch.node.store;

import static io.tetrarch.node.store.Records.batch;
import static io.tetrarch.node.store.Records.executed;
import static io.tetrarch.node.store.Records.proposal;
import static io.tetrarch.node.store.Records.snapshot;
import static io.tetrarch.node.store.Records.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
    private final MemoryLedger ledger = new MemoryLedger(WireLimits.of(4));
    private final MemoryStore store = new MemoryStore(ledger);

    @Test
    void theLedgerIsWholeAfterWhatItWasMadeOfIsDropped() throws IOException {
        for (int sequence = 1; sequence <= 5000; sequence++) {
            store.append(List.of(vote(sequence), executed(sequence)));
            if (sequence % 1000 == 0) {
                store.append(List.of(snapshot(sequence), vote(sequence + 1)));
                store.truncate();
            }
        }

        assertThat(store.recover().records()).containsExactly(snapshot(5000), vote(5001));
        assertThat(store.size()).isEqualTo(5000);
        for (int index = 0; index < 5000; index++) {
            Piece piece = store.pieceWith(index).orElseThrow();
            assertThat(piece.firstIndex()).isEqualTo(index);
            assertThat(piece.batches()).containsExactly(batch(index + 1));
            assertThat(piece.certificate().sequence()).isEqualTo(index + 1);
        }
        assertThat(store.pieceWith(5000)).isEmpty();
    }

    @Test
    void eachReplicaHasItsOwnPiecesOfTheLedgerThatTheyShare() throws IOException {
        MemoryStore other = new MemoryStore(ledger);
        store.append(List.of(executed(1), executed(2), executed(3)));
        other.append(List.of(executed(2, 3)));

        assertThat(store.pieceWith(2).orElseThrow().batches()).containsExactly(batch(3));
        assertThat(other.pieceWith(2).orElseThrow().batches()).containsExactly(batch(2), batch(3));
        assertThat(other.pieceWith(0)).isEmpty();
        assertThat(other.size()).isEqualTo(3);
    }

    @Test
    void whatFourReplicasExecuteIsKeptOnce() {
        long before = offHeap();
        for (int sequence = 1; sequence <= 4000; sequence++) {
            store.append(List.of(executed(sequence)));
        }
        long one = offHeap() - before;
        for (int replica = 1; replica < 4; replica++) {
            MemoryStore other = new MemoryStore(ledger);
            for (int sequence = 1; sequence <= 4000; sequence++) {
                other.append(List.of(executed(sequence)));
            }
        }

        assertThat(offHeap() - before).isGreaterThan(one).isLessThan(3 * one);
    }

    @Test
    void aPieceThatIsExecutedAgainTakesThePlaceOfTheFirst() throws IOException {
        store.append(List.of(executed(1), executed(2), executed(3)));
        store.append(List.of(executed(2, 3)));

        assertThat(store.pieceWith(1).orElseThrow().batches()).containsExactly(batch(2), batch(3));
        assertThat(store.pieceWith(0).orElseThrow().batches()).containsExactly(batch(1));
    }

    @Test
    void aLongerPieceFromTheSameEntryOnIsFoundByAllItsEntries() throws IOException {
        store.append(List.of(executed(1)));
        store.append(List.of(executed(1, 3)));

        assertThat(store.pieceWith(2).orElseThrow().firstIndex()).isZero();
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void withoutASnapshotNothingIsDropped() {
        store.append(List.of(vote(1), proposal(1)));
        store.truncate();

        assertThat(store.recover().records()).containsExactly(vote(1), proposal(1));
    }

    private static long offHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
