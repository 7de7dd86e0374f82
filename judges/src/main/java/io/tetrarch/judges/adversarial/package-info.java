/** The adversarial judge: what an action would give to whoever means harm, as a score of named factors. */
@NullMarked
package io.tetrarch.judges.adversarial;

import org.jspecify.annotations.NullMarked;
