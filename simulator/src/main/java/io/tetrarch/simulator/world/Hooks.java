package io.tetrarch.simulator.world;

import io.tetrarch.simulator.network.Weather;
import java.util.Optional;

/**
 * What is plugged into a world from outside.
 *
 * @param weather in place of the profile's
 * @param adversary drives the Byzantine replicas
 */
public record Hooks(
        Faults faults,
        Optional<Weather> weather,
        Adversary.Maker adversary,
        WorldListener listener,
        Transcript transcript) {}
