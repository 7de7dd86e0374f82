/** What the tests of connections have in common. */
@NullMarked
package io.tetrarch.net;

import org.jspecify.annotations.NullMarked;
