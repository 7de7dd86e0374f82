package io.tetrarch.cli.terminal;

import io.tetrarch.cli.terminal.Table.Cell;
import io.tetrarch.cli.terminal.Terminal.Screen;
import java.util.List;

/** Columns of text whose widths are known beforehand, so that each row is printed as it comes. */
public final class Columns {
    private final Screen screen;
    private final int[] widths;

    /** @param widths of all columns but the last */
    public Columns(Screen screen, int... widths) {
        this.screen = screen;
        this.widths = widths.clone();
    }

    /** Prints a row; what is wider than its column moves the rest of that row to the right. */
    public void print(List<Cell> row) {
        screen.line(Table.row(row, widths));
    }
}
