package io.tetrarch.client;

import io.tetrarch.pbft.message.RequestId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A decision from the moment on in which it is asked for: it can be looked at, waited for, taken back, and found again by its
 * id after a restart ({@link Gate#resume}). For any number of threads.
 */
public interface DecisionHandle {
    /** By which the gate finds it again. */
    RequestId id();

    /**
     * Comes when the group has decided; the same stage at each call. Fails with {@link UndecidedException} alone. Dependent
     * stages run where those of {@link Gate#decideAsync} do.
     */
    CompletionStage<Decision> decision();

    /** How far it is, now. */
    Progress progress();

    /**
     * Takes the request back, by a decision of the group in its place: it is withdrawn or decided, and never both. What is
     * withdrawn is never approved later, and {@link #decision} fails with {@link UndecidedException.Reason#WITHDRAWN}.
     *
     * @return true if it is withdrawn, false if it was decided before; fails with {@link UndecidedException} if no quorum
     *     answered within a minute, and then either may come to be
     */
    CompletionStage<Boolean> withdraw();

    /** How far a decision is. */
    sealed interface Progress {
        /**
         * It is judged, or waits for people.
         *
         * @param asked the people whose answer is not there yet; empty if none is asked
         * @param untilMillis Unix time of its deadline; nothing is approved after it
         */
        record Waiting(List<Person> asked, long untilMillis) implements Progress {
            public Waiting {
                asked = List.copyOf(asked);
            }
        }

        /** The group has decided. */
        record Decided(Decision decision) implements Progress {}

        /**
         * It is taken back, and will never be approved ({@link UndecidedException.Reason#WITHDRAWN}); or no decision came by
         * the deadline, or the gate is closed, and then one may still come.
         */
        record Undecided(UndecidedException why) implements Progress {}
    }

    /**
     * Who is asked.
     *
     * @param judge the replica's judge that the person is
     * @param device the paired device that has to answer
     * @param untilMillis Unix time at which the judge gives up
     */
    record Person(String judge, String device, long untilMillis) {}
}
