/** Decision proofs: one file that shows, to anyone who knows the group, what was decided on exactly which action. */
@NullMarked
package io.tetrarch.gate.proof;

import org.jspecify.annotations.NullMarked;
