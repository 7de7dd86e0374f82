/** The protocol: messages, replica state machine, evidence. */
@SuppressWarnings("module") // what records a replica that halted comes later in the build
module io.tetrarch.pbft {
    requires static transitive org.jspecify;

    exports io.tetrarch.pbft;
    exports io.tetrarch.pbft.message;

    opens io.tetrarch.pbft to
            io.tetrarch.node;
    opens io.tetrarch.pbft.message to
            io.tetrarch.node;
}
