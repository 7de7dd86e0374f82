package io.tetrarch.agents.mcp;

import java.util.List;
import java.util.Map;

/**
 * What charters call the tools of a server. A server is known by the program that is started, never by what it says of
 * itself; the tools of any other have the server's name in front, and are nobody's until a charter lists them.
 */
public final class ToolNaming {
    private static final String FILESYSTEM = "@modelcontextprotocol/server-filesystem(@[0-9A-Za-z.-]+)?";
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("read_file", "read_file"),
            Map.entry("read_text_file", "read_file"),
            Map.entry("read_media_file", "read_file"),
            Map.entry("read_multiple_files", "read_file"),
            Map.entry("get_file_info", "file_info"),
            Map.entry("list_directory", "list_directory"),
            Map.entry("list_directory_with_sizes", "list_directory"),
            Map.entry("directory_tree", "list_directory"),
            Map.entry("search_files", "search_files"),
            Map.entry("write_file", "write_file"),
            Map.entry("edit_file", "edit_file"),
            Map.entry("create_directory", "create_directory"),
            Map.entry("move_file", "move_file"));

    private final String server;
    private final boolean isFilesystem;

    /** @param command that starts the server */
    ToolNaming(String server, List<String> command) {
        this.server = server;
        this.isFilesystem = command.getFirst().matches("(.*/)?(npx|bunx)")
                && command.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("-"))
                        .findFirst()
                        .filter(word -> word.matches(FILESYSTEM))
                        .isPresent();
    }

    String of(String tool) {
        String other = "mcp__" + server + "__" + tool;
        return isFilesystem ? FILES.getOrDefault(tool, other) : other;
    }
}
