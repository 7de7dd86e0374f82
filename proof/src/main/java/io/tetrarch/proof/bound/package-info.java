/** What names, numbers and sizes may be: said once, for charters, group files, requests, files and screens alike. */
@NullMarked
package io.tetrarch.proof.bound;

import org.jspecify.annotations.NullMarked;
