package io.tetrarch.cli.ledger;

import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.proof.receipt.Receipt;
import java.util.Optional;

/** What came of an approved action, as far as this folder knows. */
sealed interface RunState {
    /** By its receipt, on the ledger or on its way there. */
    record Told(Receipt receipt) implements RunState {}

    /** It was begun, and whoever was at it is gone. */
    record Lost() implements RunState {}

    /** It is going on. */
    record Running() implements RunState {}

    /** No executor of this folder has begun it. */
    record NotRun() implements RunState {}

    static RunState of(Stage stage) {
        return switch (stage) {
            case Stage.Running running -> new Running();
            case Stage.Lost lost -> new Lost();
            case Stage.Ended ended -> new Told(ended.receipt());
            case Stage.Filed filed -> new Told(filed.receipt());
        };
    }

    default String word() {
        return switch (this) {
            case Told told ->
                switch (told.receipt().ending()) {
                    case Receipt.Ending.Exited exited -> "exited";
                    case Receipt.Ending.Failed failed -> "failed";
                    case Receipt.Ending.Unknown unknown -> "unknown outcome";
                };
            case Lost lost -> "unknown outcome";
            case Running running -> "running";
            case NotRun notRun -> "not run";
        };
    }

    default Optional<Integer> exitCode() {
        return this instanceof Told told && told.receipt().ending() instanceof Receipt.Ending.Exited exited
                ? Optional.of(exited.code())
                : Optional.empty();
    }
}
