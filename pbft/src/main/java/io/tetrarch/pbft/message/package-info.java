/** What replicas and clients say to each other: immutable values with one canonical encoding each. */
@NullMarked
package io.tetrarch.pbft.message;

import org.jspecify.annotations.NullMarked;
