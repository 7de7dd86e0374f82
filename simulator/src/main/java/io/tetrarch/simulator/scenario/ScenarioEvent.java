package io.tetrarch.simulator.scenario;

/**
 * One event of the protocol.
 *
 * @param atMillis virtual time since the start
 * @param replica where it happened
 * @param reason why it was rejected, or what it says (a verdict's answer, an outcome); empty where there is none
 * @param signature in hex; empty where there is none
 */
public record ScenarioEvent(
        long atMillis, int replica, Subject subject, EventStatus status, String reason, String signature) {

    /**
     * What it is about.
     *
     * @param from who signed the message it is about; the replica itself for its own; -1 for the client
     * @param view of the message, or the replica's
     * @param sequence 0 where there is none
     * @param actionHash hash of the action, in hex
     * @param digest of the header or request, in hex; empty where there is none
     */
    public record Subject(Phase phase, int from, long view, long sequence, String actionHash, String digest) {}

    public Phase phase() {
        return subject.phase();
    }

    public int from() {
        return subject.from();
    }

    public long view() {
        return subject.view();
    }

    public long sequence() {
        return subject.sequence();
    }

    public String actionHash() {
        return subject.actionHash();
    }

    public String digest() {
        return subject.digest();
    }
}
