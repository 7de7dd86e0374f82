/** How a text that was given is shown: what could change how it reads is spelled out, so that what is seen is what there is. */
@NullMarked
package io.tetrarch.gate.display;

import org.jspecify.annotations.NullMarked;
