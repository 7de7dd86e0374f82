/** Changes to other programs' configuration files: shown first, kept whole, and undone again. */
@NullMarked
package io.tetrarch.agents.settings;

import org.jspecify.annotations.NullMarked;
