package io.tetrarch.pbft;

/**
 * What holds of every replica after every step, as long as at most f are faulty and the program is correct. Each is
 * said where docs/protocol.md says what the replica does, and listed there by id. Ids are never given to another one.
 */
public enum Invariant {
    VIEW_FORWARD("I1", "The view never goes back, across restarts too, and its leader's seat is taken.", "View change"),
    NEW_VIEW(
            "I2",
            "A replica takes part in a view only with its leader's NEW-VIEW, which holds 2f+1 valid VIEW-CHANGEs for"
                    + " it, each by another replica; the first view needs none.",
            "View change"),
    EXECUTED_FORWARD(
            "I3",
            "What is executed is never taken back, and goes on only by batches executed or a state installed in this"
                    + " very step.",
            "One request"),
    WATERMARKS(
            "I4",
            "The low watermark h never goes back; what is executed lies in [h, h + 2K], once the replica has a state.",
            "Checkpoints"),
    STABLE_CHECKPOINT(
            "I5",
            "A stable checkpoint stands where one is due, and 2f+1 different replicas signed it; a replica signs one"
                    + " only for what it has executed.",
            "Checkpoints"),
    DURABLE_FIRST(
            "I6",
            "What binds a replica (a vote, verdict, checkpoint, VIEW-CHANGE or NEW-VIEW) is persisted in the step that"
                    + " signs it, before it is sent.",
            "Restart and loss"),
    ONE_VOTE(
            "I7",
            "A replica signs one digest in a slot for each type of vote, across restarts too, and as leader prepares no"
                    + " other than it proposed.",
            "One request"),
    VOTE_IN_WINDOW("I8", "A replica votes only within its watermarks.", "Constants"),
    VOTE_IN_VIEW(
            "I9",
            "A replica votes only in its present view, while it takes part in it and after the view's NEW-VIEW is"
                    + " durable.",
            "View change"),
    PROPOSAL(
            "I10",
            "Only the view's leader proposes, and no further above what it has executed than the pipeline is deep.",
            "One request"),
    PREPARE_RESTS(
            "I11",
            "A PREPARE is for a header that the view's leader signed and that is persisted before it, or for the view's"
                    + " base.",
            "One request"),
    COMMIT_RESTS(
            "I12",
            "A COMMIT is for a header whose prepared certificate, of 2f+1 different replicas, is persisted before it.",
            "One request"),
    HIGHEST_KEPT(
            "I13",
            "The highest prepared certificate is given up for a higher one only, across restarts and compactions too.",
            "View change"),
    VIEW_CHANGE_SHOWS(
            "I14",
            "A VIEW-CHANGE carries a prepared certificate and a stable checkpoint no lower than the highest that the"
                    + " replica held.",
            "View change"),
    CHAIN_LINKED(
            "I15",
            "The accepted headers form one chain: each names the one before it as its parent, the lowest the last"
                    + " executed one.",
            "One request"),
    EXECUTED_CERTIFIED(
            "I16",
            "Batches are executed in order, each on its parent, the last of them under a commit certificate of 2f+1"
                    + " different replicas.",
            "One request"),
    LEDGER("I17", "The ledger after a batch has the size and the root that its header names.", "One request"),
    LEARNER_SILENT(
            "I18",
            "A replica that learns signs no vote, verdict, checkpoint, VIEW-CHANGE or NEW-VIEW; one that still asks"
                    + " what it signed before its start, nothing of these but a checkpoint.",
            "Restart and loss"),
    VERDICT_ONCE("I19", "A replica gives one verdict on a request, across restarts too.", "One request"),
    EVIDENCE("I20", "Evidence is two different statements of one replica where only one may stand.", "Evidence"),
    BOUNDS(
            "I21",
            "Pending requests, in all and of a client, and the bodies of batches stay within their bounds.",
            "Bounds"),
    VIEW_TIMER(
            "I22", "The view timer runs while the leader owes this replica something, and only then.", "View change"),
    CARRIED_OVER(
            "I23",
            "A log is cut off only behind a snapshot after which what still binds the replica is persisted again: its"
                    + " epoch, its view, its highest certificate, its votes above the low watermark.",
            "Checkpoints"),
    EPOCH_END(
            "I24",
            "Nothing is voted for on top of an epoch's last batch, and the end of the epoch is durable before the"
                    + " replica is done with it, and is the last that it does.",
            "A new epoch"),
    ONE_CHAIN(
            "I25",
            "A committed batch extends the last executed one, and no view begins below what an earlier one committed.",
            "View change"),
    SAME_STATE(
            "I26", "The state at a checkpoint is the one that 2f+1 replicas certify, and can be read.", "Checkpoints"),
    SUCCESSOR("I27", "The group that follows an epoch is the one that its last checkpoint names.", "A new epoch"),
    OWN_LOG("I28", "Of its own statements a replica's log holds only those that bind it.", "Restart and loss"),
    DECIDED_ONCE(
            "I29",
            "The service executes committed batches without gaps, and a request stands in at most one of them.",
            "What is promised");

    private final String id;
    private final String sentence;
    private final String section;

    Invariant(String id, String sentence, String section) {
        this.id = id;
        this.sentence = sentence;
        this.section = section;
    }

    public String id() {
        return id;
    }

    /** What holds. */
    public String sentence() {
        return sentence;
    }

    /** The heading in docs/protocol.md under which it is said. */
    public String section() {
        return section;
    }
}
