package io.tetrarch.use;

import java.util.List;

/**
 * One way to use the gate, that runs end to end with real replicas, faults included. What it claims stands in
 * {@link #claims} before it runs, so that a run that skips a check cannot look like one that passed it.
 */
public interface Use {
    /** By which it is run, such as {@code cognitive-hard-gate}. */
    String name();

    /** One line that says what it is. */
    String title();

    /** The sentences that a run checks, each once. */
    List<String> claims();

    /**
     * Runs it, telling the stage what it does and checking each claim.
     *
     * @throws Exception what stands in the way of a claim; the run has failed then
     */
    void play(Stage stage) throws Exception;
}
