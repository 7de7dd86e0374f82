/** A gate that runs on this machine, asked through the socket in its group's folder. */
@NullMarked
package io.tetrarch.agents.socket;

import org.jspecify.annotations.NullMarked;
