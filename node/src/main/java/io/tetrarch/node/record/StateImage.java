package io.tetrarch.node.record;

import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Bytes;
import java.util.List;

/**
 * All that a replica was between two steps: its core as an image, and its service as the snapshot that it gives its peers,
 * which is by the service's contract all that there is of it. The signer, and whatever else it was made with, is not in it.
 * It is taken in memory and cheaply, since what never changes is shared; bytes are made of it only for a record.
 */
public final class StateImage {
    private final CoreImage core;
    private final List<Bytes> service;

    StateImage(CoreImage core, List<Bytes> service) {
        this.core = core;
        this.service = List.copyOf(service);
    }

    /** To be taken by whoever feeds the replica. */
    static StateImage of(Replica replica, Service service, CoreShape shape) {
        return new StateImage(CoreImage.of(replica, shape), service.snapshot());
    }

    CoreImage core() {
        return core;
    }

    List<Bytes> service() {
        return service;
    }

    /**
     * A replica that goes on from here.
     *
     * @param fresh a service in its first state, of the same group and epoch
     * @throws UnreadableRecord if this is not the image of such a replica
     */
    Replica restore(Configuration configuration, Service fresh, Signer signer, CoreShape shape)
            throws UnreadableRecord {
        try {
            fresh.restore(service);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        Replica replica = new Replica(configuration, fresh, signer);
        CoreRestoration.restore(core, replica, shape);
        return replica;
    }
}
