package io.tetrarch.simulator.scenario;

/**
 * One event of the protocol.
 *
 * @param atMillis virtual time since the start
 * @param replica where it happened
 * @param from who signed the message it is about; the replica itself for its own
 * @param view of the message, or the replica's
 * @param sequence 0 where there is none
 * @param actionHash hash of the action that it is about, in hex
 * @param digest of the header or request it is about, in hex; empty where there is none
 * @param reason why it was rejected, or what it says (a verdict's answer, an outcome); empty where there is none
 * @param signature in hex; empty where there is none
 */
public record ScenarioEvent(
        long atMillis,
        Phase phase,
        int replica,
        int from,
        long view,
        long sequence,
        String actionHash,
        String digest,
        EventStatus status,
        String reason,
        String signature) {}
