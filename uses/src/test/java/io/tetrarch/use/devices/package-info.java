@NullMarked
package io.tetrarch.use.devices;

import org.jspecify.annotations.NullMarked;
