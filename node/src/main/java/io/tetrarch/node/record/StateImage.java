package io.tetrarch.node.record;

import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * All that a replica was between two steps: its core as an image; its service as what that was at a checkpoint, with the
 * batches executed since. The signer, and whatever else it was made with, is not in it. It is taken in memory and cheaply,
 * since what never changes is shared; bytes are made of it only for a record.
 */
public final class StateImage {
    private final CoreImage core;
    private final Optional<List<Bytes>> checkpoint;
    private final List<Batch> since;

    /** @param checkpoint the chunks of the service's snapshot; empty if it began in its first state */
    StateImage(CoreImage core, Optional<List<Bytes>> checkpoint, List<Batch> since) {
        this.core = core;
        this.checkpoint = checkpoint.map(List::copyOf);
        this.since = List.copyOf(since);
    }

    /** To be taken by whoever feeds the replica. */
    static StateImage of(Replica replica, HeardService service, CoreShape shape) {
        return new StateImage(CoreImage.of(replica, shape), service.checkpoint(), service.since());
    }

    CoreImage core() {
        return core;
    }

    Optional<List<Bytes>> checkpoint() {
        return checkpoint;
    }

    List<Batch> since() {
        return since;
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
            checkpoint.ifPresent(fresh::restore);
            since.forEach(fresh::execute);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        Replica replica = new Replica(configuration, fresh, signer);
        CoreRestoration.restore(core, replica, shape);
        return replica;
    }
}
