/** What came of a change that was proposed to a group. */
@NullMarked
package io.tetrarch.cli.proposal;

import org.jspecify.annotations.NullMarked;
