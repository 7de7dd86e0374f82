/**
 * The creative judge: looks sideways. It does not know tools; it weighs the words of an action, how far it reaches, how
 * new it is for whoever asks, and whether it does what its stated purpose says.
 */
@NullMarked
package io.tetrarch.judges.creative;

import org.jspecify.annotations.NullMarked;
