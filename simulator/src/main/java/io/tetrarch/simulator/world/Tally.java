package io.tetrarch.simulator.world;

/** What was counted in a run. */
public final class Tally {
    private long steps;
    private long messages;
    private long signatures;
    private long crashes;
    private long evidence;
    private long decided;
    private long highestView;

    void countStep() {
        steps++;
    }

    void countMessage() {
        messages++;
    }

    void countSignature() {
        signatures++;
    }

    void countCrash() {
        crashes++;
    }

    void countEvidence() {
        evidence++;
    }

    void decide(int requests) {
        decided += requests;
    }

    void view(long view) {
        highestView = Math.max(highestView, view);
    }

    /** Inputs that honest replicas took. */
    public long steps() {
        return steps;
    }

    /** Messages handed to the network, a broadcast counted once per receiver. */
    public long messages() {
        return messages;
    }

    public long signatures() {
        return signatures;
    }

    public long crashes() {
        return crashes;
    }

    /** Equivocations that honest replicas reported, each replica for itself. */
    public long evidence() {
        return evidence;
    }

    /** Requests decided, each once. */
    public long decided() {
        return decided;
    }

    /** The highest view that an honest replica was active in, which is the number of view changes. */
    public long viewChanges() {
        return highestView;
    }
}
