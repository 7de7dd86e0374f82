package io.tetrarch.client.journal;

import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Shadow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs to write down. */
final class Runs {
    static final Digest GROUP = digest("group");

    private static final Digest CLIENT = digest("client");

    private Runs() {}

    static Digest digest(String of) {
        return Hash.sha3(of.getBytes(StandardCharsets.UTF_8));
    }

    static RequestId request(long number) {
        return new RequestId(CLIENT, number);
    }

    /** Every third one in shadow mode. */
    static Begun begun(long number) {
        Optional<Shadow> shadow =
                number % 3 == 0 ? Optional.of(new Shadow("careful", Outcome.DENIED)) : Optional.empty();
        return new Begun(
                new Receipt.Warrant(request(number), digest("request " + number), digest("action " + number), shadow),
                1_000 + number);
    }

    static Receipt receipt(long number) {
        Receipt.Ending ending = switch ((int) (number % 3)) {
            case 0 -> new Receipt.Ending.Exited(7);
            case 1 -> new Receipt.Ending.Failed();
            default -> new Receipt.Ending.Unknown();
        };
        Receipt.Output.Stream out = Receipt.Output.Stream.of(("out " + number).getBytes(StandardCharsets.UTF_8));
        return new Receipt(
                begun(number).warrant(),
                ending,
                new Receipt.Output(out, Receipt.Output.Stream.EMPTY),
                new Receipt.Span(1_000 + number, 2_000 + number));
    }
}
