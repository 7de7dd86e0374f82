package io.tetrarch.embedded.home;

import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What a folder has lost so much of that it must not be opened, each in one line that says what to do. */
final class Losses {
    private final Path folder;
    private final KeptLedger ledger;

    Losses(Path folder, Group group, List<ReplicaStore> stores) {
        this.folder = folder;
        this.ledger = new KeptLedger(stores, new GroupSize(group.replicas().size()).faulty());
    }

    KeptLedger ledger() {
        return ledger;
    }

    /** A ledger that was set back would be continued with other entries at the same places. */
    void refuseShorterThan(LedgerMark known) throws IOException, HomeRefused {
        String missing = ledger.missing(known).orElse("");
        if (!missing.isEmpty()) {
            throw new HomeRefused(
                    folder + ": " + missing + "; put the stores back as they were, or give the group up and"
                            + " found a new one: 'tetrarch group refound'");
        }
    }

    /** A number that was used before is refused by every replica, and whoever asked waits in vain. */
    void refuseNumbersSetBack(Digest client) throws IOException, HomeRefused {
        Path file = folder.resolve(Staging.NUMBERS);
        OptionalLong highest = ledger.highestNumber(client);
        if (highest.isEmpty() || !Files.exists(file)) {
            return;
        }
        long reserved;
        try {
            reserved = ReservedNumbers.open(file).reserved();
        } catch (IOException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
        if (highest.getAsLong() > reserved) {
            throw new HomeRefused(file + " was set back: it says that no number above " + reserved
                    + " is in use, and the ledger has request " + highest.getAsLong()
                    + " of this client; put it back, or write " + highest.getAsLong() + " into it");
        }
    }
}
