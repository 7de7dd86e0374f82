/** The client's side: numbers, signs and sends requests, and checks what comes back. */
@NullMarked
package io.tetrarch.embedded.request;

import org.jspecify.annotations.NullMarked;
