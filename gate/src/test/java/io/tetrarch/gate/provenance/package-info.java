@NullMarked
package io.tetrarch.gate.provenance;

import org.jspecify.annotations.NullMarked;
