package io.tetrarch.proof.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final int SIZE = 37;

    private final Ledger ledger = new Ledger(new MemoryLedgerStore());
    private final List<Entry> entries = new ArrayList<>();
    private final List<Digest> roots = new ArrayList<>();

    @BeforeEach
    void fillInUnevenBatches() {
        roots.add(ledger.root());
        Frontier tip = Frontier.EMPTY;
        for (int i = 0; i < SIZE; i++) {
            entries.add(Entries.decision(i));
            tip = tip.append(List.of(entries.get(i)));
            roots.add(tip.root());
        }
        for (int from = 0, batch = 1; from < SIZE; from += batch, batch = batch % 5 + 1) {
            List<Entry> next = entries.subList(from, Math.min(SIZE, from + batch));
            assertThat(ledger.append(next)).isEqualTo(from);
        }
    }

    @Test
    void itsRootIsTheReplicasRootAtEverySize() {
        assertThat(ledger.size()).isEqualTo(SIZE);
        assertThat(ledger.root()).isEqualTo(roots.get(SIZE));
        for (int size = 0; size <= SIZE; size++) {
            assertThat(ledger.root(size)).isEqualTo(roots.get(size));
        }
    }

    @Test
    void everyEntryIsProvenAgainstEveryLaterRoot() {
        for (int size = 1; size <= SIZE; size++) {
            for (int index = 0; index < size; index++) {
                Digest leaf = TreeHash.leaf(entries.get(index).encoded());
                assertThat(TreeProofs.rootOf(leaf, ledger.inclusion(index, size)))
                        .contains(roots.get(size));
            }
        }
    }

    @Test
    void anotherEntryIsNotProven() {
        Digest leaf = TreeHash.leaf(Entries.decision(99).encoded());
        assertThat(TreeProofs.rootOf(leaf, ledger.inclusion(5, SIZE))).isNotEqualTo(roots.get(SIZE));
    }

    @Test
    void everyLedgerExtendsEveryEarlierOne() {
        for (int oldSize = 0; oldSize <= SIZE; oldSize++) {
            for (int newSize = oldSize; newSize <= SIZE; newSize++) {
                assertThat(TreeProofs.isConsistent(
                                ledger.consistency(oldSize, newSize), roots.get(oldSize), roots.get(newSize)))
                        .isTrue();
            }
        }
    }

    @Test
    void nothingIsProvenBeyondTheLastEntry() {
        assertThatThrownBy(() -> ledger.inclusion(0, SIZE + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the ledger has 37 entries, not 38");
        assertThatThrownBy(() -> ledger.inclusion(SIZE, SIZE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.consistency(3, SIZE + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoreRefusesNodesThatLeaveAGap() {
        MemoryLedgerStore store = new MemoryLedgerStore();
        assertThatThrownBy(() -> store.keep(List.of(new LedgerStore.Node(0, 1, Digest.ZERO)), Frontier.EMPTY))
                .isInstanceOf(IllegalStateException.class);
    }
}
