/** {@code tetrarch evidence}: proofs that a replica said two things where only one may stand. */
@NullMarked
package io.tetrarch.cli.evidence;

import org.jspecify.annotations.NullMarked;
