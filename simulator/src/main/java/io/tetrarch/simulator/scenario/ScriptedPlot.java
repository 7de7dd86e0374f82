package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Opinion;
import io.tetrarch.simulator.world.World;
import java.util.List;
import java.util.stream.IntStream;

/** What goes wrong in the scenarios that have a name. */
final class ScriptedPlot implements Plot {
    private static final int REPLICAS = 4;

    private final Scenario scenario;
    private boolean struck;

    ScriptedPlot(Scenario scenario) {
        this.scenario = scenario;
    }

    @Override
    public ScenarioResult.Title title() {
        return new ScenarioResult.Title(scenario.label(), scenario.summary());
    }

    @Override
    public List<Integer> byzantine() {
        return switch (scenario) {
            case EQUIVOCATION -> List.of(3);
            case LEADER_EQUIVOCATES -> List.of(0);
            case CLEAN_QUORUM, ONE_DISSENTS, ONE_SILENT, QUORUM_NOT_REACHED, VIEW_CHANGE, DENIED, CRASH_RECOVERY ->
                List.of();
        };
    }

    @Override
    public Adversary adversary(Kit kit) {
        return switch (scenario) {
            case EQUIVOCATION -> new Traitors.TwoVotes(REPLICAS);
            case LEADER_EQUIVOCATES -> new Traitors.TwoBatches(REPLICAS, kit.empty());
            case CLEAN_QUORUM, ONE_DISSENTS, ONE_SILENT, QUORUM_NOT_REACHED, VIEW_CHANGE, DENIED, CRASH_RECOVERY ->
                new Conspiracy(REPLICAS) {};
        };
    }

    /**
     * Where the leader is to fall silent, its verdict gets out and nothing after that; where a backup votes twice,
     * another is slow, so that both votes are still looked at.
     */
    @Override
    public Weather weather() {
        return (from, to, envelope, post) -> {
            MessageType type = envelope.signed().message().type();
            if (!leaves(from, type)) {
                return;
            }
            boolean verdict = type == MessageType.VERDICTS;
            boolean slow = scenario == Scenario.EQUIVOCATION && from == 2 && !verdict;
            post.deliver(slow ? 25 : 1, from, to, envelope);
        };
    }

    @Override
    public boolean leaves(int from, MessageType type) {
        return scenario != Scenario.VIEW_CHANGE || from != 0 || type == MessageType.VERDICTS;
    }

    @Override
    public List<Opinion> opinions() {
        List<Answer> answers = answers();
        return IntStream.range(0, REPLICAS)
                .mapToObj(replica -> Opinion.of(replica, answers.get(replica)))
                .toList();
    }

    private List<Answer> answers() {
        Answer yes = Answer.APPROVE;
        Answer no = Answer.DENY;
        return switch (scenario) {
            case ONE_DISSENTS -> List.of(yes, yes, no, yes);
            case DENIED -> List.of(yes, yes, no, no);
            case CLEAN_QUORUM,
                    ONE_SILENT,
                    EQUIVOCATION,
                    LEADER_EQUIVOCATES,
                    QUORUM_NOT_REACHED,
                    VIEW_CHANGE,
                    CRASH_RECOVERY -> List.of(yes, yes, yes, yes);
        };
    }

    @Override
    public void begin(World world) {
        if (scenario == Scenario.ONE_SILENT || scenario == Scenario.CRASH_RECOVERY) {
            world.powerOff(3, -1);
        }
    }

    /** Cuts the power where the scenario wants it. */
    @Override
    public void cue(World world, int replica, Effect effect) {
        if (scenario == Scenario.QUORUM_NOT_REACHED
                && replica >= 2
                && effect instanceof Effect.Broadcast broadcast
                && broadcast.message().message() instanceof Verdicts) {
            world.powerOff(replica, -1);
        }
        if (scenario == Scenario.CRASH_RECOVERY
                && replica == 1
                && !struck
                && effect instanceof Effect.Persist persist
                && persist.stored() instanceof Stored.Own own
                && own.message().message() instanceof Prepare) {
            struck = true;
            world.powerOff(replica, 400);
        }
    }

    @Override
    public int awaited() {
        return switch (scenario) {
            case ONE_SILENT, CRASH_RECOVERY, VIEW_CHANGE, LEADER_EQUIVOCATES -> REPLICAS - 1;
            case CLEAN_QUORUM, ONE_DISSENTS, EQUIVOCATION, QUORUM_NOT_REACHED, DENIED -> REPLICAS;
        };
    }

    @Override
    public long patienceMillis() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean mayBreakSafety() {
        return false;
    }
}
