package io.tetrarch.client;

import io.tetrarch.proof.receipt.Receipt;
import java.util.concurrent.CompletionStage;

/** Puts receipts on the ledger. */
@FunctionalInterface
public interface Filing {
    /** The receipt's index in the ledger; fails if there is no decision on it. Never blocks. */
    CompletionStage<Long> file(Receipt receipt);
}
