package io.tetrarch.agents.settings;

import java.util.ArrayList;
import java.util.List;

/** What changes between two texts, line by line. */
public final class LineDiff {
    private static final int CONTEXT = 2;
    /** Beyond so many pairs of lines the middle is shown as taken out and put in whole. */
    private static final long MOST_PAIRS = 4_000_000;

    private LineDiff() {}

    private record Line(char mark, String text) {}

    /** Lines that begin with {@code -}, {@code +} or a blank; those far from a change are left out. */
    public static List<String> between(String before, String after) {
        List<Line> all = lines(split(before), split(after));
        List<String> shown = new ArrayList<>();
        boolean skipped = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearChange(all, i)) {
                if (skipped) {
                    shown.add("  …");
                    skipped = false;
                }
                shown.add(all.get(i).mark + " " + all.get(i).text);
            } else {
                skipped = true;
            }
        }
        return List.copyOf(shown);
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static boolean isNearChange(List<Line> all, int at) {
        int last = Math.min(all.size() - 1, at + CONTEXT);
        for (int i = Math.max(0, at - CONTEXT); i <= last; i++) {
            if (all.get(i).mark != ' ') {
                return true;
            }
        }
        return false;
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> all = new ArrayList<>();
        before.subList(0, head).forEach(line -> all.add(new Line(' ', line)));
        all.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(line -> all.add(new Line(' ', line)));
        return all;
    }

    /** By the longest common subsequence. */
    private static List<Line> middle(List<String> before, List<String> after) {
        List<Line> all = new ArrayList<>();
        int from = 0;
        int to = 0;
        if ((long) before.size() * after.size() <= MOST_PAIRS) {
            int[][] common = common(before, after);
            while (from < before.size() && to < after.size()) {
                if (before.get(from).equals(after.get(to))) {
                    all.add(new Line(' ', before.get(from++)));
                    to++;
                } else if (common[from + 1][to] >= common[from][to + 1]) {
                    all.add(new Line('-', before.get(from++)));
                } else {
                    all.add(new Line('+', after.get(to++)));
                }
            }
        }
        before.subList(from, before.size()).forEach(line -> all.add(new Line('-', line)));
        after.subList(to, after.size()).forEach(line -> all.add(new Line('+', line)));
        return all;
    }

    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int from = before.size() - 1; from >= 0; from--) {
            for (int to = after.size() - 1; to >= 0; to--) {
                common[from][to] = before.get(from).equals(after.get(to))
                        ? common[from + 1][to + 1] + 1
                        : Math.max(common[from + 1][to], common[from][to + 1]);
            }
        }
        return common;
    }
}
