/** Signs statements and checks everything that arrives: the only place where a verified message is made. */
@NullMarked
package io.tetrarch.crypto.authentication;

import org.jspecify.annotations.NullMarked;
