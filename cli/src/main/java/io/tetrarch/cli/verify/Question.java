package io.tetrarch.cli.verify;

import io.tetrarch.proof.decision.Demands;

/**
 * What is asked of a proof.
 *
 * @param atMillis the time for which it is asked, in milliseconds of Unix time
 * @param allowShadow whether what may run by shadow mode may run
 * @param onlyAuthentic it is not asked whether anything may run
 */
record Question(Demands demands, long atMillis, boolean allowShadow, boolean onlyAuthentic) {}
