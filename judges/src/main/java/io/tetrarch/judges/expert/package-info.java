/**
 * The domain expert: knows each tool by its rule pack, and so what this very command does to which place, host or
 * database; what two tools do together where the output of one is the input of the other.
 */
@NullMarked
package io.tetrarch.judges.expert;

import org.jspecify.annotations.NullMarked;
