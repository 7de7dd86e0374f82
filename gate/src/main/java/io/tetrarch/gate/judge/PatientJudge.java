package io.tetrarch.gate.judge;

import java.util.function.Consumer;

/** A judge that may have to wait for long, as for a person, and takes no thread meanwhile. */
public interface PatientJudge extends Judge {
    /**
     * Puts the case before whoever answers, and returns at once.
     *
     * @param answer told once, on any thread, perhaps before this returns; never where nobody answers
     * @return takes the question back; of no effect after the answer
     */
    Runnable ask(Case subject, Consumer<Judgement> answer);
}
