/** Tests of the model that agents are tried with, and of what is tried. */
@NullMarked
package io.tetrarch.agents.trial;

import org.jspecify.annotations.NullMarked;
