/** What a group of real processes is tried with: links that fail, a replica that lies, and someone who looks from outside. */
@NullMarked
package io.tetrarch.bench.torture;

import org.jspecify.annotations.NullMarked;
