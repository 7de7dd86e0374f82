/** The decision service: the replicated state, and what is put into it. */
@NullMarked
package io.tetrarch.gate.service;

import org.jspecify.annotations.NullMarked;
