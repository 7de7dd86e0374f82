/**
 * Rule packs: what is known about command-line tools, places and environments, one readable YAML file per domain under
 * this package's resources. Knowledge is data here; what follows from it is each judge's own matter.
 */
@NullMarked
package io.tetrarch.reading.pack;

import org.jspecify.annotations.NullMarked;
