/** Whether a caller's stack has room for what a gate does on it. */
@NullMarked
package io.tetrarch.client.stack;

import org.jspecify.annotations.NullMarked;
