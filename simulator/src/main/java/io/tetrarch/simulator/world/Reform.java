package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.model.ModelService;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of the group: requests that give a seat another key or none, and what follows. A seat with a new key goes on
 * with the same machine, or with a new one that has nothing but the group file. Whoever has the old key goes on signing.
 */
final class Reform {
    private static final long OUTCAST_MILLIS = 170;

    private final World world;
    private final Randomness randomness;
    private final Clients clients;
    private final List<Integer> toReplace = new ArrayList<>();
    private int seatsToVacate;

    Reform(World world, Randomness randomness, Clients clients) {
        this.world = world;
        this.randomness = randomness;
        this.clients = clients;
        // An empty seat is one of the f faults that the protocol tolerates, and so is a lost disk.
        boolean diskMayRot = world.config().profile().rate(FaultClass.DISK_ROT) > 0;
        this.seatsToVacate = diskMayRot
                ? 0
                : world.config().faulty() - world.config().byzantine().size();
    }

    void schedule() {
        int most = world.config().profile().rate(FaultClass.GROUP_CHANGE);
        if (most == 0 || !world.kit().hasSuccessors() || !randomness.chance(350)) {
            return;
        }
        for (int left = 1 + randomness.below(most); left > 0; left--) {
            long at = randomness.between(1, world.config().load().faultMillis() * 9 / 10);
            int seat = randomness.below(world.config().replicas());
            int how = randomness.below(3);
            world.in(at, () -> {
                if (world.faults().strikes(FaultClass.GROUP_CHANGE)) {
                    change(seat, how);
                }
            });
        }
    }

    private void change(int seat, int how) {
        boolean honest = world.isHonest(seat);
        if (how == 0 && (!honest || seatsToVacate > 0)) {
            seatsToVacate -= honest ? 1 : 0;
            clients.change(ModelService.VACATE + seat);
        } else if (honest) {
            if (how == 1) {
                toReplace.add(seat);
            }
            clients.change(ModelService.REKEY + seat);
        }
    }

    /** The first honest replica has begun an epoch. */
    void begun(Kit before, Kit now) {
        for (int seat = 0; seat < world.config().replicas(); seat++) {
            if (!now.notary().differs(before.notary(), seat)) {
                continue;
            }
            int changed = seat;
            world.say(() -> "seat " + changed + (now.notary().isVacant(changed) ? " is vacant" : " has another key")
                    + " in epoch " + now.notary().domain().epoch());
            if (!before.notary().isVacant(seat)) {
                world.in(OUTCAST_MILLIS, () -> outcast(changed, before, now));
            }
            boolean newMachine = before.notary().isVacant(seat) || toReplace.remove(/* element */ (Integer) changed);
            if (!now.notary().isVacant(seat) && newMachine) {
                world.cast().node(seat).seat().losesKeyIn(now.notary().domain().epoch());
                world.in(
                        randomness.between(1, 1_000),
                        () -> world.cast().node(changed).replaceBy(now));
            }
        }
    }

    /** Signs with a key that is no longer its seat's, for a replica that knows that. */
    private void outcast(int seat, Kit before, Kit now) {
        int victim = randomness.below(world.config().replicas());
        Node node = world.cast().node(victim);
        boolean knows =
                node.isUp() && node.domain().epoch() >= now.notary().domain().epoch();
        if (knows && victim != seat) {
            // A replica that loses its disk is in the old epoch again for a while, where the old key is good.
            boolean old = randomness.chance(500) && world.config().profile().rate(FaultClass.DISK_ROT) == 0;
            Domain under = old ? before.notary().domain() : node.domain();
            Message message = words(node);
            Signed<Message> signed = new Signed<>(seat, message, before.notary().sign(seat, under, message));
            world.traffic().transmit(seat, victim, Envelope.forged(signed));
        }
        world.in(OUTCAST_MILLIS, () -> outcast(seat, before, now));
    }

    private Message words(Node node) {
        long view = node.standing().view();
        long sequence = node.standing().executed() + 1 + randomness.below(2);
        Digest digest = world.traffic().lastVoted().orElse(Digest.ZERO);
        return switch (randomness.below(5)) {
            case 0 -> new Prepare(view, sequence, digest);
            case 1 -> new Commit(view, sequence, digest);
            case 2 -> new Checkpoint(sequence, digest, digest);
            case 3 -> new ViewChange(view + 1, Optional.empty(), Optional.empty());
            default -> new Status(view, true, 0, Long.MAX_VALUE);
        };
    }
}
