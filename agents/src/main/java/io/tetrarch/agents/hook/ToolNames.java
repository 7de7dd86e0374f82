package io.tetrarch.agents.hook;

import java.util.Locale;
import java.util.Map;

/** What agents call their built-in tools, and what charters call them. */
final class ToolNames {
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("bash", "shell"),
            Map.entry("shell", "shell"),
            Map.entry("run_shell_command", "shell"),
            Map.entry("execute_bash", "shell"),
            Map.entry("read", "read_file"),
            Map.entry("view", "read_file"),
            Map.entry("fs_read", "read_file"),
            Map.entry("notebookread", "read_file"),
            Map.entry("ls", "list_directory"),
            Map.entry("list", "list_directory"),
            Map.entry("search_file_content", "grep"),
            Map.entry("grep_search", "grep"),
            Map.entry("write", "write_file"),
            Map.entry("create", "write_file"),
            Map.entry("fs_write", "write_file"),
            Map.entry("multiedit", "edit_file"),
            Map.entry("edit", "edit_file"),
            Map.entry("replace", "edit_file"),
            Map.entry("str_replace", "edit_file"),
            Map.entry("notebookedit", "edit_file"),
            Map.entry("webfetch", "web_fetch"));

    private ToolNames() {}

    /** A name that the gate's charter may know; one that is nobody's built-in tool stays as it is. */
    static String known(String name) {
        return KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }
}
