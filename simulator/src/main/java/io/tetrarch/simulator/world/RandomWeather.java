package io.tetrarch.simulator.world;

import io.tetrarch.simulator.network.Corruption;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Partitions;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.random.Randomness;
import java.util.Optional;

/** Loses, doubles, delays and corrupts at the profile's rates, until the world heals. */
final class RandomWeather implements Weather {
    private static final int LATENCY_MILLIS = 8;

    private final Faults faults;
    private final Randomness randomness;
    private final Partitions partitions;
    private final int loss;
    private final int duplication;
    private final int delay;
    private final int corruption;
    private final long latestMillis;
    private final Optional<Selection> selection;
    private boolean healed;

    RandomWeather(Faults faults, Profile profile, Randomness randomness, Partitions partitions) {
        this.faults = faults;
        this.randomness = randomness;
        this.partitions = partitions;
        this.loss = profile.rate(FaultClass.LOSS);
        this.duplication = profile.rate(FaultClass.DUPLICATION);
        this.delay = profile.rate(FaultClass.DELAY);
        this.corruption = profile.rate(FaultClass.CORRUPTION);
        this.latestMillis = profile.latestMillis();
        int selected = profile.rate(FaultClass.SELECTION);
        this.selection =
                selected == 0 ? Optional.empty() : Optional.of(new Selection(faults, selected, randomness.split(1)));
    }

    void heal() {
        healed = true;
        partitions.mendAll();
    }

    @Override
    public void carry(int from, int to, Envelope envelope, Post post) {
        long delayMillis = 1L + randomness.below(LATENCY_MILLIS);
        if (healed) {
            post.deliver(delayMillis, from, to, envelope);
            return;
        }
        boolean passedOver = selection.isPresent()
                && !selection.get().reaches(from, to, envelope.signed().message());
        if (passedOver || partitions.isCut(from, to) || (randomness.chance(loss) && faults.strikes(FaultClass.LOSS))) {
            return;
        }
        if (randomness.chance(delay) && faults.strikes(FaultClass.DELAY)) {
            delayMillis += randomness.between(20, latestMillis);
        }
        Envelope carried = envelope;
        if (randomness.chance(corruption) && faults.strikes(FaultClass.CORRUPTION)) {
            carried = Envelope.forged(Corruption.of(envelope.signed(), randomness));
        }
        post.deliver(delayMillis, from, to, carried);
        if (randomness.chance(duplication) && faults.strikes(FaultClass.DUPLICATION)) {
            post.deliver(delayMillis + randomness.between(1, latestMillis), from, to, envelope);
        }
    }
}
