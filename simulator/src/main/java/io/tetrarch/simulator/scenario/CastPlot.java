package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Opinion;
import io.tetrarch.simulator.world.World;
import java.util.List;
import java.util.stream.IntStream;

/** Every replica behaves as somebody wishes. */
final class CastPlot implements Plot {
    private static final int FAULTY = 1;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long SLOW_MILLIS = 25;

    private final List<Part> parts;

    CastPlot(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public ScenarioResult.Title title() {
        return new ScenarioResult.Title("custom", "every replica behaves as you wish");
    }

    @Override
    public List<Integer> byzantine() {
        return IntStream.range(0, parts.size())
                .filter(replica -> parts.get(replica).behaviour().isByzantine())
                .boxed()
                .toList();
    }

    @Override
    public Adversary adversary(Kit kit) {
        return new Masks(parts, kit.empty());
    }

    /** Where a backup votes twice, an honest one is slow, so that both votes are still looked at. */
    @Override
    public Weather weather() {
        List<Behaviour> backups = parts.stream().skip(1).map(Part::behaviour).toList();
        int slow = backups.contains(Behaviour.EQUIVOCATES) ? 1 + backups.indexOf(Behaviour.HONEST) : 0;
        return (from, to, envelope, post) -> {
            MessageType type = envelope.signed().message().type();
            if (leaves(from, type)) {
                boolean verdict = type == MessageType.VERDICTS;
                post.deliver(slow > 0 && from == slow && !verdict ? SLOW_MILLIS : 1, from, to, envelope);
            }
        };
    }

    @Override
    public boolean leaves(int from, MessageType type) {
        return parts.get(from).behaviour() != Behaviour.SILENT;
    }

    @Override
    public List<Opinion> opinions() {
        return parts.stream().map(CastPlot::opinion).toList();
    }

    private static Opinion opinion(Part part) {
        Opinion own = part.opinion();
        return part.behaviour() == Behaviour.DENIES
                ? new Opinion(Answer.DENY, own.judge(), "denies-everything", "This judge denies whatever it is asked.")
                : own;
    }

    @Override
    public void begin(World world) {
        for (int replica = 0; replica < parts.size(); replica++) {
            if (parts.get(replica).behaviour() == Behaviour.CRASHED) {
                world.powerOff(replica, -1);
            }
        }
    }

    @Override
    public void cue(World world, int replica, Effect effect) {}

    @Override
    public int awaited() {
        return (int) parts.stream()
                .filter(part -> part.behaviour() != Behaviour.CRASHED)
                .count();
    }

    @Override
    public long patienceMillis() {
        return PATIENCE_MILLIS;
    }

    @Override
    public boolean mayBreakSafety() {
        return byzantine().size() > FAULTY;
    }
}
