/** Provenance fork resolution: a group names which of two branches of an audit trail goes on. */
@NullMarked
package io.tetrarch.use.provenance;

import org.jspecify.annotations.NullMarked;
