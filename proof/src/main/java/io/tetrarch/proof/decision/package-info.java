/** Decision proofs: one file that shows, to anyone who knows the group, what was decided on exactly which action. */
@NullMarked
package io.tetrarch.proof.decision;

import org.jspecify.annotations.NullMarked;
