package io.tetrarch.cli.shown;

import io.tetrarch.agents.settings.FileChange;
import io.tetrarch.cli.terminal.Terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows what files become, then makes them so. */
public final class ShownChanges {
    private final Screen screen;

    public ShownChanges(Screen screen) {
        this.screen = screen;
    }

    public void apply(List<FileChange> changes, boolean dry) throws IOException {
        for (FileChange change : changes) {
            show(change);
            if (!dry) {
                Optional<Path> backup = change.backup();
                change.apply();
                backup.ifPresent(copy -> screen.line("backup   " + copy));
            }
        }
    }

    private void show(FileChange change) {
        if (change.isNone()) {
            screen.line("as it is " + change.file());
            return;
        }
        String what = change.after().isEmpty() ? "removed  " : change.before().isEmpty() ? "new      " : "changed  ";
        screen.line(what + change.file());
        if (!change.isProgram()) {
            for (String line : change.diff()) {
                screen.line("  " + painted(line));
            }
        }
    }

    private String painted(String line) {
        return switch (line.charAt(0)) {
            case '+' -> screen.paint().good(line);
            case '-' -> screen.paint().bad(line);
            default -> line;
        };
    }
}
