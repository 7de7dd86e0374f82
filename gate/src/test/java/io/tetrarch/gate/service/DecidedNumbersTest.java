package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What was decided stays decided, and what is open stays open whatever is decided round it. */
class DecidedNumbersTest {
    private final DecidedNumbers numbers = new DecidedNumbers(1);

    @Test
    void oneThatStaysOpenHoldsNothingBackAndTakesNoMoreRoom() {
        for (long number = 1; number <= 200_000; number++) {
            if (number != 5) {
                numbers.add(number);
            }
        }
        assertThat(numbers.isSpent(5)).isFalse();
        assertThat(numbers.isSpent(4)).isTrue();
        assertThat(numbers.isSpent(200_000)).isTrue();
        assertThat(numbers.isSpent(200_001)).isFalse();
        assertThat(numbers.gaps()).isOne();

        numbers.add(5);

        assertThat(numbers.gaps()).isZero();
        assertThat(bytes(numbers))
                .isEqualTo(new Encoder().u64(0).u64(200_000).u32(0).toArray());
    }

    @Test
    void tenThousandGapsAreRememberedApart() {
        for (long number = 2; number <= 20_000; number += 2) {
            numbers.add(number);
        }
        assertThat(numbers.gaps()).isEqualTo(10_000);
        assertThat(numbers.isSpent(1)).isFalse();
        assertThat(numbers.isSpent(9_999)).isFalse();
        assertThat(numbers.isSpent(10_000)).isTrue();
    }

    @Test
    void theLowestGapIsGivenUpAndCountsAsDecided() {
        DecidedNumbers few = new DecidedNumbers(1, 2);
        few.add(2);
        few.add(4);
        assertThat(few.mayGiveUp(1, 0)).isFalse();
        assertThat(few.mayGiveUp(1, 1)).isTrue();
        assertThat(few.mayGiveUp(3, 1)).isFalse();
        assertThat(few.mayGiveUp(3, 2)).isTrue();

        few.add(6);

        assertThat(few.isSpent(1)).isTrue();
        assertThat(few.isSpent(3)).isFalse();
        few.add(1);
        assertThat(few.isSpent(3)).isFalse();
        assertThat(few.stands(1)).isFalse();
        assertThat(few.stands(2)).isTrue();
    }

    @Test
    void theHighestNumbersOfAllAreNumbersLikeOthers() {
        numbers.add(Long.MAX_VALUE);
        numbers.add(Long.MAX_VALUE - 1);
        assertThat(numbers.isSpent(Long.MAX_VALUE)).isTrue();
        assertThat(numbers.isSpent(Long.MAX_VALUE - 2)).isFalse();
        assertThat(bytes(copy(numbers))).isEqualTo(bytes(numbers));
    }

    /** Against a set of all that was decided, in any order, with so few gaps that many are given up. */
    @Test
    void whatWasDecidedIsNeverTakenForOpen() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(12);
            DecidedNumbers few = new DecidedNumbers(1, most);
            TreeSet<Long> decided = new TreeSet<>();
            for (int i = 0; i < 300; i++) {
                long number = 1L + random.nextInt(10 + i);
                boolean safe = !few.isSpent(number) && !few.mayGiveUp(number, 3);
                List<Long> others = new ArrayList<>();
                for (int k = 0; k < 3; k++) {
                    others.add(number + 1 + random.nextInt(40));
                }
                others.forEach(few::add);
                decided.addAll(others);
                if (safe) {
                    assertThat(few.isSpent(number))
                            .as("seed %d, %d", seed, number)
                            .isFalse();
                }
                few.add(number);
                decided.add(number);
                assertThat(few.gaps()).isLessThanOrEqualTo(most);
                few = copy(few, most);
            }
            for (long number : decided) {
                assertThat(few.isSpent(number)).as("seed %d, %d", seed, number).isTrue();
            }
        }
    }

    @Test
    void whatNothingCanHaveWrittenIsRefused() {
        List<byte[]> forged = List.of(
                encoding(0, 0, 1, 3),
                encoding(0, 5, 6, 7),
                encoding(0, 5, 8, 7),
                encoding(0, 5, 7, 9, 10, 12),
                encoding(0, 5, 9, 9, 7, 7),
                encoding(-1, -1, 4, 5),
                encoding(-1, 3),
                encoding(4, 4, 6, 7),
                encoding(4, 3, 6, 7),
                encoding(0, 0),
                encoding(0, Long.MAX_VALUE, 3, 4));
        for (byte[] each : forged) {
            assertThatThrownBy(() -> new DecidedNumbers(1).decode(new CanonicalReader(each)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new DecidedNumbers(1, 1).decode(new CanonicalReader(encoding(0, 0, 2, 2, 4, 4))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] encoding(long givenUp, long floor, long... ranges) {
        Encoder to = new Encoder().u64(givenUp).u64(floor).u32(ranges.length / 2);
        for (long each : ranges) {
            to.u64(each);
        }
        return to.toArray();
    }

    private static DecidedNumbers copy(DecidedNumbers of) {
        return copy(of, DecidedNumbers.MOST_RANGES);
    }

    private static DecidedNumbers copy(DecidedNumbers of, int most) {
        CanonicalReader from = new CanonicalReader(bytes(of));
        DecidedNumbers copy = new DecidedNumbers(1, most).decode(from);
        from.end();
        return copy;
    }

    private static byte[] bytes(DecidedNumbers of) {
        return of.encode(new Encoder()).toArray();
    }
}
