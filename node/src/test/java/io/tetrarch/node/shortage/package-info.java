/** What is said of a failure that the machine is to blame for. */
@NullMarked
package io.tetrarch.node.shortage;

import org.jspecify.annotations.NullMarked;
