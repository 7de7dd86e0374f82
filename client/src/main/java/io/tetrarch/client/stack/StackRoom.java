package io.tetrarch.client.stack;

/**
 * Finds out whether a caller's stack has room for what is to be done on it, before that has begun: what a caller shares with
 * others (numbers, a journal, a replica whose turn it takes) must not be left by halves because he called from too deep.
 */
public final class StackRoom {
    /** Some 100 KB where the probe is compiled, and more where it is not. */
    private static final int FRAMES = 2_000;

    private StackRoom() {}

    /** @throws StackOverflowError if there is none */
    @SuppressWarnings("CheckReturnValue") // what it comes to means nothing
    public static void require() {
        probe(FRAMES, 1, 2, 3, 4);
    }

    private static long probe(int left, long first, long second, long third, long fourth) {
        if (left == 0) {
            return first ^ second ^ third ^ fourth;
        }
        return probe(left - 1, second + 1, third + left, fourth ^ first, first) + 1;
    }
}
