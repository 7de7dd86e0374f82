/** What waits for people, and the devices that they answer with. */
@NullMarked
package io.tetrarch.console.person;

import org.jspecify.annotations.NullMarked;
