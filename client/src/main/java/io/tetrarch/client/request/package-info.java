/** The client's half of the protocol: numbers, signs and sends requests, and checks what comes back, however it comes. */
@NullMarked
package io.tetrarch.client.request;

import org.jspecify.annotations.NullMarked;
