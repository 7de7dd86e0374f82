/** People as judges, and operators: what their devices sign. */
@NullMarked
package io.tetrarch.gate.device;

import org.jspecify.annotations.NullMarked;
