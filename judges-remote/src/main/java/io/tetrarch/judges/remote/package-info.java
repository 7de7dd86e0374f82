/** Judges that are asked over a network: language models and HTTP services. What goes wrong on the way is an ABSTAIN. */
@NullMarked
package io.tetrarch.judges.remote;

import org.jspecify.annotations.NullMarked;
