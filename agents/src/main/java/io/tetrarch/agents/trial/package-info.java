/** Coding agents started on purpose, with a model of ours on this machine, to see what their hooks stop. */
@NullMarked
package io.tetrarch.agents.trial;

import org.jspecify.annotations.NullMarked;
