/** Connections between members of a group, and what they can bear. */
@NullMarked
package io.tetrarch.net.link;

import org.jspecify.annotations.NullMarked;
