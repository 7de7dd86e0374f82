/**
 * What an application depends on: {@code io.tetrarch.client} is the package to import from. Whoever keeps an executor of its
 * own also names its journal; how requests are sent is for those who carry them.
 */
@SuppressWarnings("module") // those who carry requests come later in the build
module io.tetrarch.client {
    requires transitive io.tetrarch.crypto;
    requires transitive io.tetrarch.json;
    requires transitive io.tetrarch.pbft;
    requires transitive io.tetrarch.proof;
    requires static transitive org.jspecify;

    exports io.tetrarch.client;
    exports io.tetrarch.client.journal;
    exports io.tetrarch.client.request to
            io.tetrarch.embedded,
            io.tetrarch.net;
    exports io.tetrarch.client.stack to
            io.tetrarch.embedded,
            io.tetrarch.net;
}
