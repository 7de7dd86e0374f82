/** The client of a group whose replicas run elsewhere. */
@NullMarked
package io.tetrarch.net.client;

import org.jspecify.annotations.NullMarked;
