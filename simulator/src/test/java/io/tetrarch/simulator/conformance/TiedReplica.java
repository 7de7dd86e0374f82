package io.tetrarch.simulator.conformance;

import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.conformance.ModelStep.Chain;
import io.tetrarch.simulator.model.ModelService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A core with its disk, in the hands of a walk: it gets the bodies that it asks for, and no state but the one allowed. */
final class TiedReplica {
    private static final int MOST_TICKS = 6;

    private final Material material;
    private final Configuration configuration;
    private final List<Stored> disk;
    private final Said said;
    private final Deque<Signed<?>> answers = new ArrayDeque<>();
    private Replica core;
    private Chain servable = Chain.EMPTY;

    private TiedReplica(Material material, Configuration configuration, List<Stored> disk, Said said) {
        this.material = material;
        this.configuration = configuration;
        this.disk = new ArrayList<>(disk);
        this.said = said;
        this.core = made();
        step(new Input.Recovered(List.copyOf(disk), 0));
    }

    /** @param said where what it signs is written down */
    static TiedReplica fresh(Material material, int self, int interval, Said said) {
        Limits limits = new Limits(interval, 4, 16, 1 << 20, 64, 256);
        Configuration configuration =
                new Configuration(material.domain(), Material.REPLICAS, self, Timeouts.DEFAULT, limits);
        return new TiedReplica(material, configuration, List.of(), said);
    }

    /** What this one would be after a crash, to try things on. */
    TiedReplica twin(Said apart) {
        TiedReplica twin = new TiedReplica(material, configuration, disk, apart);
        twin.tick();
        return twin;
    }

    void restart() {
        core = made();
        step(new Input.Recovered(List.copyOf(disk), 0));
        tick();
    }

    private Replica made() {
        return new Replica(
                configuration,
                new ModelService(Material.REPLICAS),
                statement -> material.sign(configuration.self(), statement));
    }

    Replica core() {
        return core;
    }

    int self() {
        return configuration.self();
    }

    void receive(Signed<?> signed) {
        step(new Input.Received(new Verified<>(signed, material.domain())));
        while (!answers.isEmpty()) {
            step(new Input.Received(new Verified<>(answers.remove(), material.domain())));
        }
    }

    /** An interval of STATUS passes. */
    void tick() {
        step(new Input.TimerFired(Timer.STATUS));
        while (!answers.isEmpty()) {
            step(new Input.Received(new Verified<>(answers.remove(), material.domain())));
        }
    }

    /** From now on it gets the state at this checkpoint if it asks; waits until it has it. */
    void comeTo(Chain checkpoint) {
        servable = checkpoint;
        for (int tick = 0; core.standing().lowWatermark() < checkpoint.length(); tick++) {
            if (tick == MOST_TICKS) {
                throw new Difference("replica " + self() + " does not come to the checkpoint " + checkpoint);
            }
            tick();
        }
    }

    private void step(Input input) {
        for (Effect effect : core.step(Material.NOW_MILLIS, input)) {
            switch (effect) {
                case Effect.Persist persist -> persist(persist.stored());
                case Effect.Truncate ignored -> truncate();
                case Effect.Send send -> answer(send.to(), send.message().message());
                case Effect.Broadcast broadcast -> take(broadcast.message());
                case Effect.EpochEnded ended -> throw new Difference("the epoch ends: " + ended);
                case Effect.Judge judge -> throw new Difference("a judge is asked: " + judge);
                case Effect.Execute ignored -> {}
                case Effect.Installed ignored -> {}
                case Effect.StartTimer ignored -> {}
                case Effect.StopTimer ignored -> {}
                case Effect.Report ignored -> {}
                case Effect.Refuse ignored -> {}
                case Effect.Drop ignored -> {}
                case Effect.ViewChanged ignored -> {}
            }
        }
    }

    private void persist(Stored stored) {
        if (stored instanceof Stored.Learning) {
            throw new Difference("replica " + self() + " takes its votes for lost");
        }
        disk.add(stored);
    }

    private void truncate() {
        int last = 0;
        for (int i = 0; i < disk.size(); i++) {
            if (disk.get(i) instanceof Stored.Snapshot) {
                last = i;
            }
        }
        disk.subList(0, last).clear();
    }

    /** What else it says tells where it stands, or accuses the traitor, and binds it to nothing. */
    private void take(Signed<?> signed) {
        int sender = signed.sender();
        Message message = signed.message();
        if (message instanceof Prepare vote) {
            said.prepare(new Signed<>(sender, vote, signed.signature()));
        } else if (message instanceof Commit vote) {
            said.commit(new Signed<>(sender, vote, signed.signature()));
        } else if (message instanceof ViewChange change) {
            said.change(new Signed<>(sender, change, signed.signature()));
        } else if (message instanceof PrePrepare || message instanceof NewView) {
            throw new Difference("replica " + sender + " leads, which it never may: " + message);
        } else if (message instanceof Checkpoint checkpoint) {
            Chain chain = material.chain(checkpoint.header())
                    .orElseThrow(() -> new Difference("a checkpoint of nothing: " + checkpoint));
            Difference.unless(material.stable(chain).checkpoint(), checkpoint, "the state");
        }
    }

    private void answer(int peer, Message message) {
        if (!(message instanceof Fetch fetch)) {
            return;
        }
        switch (fetch.wanted()) {
            case Fetch.WantedBatch wanted ->
                material.chain(wanted.digest())
                        .ifPresent(chain -> answers.add(material.signed(peer, new Body(material.batch(chain)))));
            case Fetch.WantedChunk wanted -> {
                if (wanted.sequence() == servable.length()) {
                    List<Bytes> state = material.state(servable);
                    answers.add(material.signed(
                            peer,
                            new Chunk(
                                    wanted.sequence(),
                                    state.get(wanted.index()),
                                    StateRoot.paths(state).get(wanted.index()))));
                }
            }
            case Fetch.WantedRequest ignored -> {}
            case Fetch.WantedProposal ignored -> {}
        }
    }
}
