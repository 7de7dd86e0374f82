package io.tetrarch.proof.receipt;

import io.tetrarch.pbft.message.Outcome;

/**
 * That a decision stood under a tier in shadow mode: it was made and recorded, and whatever it is, it keeps nothing from
 * running (docs/execution.md).
 *
 * @param outcome what was decided
 */
public record Shadow(String tier, Outcome outcome) {}
