/** The group: who takes part, with which keys and constants; its file is the genesis that everything signed is bound to. */
@NullMarked
package io.tetrarch.proof.group;

import org.jspecify.annotations.NullMarked;
