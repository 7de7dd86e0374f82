package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Encoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's last decisions, kept as IPsec keeps its anti-replay window (RFC 4303, section 3.4.3): a number is spent
 * if it was decided, or if it lies so far below the highest decided one that the window no longer tells. So a leader
 * that orders a later request first does not shut the earlier one out, and the memory per client is bounded.
 */
final class ReplayWindow {
    /** W: numbers remembered per client. */
    static final int WIDTH = 1024;

    // By number modulo WIDTH. A slot may hold a number that has left the window; find() tells them apart.
    private final @Nullable Decided[] slots = new @Nullable Decided[WIDTH];
    private long highest;

    boolean isSpent(long number) {
        return number <= highest - WIDTH || find(number).isPresent();
    }

    Optional<Decided> find(long number) {
        if (number <= highest - WIDTH || number > highest) {
            return Optional.empty();
        }
        return Optional.ofNullable(slots[Math.floorMod(number, WIDTH)]).filter(held -> held.number() == number);
    }

    /**
     * Remembers a decision. One that already lies below the window is passed over: it can only be a request that was
     * proposed while the one that moved the window was in flight, and its number counts as spent in any case.
     */
    void add(Decided decided) {
        if (decided.number() <= highest - WIDTH) {
            return;
        }
        highest = Math.max(highest, decided.number());
        slots[Math.floorMod(decided.number(), WIDTH)] = decided;
    }

    /** Those in the window, in ascending order of their numbers. */
    List<Decided> decided() {
        List<Decided> held = new ArrayList<>();
        Arrays.stream(slots)
                .filter(slot -> slot != null && slot.number() > highest - WIDTH)
                .forEach(held::add);
        held.sort((one, other) -> Long.compare(one.number(), other.number()));
        return held;
    }

    /** The highest number is the last one's: it is in the window by definition. */
    void encode(Encoder to) {
        to.list(
                decided(),
                (encoder, each) -> encoder.u64(each.number())
                        .digest(each.request())
                        .u8(each.outcome().code())
                        .u64(each.ledgerIndex()));
    }
}
