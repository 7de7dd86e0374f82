/**
 * Hashes, Ed25519 behind one port, DSSE statements, Merkle trees, key files. The native provider is found where it is on the
 * module path, since the platform asks for providers; without it the portable one signs.
 */
module io.tetrarch.crypto {
    requires transitive io.tetrarch.pbft;
    requires org.bouncycastle.provider;
    requires static com.amazon.corretto.crypto.provider;
    requires static transitive org.jspecify;

    exports io.tetrarch.crypto.authentication;
    exports io.tetrarch.crypto.dsse;
    exports io.tetrarch.crypto.ed25519;
    exports io.tetrarch.crypto.file;
    exports io.tetrarch.crypto.keyfile;
    exports io.tetrarch.crypto.signature;
    exports io.tetrarch.crypto.tree;
}
