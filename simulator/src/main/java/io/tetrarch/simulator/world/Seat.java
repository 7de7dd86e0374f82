package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Stored;
import java.util.List;

/** A machine's place in the group: which epoch it is in, and whether it has a key there. */
final class Seat {
    private final World world;
    private final Node node;

    /** Of the epoch that the machine was set up in. */
    private Kit founding;

    private Kit kit;

    /** The first epoch for which this machine has no key. */
    private long until = Long.MAX_VALUE;

    private boolean lost;
    private boolean fresh;

    Seat(World world, Node node) {
        this.world = world;
        this.node = node;
        this.founding = world.kit();
        this.kit = founding;
    }

    /** Of the epoch that it is in. */
    Kit kit() {
        return kit;
    }

    /** Goes to the epoch that the records lead to; whether it has a key there. */
    boolean enter(List<Stored> records) {
        kit = Stored.latest(records).map(world.epochs()::following).orElse(founding);
        world.epochs().entered(node, kit, world.isHonest(node.index()), world.now());
        lost = kit.notary().isVacant(node.index()) || kit.notary().domain().epoch() >= until;
        return !lost;
    }

    /** A replica that has it, as it is made. */
    Replica replica() {
        Service service = kit.services().get();
        Replica made = new Replica(world.configuration(node.index(), kit), service, world.signer(node.index(), kit));
        world.listener().began(made, service, kit);
        return made;
    }

    /** Whether its seat was given to nobody, or to another machine. */
    boolean isLost() {
        return lost;
    }

    /** From this epoch on another machine has the key. */
    void losesKeyIn(long epoch) {
        until = epoch;
    }

    /** A new machine takes the seat, set up in this epoch. */
    void renew(Kit current) {
        founding = current;
        kit = current;
        until = Long.MAX_VALUE;
        lost = false;
        fresh = true;
    }

    /** Whether it starts for the first time after it took the seat. */
    boolean isFirstStart() {
        boolean first = fresh;
        fresh = false;
        return first;
    }
}
