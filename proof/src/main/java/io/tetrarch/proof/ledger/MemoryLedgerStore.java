package io.tetrarch.proof.ledger;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.List;

/** A ledger's tree in memory, gone with the process. Not thread-safe. */
public final class MemoryLedgerStore implements LedgerStore {
    private final List<List<Digest>> levels = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;

    /** With no entry. */
    public MemoryLedgerStore() {}

    @Override
    public Frontier frontier() {
        return frontier;
    }

    @Override
    public void keep(List<Node> nodes, Frontier after) {
        for (Node node : nodes) {
            while (levels.size() <= node.level()) {
                levels.add(new ArrayList<>());
            }
            List<Digest> level = levels.get(node.level());
            if (node.index() != level.size()) {
                throw new IllegalStateException("node " + node.index() + " of level " + node.level() + " cannot follow "
                        + level.size() + " others");
            }
            level.add(node.hash());
        }
        frontier = after;
    }

    @Override
    public Digest root(int level, long index) {
        if (level < 0
                || level >= levels.size()
                || index < 0
                || index >= levels.get(level).size()) {
            throw new IllegalArgumentException("no complete subtree " + index + " at level " + level);
        }
        return levels.get(level).get((int) index);
    }
}
