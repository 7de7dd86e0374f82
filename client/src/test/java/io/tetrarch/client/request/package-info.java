/** A client of the group on its own: what it sends, and what it tells its callers. */
@NullMarked
package io.tetrarch.client.request;

import org.jspecify.annotations.NullMarked;
