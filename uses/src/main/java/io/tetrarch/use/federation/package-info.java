/** Federated peer consensus: organisations with policies of their own share named state. */
@NullMarked
package io.tetrarch.use.federation;

import org.jspecify.annotations.NullMarked;
