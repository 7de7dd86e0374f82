package io.tetrarch.client;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of a schema. A server writes it and an agent what it is held against, so looking takes a bounded time. */
final class BoundedPattern {
    private static final int MOST_READS = 1_000_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if it is none that is understood here */
    static BoundedPattern of(String pattern) {
        try {
            return new BoundedPattern(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a pattern that is understood here, not " + pattern, e);
        }
    }

    /** Whether it stands anywhere in the text; what takes too long to find is not there. */
    boolean finds(String text) {
        try {
            return pattern.matcher(new Counted(text, new int[1])).find();
        } catch (TooLong | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    /** A text that is read so often at most. */
    private record Counted(CharSequence text, int[] reads) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads[0] > MOST_READS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), reads);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
