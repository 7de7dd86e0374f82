package io.tetrarch.simulator.guide;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.world.FaultClass;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.WorldListener;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run reaches, seen from outside: each time a replica takes something in, a triple of the state it was in, what it
 * took in, and the kind of fault that struck last anywhere. The state is its stage, whether it takes part in its view and
 * leads it, and its log: nothing executed above the stable checkpoint, some of it, or half of the window and more, with or
 * without batches in flight.
 */
public final class Coverage implements WorldListener {
    private static final int INPUTS = MessageType.values().length + 5;
    private static final int FAULTS = FaultClass.values().length + 1;
    private static final int LOGS = 6;
    private static final int ROLES = 4;

    /** Of stage, role and log, with one more for a replica that has not begun. */
    private static final int STATES = ReplicaReport.Stage.values().length * ROLES * LOGS + 1;

    /** All triples that can be written down; many can never be. */
    public static final int TRIPLES = STATES * INPUTS * FAULTS;

    private static final Map<FaultClass, Integer> FAULT_NUMBERS = numbered(FaultClass.class, FaultClass.values());
    private static final Map<MessageType, Integer> TYPE_NUMBERS = numbered(MessageType.class, MessageType.values());
    private static final Map<ReplicaReport.Stage, Integer> STAGE_NUMBERS =
            numbered(ReplicaReport.Stage.class, ReplicaReport.Stage.values());

    private final Faults faults;
    private final BitSet reached = new BitSet(TRIPLES);
    private final IdentityHashMap<Replica, Integer> states = new IdentityHashMap<>();

    public Coverage(Faults faults) {
        this.faults = faults;
    }

    /** The triples reached, by number. */
    public BitSet reached() {
        return (BitSet) reached.clone();
    }

    @Override
    public void stepped(Replica core, long wallMillis, Input input, List<Effect> effects) {
        int before = states.getOrDefault(core, STATES - 1);
        int fault = faults.latest().map(FAULT_NUMBERS::get).orElse(FAULTS - 1);
        reached.set((before * INPUTS + inputOf(input)) * FAULTS + fault);
        states.put(core, stateOf(core));
    }

    private static <E extends Enum<E>> Map<E, Integer> numbered(Class<E> type, E[] values) {
        Map<E, Integer> numbers = new EnumMap<>(type);
        for (E value : values) {
            numbers.put(value, numbers.size());
        }
        return numbers;
    }

    private static <E> int number(Map<E, Integer> numbers, E value) {
        return Objects.requireNonNull(numbers.get(value));
    }

    private static int inputOf(Input input) {
        int types = MessageType.values().length;
        return switch (input) {
            case Input.Received received ->
                number(TYPE_NUMBERS, received.message().signed().message().type());
            case Input.Recovered ignored -> types;
            case Input.Submitted ignored -> types + 1;
            case Input.Judged ignored -> types + 2;
            case Input.TimerFired fired -> types + (fired.timer() == Timer.VIEW ? 3 : 4);
        };
    }

    private static int stateOf(Replica core) {
        ReplicaReport report = core.report();
        Standing standing = report.standing();
        boolean leads = report.views().leader() == core.configuration().self();
        int role = (standing.active() ? 2 : 0) + (leads ? 1 : 0);
        long above = standing.executed() - standing.lowWatermark();
        int log = above <= 0 ? 0 : above < core.configuration().limits().checkpointInterval() ? 1 : 2;
        int filled = log * 2 + (report.progress().inFlight() > 0 ? 1 : 0);
        return (number(STAGE_NUMBERS, report.stage()) * ROLES + role) * LOGS + filled;
    }
}
