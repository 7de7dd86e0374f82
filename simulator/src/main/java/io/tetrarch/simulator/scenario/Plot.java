package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Opinion;
import io.tetrarch.simulator.world.World;
import java.util.List;

/** What goes wrong in a run. */
interface Plot {
    ScenarioResult.Title title();

    /** The replicas that an adversary drives. */
    List<Integer> byzantine();

    Adversary adversary(Kit kit);

    Weather weather();

    /** Whether messages of this type leave the replica at all; what does not was not sent. */
    boolean leaves(int from, MessageType type);

    /** What the judges say, by replica. */
    List<Opinion> opinions();

    /** Called when all replicas have started. */
    void begin(World world);

    /** Called at every effect of every replica, before it is performed. */
    void cue(World world, int replica, Effect effect);

    /** How many replicas are to execute the request before the run is over. */
    int awaited();

    /** How long the run goes on after the decision, for those that are late. */
    long patienceMillis();

    /** Whether the plot may break what the protocol guarantees against f traitors. */
    boolean mayBreakSafety();
}
