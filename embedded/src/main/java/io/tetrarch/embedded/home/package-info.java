/** The folder that an embedded cluster lives in: group file, charter, keys and stores. */
@NullMarked
package io.tetrarch.embedded.home;

import org.jspecify.annotations.NullMarked;
