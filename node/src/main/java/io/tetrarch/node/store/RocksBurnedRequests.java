package io.tetrarch.node.store;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Burned requests in RocksDB, each synced before it counts as burned. */
public final class RocksBurnedRequests implements BurnedRequests {
    private static final byte[] BURNED = {1};

    private final RocksFamilies families;

    private RocksBurnedRequests(RocksFamilies families) {
        this.families = families;
    }

    /** Opens those in {@code folder}, which is made where it does not exist. */
    public static RocksBurnedRequests open(Path folder) throws IOException {
        return new RocksBurnedRequests(RocksFamilies.open(folder, List.of("burned")));
    }

    @Override
    public synchronized boolean burn(RequestId request) throws IOException {
        byte[] key =
                new Encoder().digest(request.client()).u64(request.number()).toArray();
        if (families.get(families.family(1), key) != null) {
            return false;
        }
        families.write(batch -> batch.put(families.family(1), key, BURNED));
        return true;
    }

    @Override
    public synchronized void close() {
        families.close();
    }
}
