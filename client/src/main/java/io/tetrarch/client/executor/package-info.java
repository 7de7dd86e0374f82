/** The executor's side: nothing runs but what a verified proof names, and nothing runs twice. */
@NullMarked
package io.tetrarch.client.executor;

import org.jspecify.annotations.NullMarked;
