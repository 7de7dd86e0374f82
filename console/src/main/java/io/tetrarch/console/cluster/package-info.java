/** The replicas and the group that they make up. */
@NullMarked
package io.tetrarch.console.cluster;

import org.jspecify.annotations.NullMarked;
