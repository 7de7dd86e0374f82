package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Stored;
import java.util.List;
import java.util.TreeSet;

/** A machine's place in the group: which epoch it is in, and whether it has a key there. */
final class Seat {
    private final World world;
    private final Node node;

    /** Of the epoch that the machine was set up in. */
    private Kit founding;

    private Kit kit;

    /** The epochs whose key another machine was given. */
    private final TreeSet<Long> given = new TreeSet<>();

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
        lost = kit.notary().isVacant(node.index()) || isGivenAway();
        return !lost;
    }

    private boolean isGivenAway() {
        Long next = given.higher(founding.notary().domain().epoch());
        return next != null && next <= kit.notary().domain().epoch();
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

    /** From this epoch on a machine that is set up in it has the key, and none that was set up before. */
    void losesKeyIn(long epoch) {
        given.add(epoch);
    }

    /** Whether the machine that is there was set up in an earlier epoch. */
    boolean isOlderThan(Kit other) {
        return founding.notary().domain().epoch() < other.notary().domain().epoch();
    }

    /** A new machine takes the seat, set up in this epoch. */
    void renew(Kit current) {
        founding = current;
        kit = current;
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
