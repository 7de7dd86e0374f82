/** Tests of masking. */
@NullMarked
package io.tetrarch.gate.redaction;

import org.jspecify.annotations.NullMarked;
