package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.store.DurableStore;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All that the replicas of a data folder were found to have signed, over several scans of their stores. */
final class OwnVotes {
    private final Map<String, Digest> signed = new HashMap<>();

    /** Adds what is in the stores now; fails if anything in it contradicts anything seen so far. */
    void scan(Path folder, Group group) throws IOException {
        for (int replica = 0; replica < group.replicas().size(); replica++) {
            Path store = folder.resolve("replicas").resolve(group.replicaNames().get(replica));
            try (DurableStore opened = DurableStore.open(store, group.domain(), replica, false, WireLimits.of(4))) {
                for (Stored record : opened.recover().records()) {
                    if (record instanceof Stored.Own own) {
                        add(replica, own);
                    }
                }
            }
        }
    }

    private void add(int replica, Stored.Own own) {
        if (own.message().message() instanceof Vote vote) {
            add(replica + " " + vote.type() + " " + vote.view() + " " + vote.sequence(), vote.digest());
        } else if (own.message().message() instanceof Verdicts verdicts) {
            verdicts.verdicts().forEach(verdict -> add(replica + " VERDICT " + verdict.request(), verdict.digest()));
        }
    }

    private void add(String slot, Digest digest) {
        Digest before = signed.putIfAbsent(slot, digest);
        assertThat(before == null || before.equals(digest)).as(slot).isTrue();
    }

    int size() {
        return signed.size();
    }
}
