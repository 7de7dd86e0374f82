package io.tetrarch.cli.terminal;

import io.tetrarch.cli.terminal.Terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Columns of text, each as wide as its widest cell. Colour is put on last, so it never counts as width. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();

    /** A text and how it is painted. */
    public record Cell(String text, UnaryOperator<String> paint) {
        public static Cell plain(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private Table() {}

    public static Table empty() {
        return new Table();
    }

    public static Table of(String... firstRow) {
        Table table = new Table();
        table.row(firstRow);
        return table;
    }

    public void row(String... cells) {
        rows.add(List.of(cells).stream().map(Cell::plain).toList());
    }

    public void row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
    }

    public void print(Screen screen) {
        print(screen, "");
    }

    /** Prints the rows, each behind {@code indent}. */
    public void print(Screen screen, String indent) {
        int[] widths = widths();
        rows.forEach(row -> screen.line(indent + row(row, widths)));
    }

    static String row(List<Cell> row, int... widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            line.append(cell.paint().apply(cell.text()));
            if (column < row.size() - 1) {
                line.append(" ".repeat(Math.max(0, widths[column] - length(cell))))
                        .append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static int length(Cell cell) {
        return Drawn.width(cell.text());
    }
}
