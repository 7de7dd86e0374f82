package io.tetrarch.embedded.home;

import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a folder has lost so much of that it must not be opened, each in one line that says what to do. */
final class Losses {
    private final Path folder;
    private final Group group;
    private final List<ReplicaStore> stores;
    private final KeptLedger ledger;
    private final int faulty;

    Losses(Path folder, Group group, List<ReplicaStore> stores) {
        this.folder = folder;
        this.group = group;
        this.stores = stores;
        this.faulty = new GroupSize(group.replicas().size()).faulty();
        this.ledger = new KeptLedger(stores, faulty);
    }

    KeptLedger ledger() {
        return ledger;
    }

    /** More stores that cannot be opened than replicas may fail. */
    void refuseDamaged() throws HomeRefused {
        List<String> damaged = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            if (stores.get(i) instanceof DamagedStore) {
                damaged.add(group.replicaNames().get(i));
            }
        }
        if (damaged.size() > faulty) {
            throw tooManyDamaged(folder, damaged, faulty, stores.size());
        }
    }

    static HomeRefused tooManyDamaged(Path folder, List<String> damaged, int faulty, int replicas) {
        return new HomeRefused(folder.resolve(Staging.REPLICAS) + ": the stores of " + String.join(", ", damaged)
                + " are damaged, and no more than " + faulty + " of " + replicas
                + " may be; put sound copies back, or found a new group: 'tetrarch group refound'");
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
