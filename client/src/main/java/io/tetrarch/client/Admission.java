package io.tetrarch.client;

/** Whether an action may run now. */
public sealed interface Admission {
    /** It may, this once: the request is used up already. */
    record Admitted(Permit permit) implements Admission {}

    /** It may not. */
    record Refused(Execution.Refusal refusal, String explanation) implements Admission {}
}
