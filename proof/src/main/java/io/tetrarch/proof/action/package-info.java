/** An action as submitted: its JSON object, its canonical bytes, its hash. */
@NullMarked
package io.tetrarch.proof.action;

import org.jspecify.annotations.NullMarked;
