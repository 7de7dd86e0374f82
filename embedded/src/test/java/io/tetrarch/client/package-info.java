/** What an executor runs, and what it does not. */
@NullMarked
package io.tetrarch.client;

import org.jspecify.annotations.NullMarked;
