/** What an executor has begun, and what came of it. */
@NullMarked
package io.tetrarch.client.journal;

import org.jspecify.annotations.NullMarked;
