package io.tetrarch.json;

/** Whole numbers from {@code least} to {@code most}, both included. */
public record Range(long least, long most) {

    /** @throws IllegalArgumentException if it holds nothing */
    public Range {
        if (least > most) {
            throw new IllegalArgumentException("a range from " + least + " to " + most);
        }
    }

    public boolean holds(long number) {
        return least <= number && number <= most;
    }

    /** For messages: {@code from 1 to 64}. */
    @Override
    public String toString() {
        return "from " + least + " to " + most;
    }
}
