package io.tetrarch.cli.backup;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.NodeBackup;
import io.tetrarch.json.JsonObject;

/** What a backup holds, as it is told. */
final class Contents {
    private Contents() {}

    static void tell(Terminal terminal, JsonOption json, String what, String folder, NodeBackup.Content content) {
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("folder", folder)
                    .put("entries", content.entries())
                    .put("audited", content.audited())
                    .build());
            return;
        }
        terminal.out().line(what + "   " + folder);
        terminal.out()
                .line("ledger   " + content.entries() + " entries, " + content.audited() + " audited from the first on"
                        + (content.audited() < content.entries() ? GAP : ""));
    }

    private static final String GAP =
            "; entries after them are not kept there ('tetrarch repair node --server' fetches them)";
}
