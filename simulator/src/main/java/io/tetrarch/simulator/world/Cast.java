package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who is in a world: the nodes, which replicas are Byzantine, and who pulls their strings. */
final class Cast {
    private static final long TICK_MILLIS = 90;

    private final World world;
    private final long byzantine;
    private final Adversary adversary;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Adversary.Puppet> puppets = new ArrayList<>();

    Cast(World world, Randomness randomness) {
        this.world = world;
        int replicas = world.config().replicas();
        List<Integer> owned = world.config().byzantine();
        long mask = 0;
        for (int replica : owned) {
            mask |= 1L << replica;
        }
        byzantine = mask;
        for (int i = 0; i < replicas; i++) {
            nodes.add(new Node(world, i, i));
        }
        adversary = world.hooks()
                .adversary()
                .make(new Adversary.Briefing(
                        randomness,
                        replicas,
                        world.kit().notary().domain(),
                        world.kit().empty(),
                        owned));
        for (int replica : owned) {
            for (int twin = 1; twin < adversary.instances(replica); twin++) {
                nodes.add(new Node(world, nodes.size(), replica));
            }
        }
        nodes.forEach(node -> puppets.add(new Strings(node)));
    }

    long byzantine() {
        return byzantine;
    }

    int addresses() {
        return nodes.size();
    }

    Node node(int address) {
        return nodes.get(address);
    }

    Adversary adversary() {
        return adversary;
    }

    Adversary.Puppet puppet(Node node) {
        return puppets.get(node.address());
    }

    /** Every instance of a replica. */
    void of(int replica, Consumer<Node> deed) {
        deed.accept(nodes.get(replica));
        for (int i = world.config().replicas(); i < nodes.size(); i++) {
            if (nodes.get(i).index() == replica) {
                deed.accept(nodes.get(i));
            }
        }
    }

    void boot() {
        nodes.forEach(Node::boot);
        for (Node node : nodes) {
            if (!world.isHonest(node.index())) {
                world.in(TICK_MILLIS, () -> tick(node));
            }
        }
    }

    private void tick(Node node) {
        if (node.isUp()) {
            adversary.tick(puppet(node));
        }
        world.in(TICK_MILLIS, () -> tick(node));
    }

    /** Everybody up, awake, with the right time and a disk that works. */
    void heal() {
        for (Node node : nodes) {
            node.clock().set(0);
            node.clock().sleep(0);
            node.disk().mend();
            node.boot();
        }
    }

    /** The hand on one node. */
    private final class Strings implements Adversary.Puppet {
        private final Node node;

        Strings(Node node) {
            this.node = node;
        }

        @Override
        public int replica() {
            return node.index();
        }

        @Override
        public int address() {
            return node.address();
        }

        @Override
        public long nowMillis() {
            return world.now();
        }

        @Override
        public Domain domain() {
            return node.domain();
        }

        @Override
        public Standing standing() {
            return node.standing();
        }

        @Override
        public Bytes sign(Domain domain, Statement statement) {
            return node.kit().notary().sign(node.index(), domain, statement);
        }

        @Override
        public <M extends Message> Signed<M> signed(M message) {
            return new Signed<>(node.index(), message, sign(node.domain(), message));
        }

        @Override
        public void post(int to, Signed<? extends Message> message) {
            world.checkers().proposed(message);
            world.traffic().transmit(node.address(), to, Envelope.of(message));
        }

        @Override
        public void postForged(int to, Signed<? extends Message> message) {
            world.traffic().transmit(node.address(), to, Envelope.forged(message));
        }

        @Override
        public void postMalformed(int to, Signed<? extends Message> message) {
            world.traffic().transmit(node.address(), to, Envelope.malformed(message));
        }

        @Override
        public boolean strikes() {
            return world.faults().strikes(FaultClass.BYZANTINE);
        }

        @Override
        public void takeIn(Signed<? extends Message> message) {
            world.in(0, () -> node.deliver(Envelope.of(message)));
        }
    }
}
