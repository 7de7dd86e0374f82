package io.tetrarch.embedded;

import io.tetrarch.gate.judge.AbsentJudge;
import io.tetrarch.gate.judge.Judge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts judges in the place of a charter's, each once: what a group is founded with, whose digest its file says, is what then
 * sits there. For any thread.
 */
final class Replacement {
    private final UnaryOperator<Judge> replacement;
    /** By the id of the charter's, in the order of the seats. Guarded by this. */
    private final Map<String, Deque<Judge>> founded = new HashMap<>();

    Replacement(UnaryOperator<Judge> replacement) {
        this.replacement = replacement;
    }

    /** Of a charter's judge, when a group is founded. One that is only known when its replica runs is made again then. */
    synchronized Judge found(Judge ofCharter) {
        Judge judge = replacement.apply(ofCharter);
        if (judge != null && !(ofCharter instanceof AbsentJudge)) {
            founded.computeIfAbsent(ofCharter.id(), any -> new ArrayDeque<>()).add(judge);
        }
        return judge;
    }

    /** Of a charter's judge, when it takes its seat. */
    synchronized Judge seat(Judge ofCharter) {
        Deque<Judge> known = founded.get(ofCharter.id());
        Judge judge = known == null ? null : known.poll();
        return judge == null ? replacement.apply(ofCharter) : judge;
    }
}
