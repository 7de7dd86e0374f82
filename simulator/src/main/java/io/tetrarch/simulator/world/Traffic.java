package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Weather;
import java.util.Optional;

/** How what replicas say comes to others: an honest one's by the network, a Byzantine one's as the adversary likes. */
final class Traffic {
    private final World world;
    private final Weather weather;
    private final Weather.Post post = this::arrive;
    private Optional<Digest> lastVoted = Optional.empty();

    Traffic(World world, Weather weather) {
        this.world = world;
        this.weather = weather;
    }

    /** What a vote was last cast for. */
    Optional<Digest> lastVoted() {
        return lastVoted;
    }

    void send(Node from, int to, Signed<? extends Message> message) {
        if (world.isHonest(from.index())) {
            world.witness().letOut(from, message);
            transmit(from.address(), to, Envelope.of(message));
        } else {
            world.cast().adversary().send(world.cast().puppet(from), Optional.of(to), message);
        }
    }

    void broadcast(Node from, Signed<? extends Message> message) {
        if (!world.isHonest(from.index())) {
            world.cast().adversary().send(world.cast().puppet(from), Optional.empty(), message);
            return;
        }
        if (message.message() instanceof Vote vote) {
            lastVoted = Optional.of(vote.digest());
        }
        world.witness().letOut(from, message);
        Envelope envelope = Envelope.of(message);
        for (int to = 0; to < world.config().replicas(); to++) {
            if (to != from.index()) {
                transmit(from.address(), to, envelope);
            }
        }
    }

    /** To every instance of a replica. */
    void transmit(int from, int to, Envelope envelope) {
        if (world.transcript().isTold()) {
            world.say(() -> Words.sent(from, to, envelope));
        }
        transmitTo(from, to, envelope);
        for (int address = world.config().replicas(); address < world.cast().addresses(); address++) {
            if (world.cast().node(address).index() == to) {
                transmitTo(from, address, envelope);
            }
        }
    }

    private void transmitTo(int from, int address, Envelope envelope) {
        if (address != from) {
            world.tally().countMessage();
            world.listener().sent(world.now(), from, address, envelope.signed());
            weather.carry(from, address, envelope, post);
        }
    }

    private void arrive(long delayMillis, int from, int to, Envelope envelope) {
        world.agenda().in(delayMillis, () -> world.cast().node(to).deliver(envelope));
    }
}
