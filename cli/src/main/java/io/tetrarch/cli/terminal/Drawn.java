package io.tetrarch.cli.terminal;

import io.tetrarch.gate.display.Shown;

/**
 * A line as a terminal gets it: one line, in which all that could change how it reads is spelled out, whoever wrote it.
 * Nothing but the colours and, where a person looks, the isolation of what is written from right to left is added.
 */
final class Drawn {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';

    private Drawn() {}

    /** @param isolated whether words from right to left are kept from moving what stands beside them */
    static String line(String line, boolean isolated) {
        StringBuilder drawn = new StringBuilder(line.length());
        int from = 0;
        for (int at = 0; at < line.length(); at++) {
            Ink ink = Ink.at(line, at);
            if (ink != null) {
                drawn.append(text(line.substring(from, at), isolated)).append(ink.sequence());
                from = at + 1;
            } else if (line.charAt(at) == Spelled.BEGIN && line.indexOf(Spelled.END, at) > 0) {
                int end = line.indexOf(Spelled.END, at);
                drawn.append(text(line.substring(from, at), isolated))
                        .append(isolated(line.substring(at + 1, end), isolated));
                from = end + 1;
                at = end;
            }
        }
        return drawn.append(text(line.substring(from), isolated)).toString();
    }

    /** How many characters it takes, as far as each takes one. */
    static int width(String text) {
        String drawn = line(text, false);
        return drawn.codePointCount(0, drawn.length());
    }

    private static String text(String text, boolean isolated) {
        return isolated(Shown.line(text), isolated);
    }

    /** Each run that is written from right to left in an isolate of its own (Unicode Standard Annex 9). */
    private static String isolated(String text, boolean isolated) {
        return isolated && text.codePoints().anyMatch(Drawn::isFromRight) ? isolated(text) : text;
    }

    private static String isolated(String text) {
        StringBuilder isolated = new StringBuilder(text.length() + 8);
        int[] codePoints = text.codePoints().toArray();
        for (int at = 0; at < codePoints.length; at++) {
            if (!isFromRight(codePoints[at])) {
                isolated.appendCodePoint(codePoints[at]);
                continue;
            }
            int last = last(codePoints, at);
            isolated.append(ISOLATE)
                    .append(new String(codePoints, at, last + 1 - at))
                    .append(END);
            at = last;
        }
        return isolated.toString();
    }

    /** Where the run ends that begins there: before a letter from left to right, a quote or an escape. */
    private static int last(int[] text, int from) {
        int last = from;
        for (int at = from + 1; at < text.length; at++) {
            boolean ends = text[at] == '"'
                    || text[at] == '\u27E8'
                    || Character.getDirectionality(text[at]) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
            if (ends) {
                break;
            }
            boolean mark = Character.getDirectionality(text[at]) == Character.DIRECTIONALITY_NONSPACING_MARK;
            if (isFromRight(text[at]) || mark && last == at - 1) {
                last = at;
            }
        }
        return last;
    }

    private static boolean isFromRight(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }
}
