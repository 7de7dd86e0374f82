package io.tetrarch.shell;

/** Whether a shell command was started. */
public sealed interface Start {
    /** It was. */
    record Started(ShellRun run) implements Start {}

    /** It was not, and nothing ran: what is here is no longer what was decided on. */
    record Changed(String explanation) implements Start {}
}
