package io.tetrarch.simulator.scenario;

import io.tetrarch.simulator.world.Opinion;

/**
 * What one replica does in a run.
 *
 * @param opinion what its judge says of the action, unless its behaviour says otherwise
 */
public record Part(Behaviour behaviour, Opinion opinion) {}
