/** What is stored, in RocksDB: the databases of replicas, and the journal that earlier builds kept. */
@NullMarked
package io.tetrarch.rocks;

import org.jspecify.annotations.NullMarked;
