/** Runs of the real protocol in virtual time, made for whoever asks. */
@NullMarked
package io.tetrarch.console.scenario;

import org.jspecify.annotations.NullMarked;
