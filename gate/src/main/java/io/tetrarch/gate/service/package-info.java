/** The decision service: the replicated state, and the rule by which verdicts settle an outcome. */
@NullMarked
package io.tetrarch.gate.service;

import org.jspecify.annotations.NullMarked;
