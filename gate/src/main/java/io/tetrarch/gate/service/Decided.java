package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;

/**
 * A request that stands in the chain, as the decision table keeps it.
 *
 * @param number of the request, unique per client
 * @param request its digest
 * @param ledgerIndex of its entry, from 0
 */
public record Decided(long number, Digest request, Outcome outcome, long ledgerIndex) {}
