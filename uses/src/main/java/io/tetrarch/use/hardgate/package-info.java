/** Cognitive hard gate: four judges that look in different ways; the gate blocks, it does not advise. */
@NullMarked
package io.tetrarch.use.hardgate;

import org.jspecify.annotations.NullMarked;
