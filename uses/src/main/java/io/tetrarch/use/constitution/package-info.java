/** The constitutional hot-swap: a group replaces its charter by its own decision, without stopping. */
@NullMarked
package io.tetrarch.use.constitution;

import org.jspecify.annotations.NullMarked;
