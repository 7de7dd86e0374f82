/** What one replica's process tells those who operate it, over HTTP. */
@NullMarked
package io.tetrarch.net.ops;

import org.jspecify.annotations.NullMarked;
