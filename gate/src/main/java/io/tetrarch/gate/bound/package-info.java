/** What names, numbers and sizes may be: said once, for charters, group files, requests, files and screens alike. */
@NullMarked
package io.tetrarch.gate.bound;

import org.jspecify.annotations.NullMarked;
