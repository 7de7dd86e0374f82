package io.tetrarch.bench.torture;

/** What strangers do to the port of a replica. */
public enum PortFault implements Fault {
    /** Bytes that mean nothing, over and over. */
    GARBAGE,
    /** Words of a browser, without TLS. */
    PLAINTEXT,
    /** More connections than it takes of strangers, which say nothing. */
    SILENT_STRANGERS;

    @Override
    public Victim victim() {
        return Victim.LEADER;
    }
}
