/** What the machine did not give, and what to do about it. */
@NullMarked
package io.tetrarch.node.shortage;

import org.jspecify.annotations.NullMarked;
