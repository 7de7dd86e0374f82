package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.network.Envelope;
import java.util.List;
import java.util.Optional;

/** Sees what nodes do, and has it counted, checked and written down. */
final class Witness {
    private final World world;
    private final Doors doors = new Doors();

    Witness(World world) {
        this.world = world;
    }

    void halted(Node node, Input input, RuntimeException cause) {
        if (world.isHonest(node.index())) {
            world.violated("HALT", node.index(), cause + " on " + input);
        }
    }

    /**
     * S1 rests on certificates that have their quorum, and on votes of the epoch that is under way: what has not, or is not,
     * must be refused, and be seen to be.
     */
    void tookIn(Node node, Envelope envelope, Input input, List<Effect> effects) {
        boolean ofEpoch = !(input instanceof Input.Received received)
                || received.message().domain().equals(node.domain());
        if (envelope.signed().message() instanceof Verdicts said && ofEpoch && world.isHonest(node.index())) {
            world.checkers().heard(node.index(), envelope.signed().sender(), said, world.latestWallMillis());
        }
        boolean bad = envelope.isMalformed() || !ofEpoch;
        if (bad
                && world.isHonest(node.index())
                && effects.stream().noneMatch(Effect.Drop.class::isInstance)
                && !isAsking(node)) {
            String why = ofEpoch ? "took what proves nothing: " : "took what was signed in another epoch: ";
            world.violated("S1", node.index(), why + Words.of(envelope.signed()));
        }
    }

    void asked(Node node, SignedRequest request, List<Effect> effects) {
        if (world.isHonest(node.index()) && world.now() >= world.config().load().faultMillis()) {
            doors.asked(request, effects);
        }
    }

    Doors doors() {
        return doors;
    }

    /** Whether it has just started and lets what it is sent wait. */
    private static boolean isAsking(Node node) {
        Replica replica = node.replica();
        return replica != null && replica.report().stage() == ReplicaReport.Stage.ASKING;
    }

    void dropped(Node node, Optional<Envelope> about, Effect.Drop drop) {
        world.say(() -> "replica " + node.address() + " drops what " + drop.sender() + " sent: " + drop.reason()
                + about.map(envelope -> ", on " + Words.of(envelope.signed())).orElse(""));
        about.ifPresent(
                envelope -> world.listener().rejected(world.now(), node.index(), envelope.signed(), drop.reason()));
    }

    void letOut(Node from, Signed<? extends Message> message) {
        world.checkers().proposed(message);
        world.checkers().sent(from.index(), message);
        if (message.message() instanceof Verdicts said) {
            world.checkers().heard(from.index(), message.sender(), said, world.latestWallMillis());
        }
    }

    void restarted(Node node, int records) {
        world.transcript().note(world.now(), 5, node.address(), records);
        world.say(() -> "replica " + node.address() + " starts with " + records + " records");
        world.listener().restarted(world.now(), node.index());
    }

    void crashed(Node node) {
        world.tally().countCrash();
        world.transcript().note(world.now(), 6, node.address(), 0);
        world.say(() -> "replica " + node.address() + " is down");
        world.listener().crashed(world.now(), node.index());
    }

    void persisted(Node node, Stored record) {
        if (world.isHonest(node.index())) {
            world.checkers().persisted(node.index(), record);
            boolean learns = record instanceof Stored.Learning learning && !learning.ended();
            if (learns && node.storage().isComplete()) {
                world.violated("L3", node.index(), "begins to learn, and has lost nothing");
            }
        }
    }

    /** On the disk, at a start. What was executed is told again: clients may ask a replica's store at any time. */
    void found(Node node, Stored record) {
        boolean mayBeLost =
                record instanceof Stored.Executed && !node.storage().medium().isDurable();
        if (!mayBeLost) {
            persisted(node, record);
        }
        if (world.isHonest(node.index()) && record instanceof Stored.Executed it) {
            Effect.Execute executed = new Effect.Execute(it.batches(), it.certificate());
            world.checkers().remembered(node.index(), executed, world.latestWallMillis());
            world.tally().decide(world.decisions().add(executed));
        }
    }

    void executed(Node node, Effect.Execute execute) {
        if (world.isHonest(node.index())) {
            world.checkers().executed(node.index(), execute, world.latestWallMillis());
            world.tally().decide(world.decisions().add(execute));
            world.transcript()
                    .note(
                            world.now(),
                            7,
                            node.address(),
                            execute.certificate().digest().a());
            world.say(() -> "replica " + node.address() + " executes up to "
                    + execute.batches().getLast().header());
        }
    }

    void installed(Node node, long sequence) {
        if (world.isHonest(node.index())) {
            world.checkers().installed(node.index(), sequence);
            world.say(() -> "replica " + node.address() + " installs the state at " + sequence);
        }
    }

    void reported(Node node, Evidence evidence) {
        if (world.isHonest(node.index())) {
            world.tally().countEvidence();
            world.checkers().reported(node.index(), evidence);
            world.say(() -> "replica " + node.address() + " has evidence: " + evidence.slot());
        }
    }

    void viewChanged(Node node, Effect.ViewChanged changed) {
        if (world.isHonest(node.index())) {
            if (changed.active()) {
                world.tally().view(changed.view());
            }
            world.say(() -> "replica " + node.address() + (changed.active() ? " is in view " : " leaves for view ")
                    + changed.view());
        }
    }
}
