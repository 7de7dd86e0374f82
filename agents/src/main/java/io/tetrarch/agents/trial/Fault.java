package io.tetrarch.agents.trial;

import java.util.Locale;

/** What may be wrong with a gate, or with the hook before it, while an agent wants to do something. */
public enum Fault {
    NONE("no fault; the gate allows the command"),
    FORBIDDEN("no fault; the gate denies the command"),
    ABSENT("no gate was ever started"),
    KILLED_BEFORE("the gate was killed before"),
    KILLED_DURING("the gate is killed while it judges"),
    PAUSED("the gate is stopped in its tracks"),
    GARBAGE("the gate answers garbage"),
    EMPTY("the gate answers nothing"),
    HALF_A_LINE("the gate answers half a line"),
    ANOTHERS_ANSWER("the gate approves another's question"),
    SERVER_ERROR("the gate approves, with the status of a fault"),
    SLOW("the gate approves later than the agent waits for a hook"),
    DISK_FULL("the gate cannot write another byte"),
    NO_QUORUM("two of the four judges cannot be reached, so there is no quorum"),
    STALE_SOCKET("a socket at which nobody listens"),
    TWENTY_AT_ONCE("twenty calls at once, each denied after 3 s"),
    NOT_EXECUTABLE("the hook's file cannot be executed"),
    PROGRAM_GONE("the hook's file is gone"),
    HOOK_KILLED("the hook is killed while it asks");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many commands the model asks for. */
    public int calls() {
        return this == TWENTY_AT_ONCE ? 20 : 1;
    }

    /** Whether the hook can be started, so that it has to have been. */
    public boolean asksTheHook() {
        return this != NOT_EXECUTABLE && this != PROGRAM_GONE;
    }

    public AgentRun.Wish wish() {
        return this == FORBIDDEN ? AgentRun.Wish.FORBIDDEN : AgentRun.Wish.ALLOWED;
    }
}
