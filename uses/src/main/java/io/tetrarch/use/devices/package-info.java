/** Multi-device tool quorum: the replicas judge as people's devices tell them, and three of four run the tool. */
@NullMarked
package io.tetrarch.use.devices;

import org.jspecify.annotations.NullMarked;
