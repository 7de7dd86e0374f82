package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Evidence;

/** Sees what nodes do, and has it counted, checked and written down. */
final class Witness {
    private final World world;

    Witness(World world) {
        this.world = world;
    }

    void halted(Node node, Input input, RuntimeException cause) {
        if (world.isHonest(node.index())) {
            world.violated("HALT", node.index(), cause + " on " + input);
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
