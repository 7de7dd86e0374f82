/** DSSE, the Dead Simple Signing Envelope: what is signed, and the form in which it travels out of the system. */
@NullMarked
package io.tetrarch.crypto.dsse;

import org.jspecify.annotations.NullMarked;
