package io.tetrarch.gate.service;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Entry;

/**
 * An entry as it takes effect.
 *
 * @param index in the ledger, from 0
 * @param before the ledger before the entry's batch
 * @param mayRun whether it is a decision that lets its executor run the action
 */
record Applied(Entry entry, long index, Frontier before, boolean mayRun) {}
