package io.tetrarch.gate.judge;

import io.tetrarch.reading.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One SQL statement: comments and string contents taken out, upper case, single spaces.
 *
 * @param verb the first word
 */
record SqlStatement(String verb, String text) {

    private static final Pattern NOISE = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Set<String> CLIENTS = Set.of(
            "psql",
            "mysql",
            "mariadb",
            "sqlite3",
            "sqlcmd",
            "clickhouse-client",
            "mysqladmin",
            "cqlsh",
            "duckdb",
            "cockroach",
            "snowsql",
            "bq");
    private static final int MAX_TEXT = 64 * 1024;

    /** The statements of a text, split at semicolons. */
    static List<SqlStatement> read(String sql) {
        List<SqlStatement> statements = new ArrayList<>();
        String cut = sql.length() > MAX_TEXT ? sql.substring(0, MAX_TEXT) : sql;
        String bare = NOISE.matcher(LITERAL.matcher(cut).replaceAll("''")).replaceAll(" ");
        for (String part : bare.split(";", -1)) {
            String text = SPACE.matcher(part).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
            if (!text.isEmpty()) {
                int space = text.indexOf(' ');
                statements.add(new SqlStatement(space < 0 ? text : text.substring(0, space), text));
            }
        }
        return statements;
    }

    /** The statements a database client is handed on its command line. */
    static List<SqlStatement> fromClient(ShellCommand command) {
        List<SqlStatement> statements = new ArrayList<>();
        if (CLIENTS.contains(command.program())) {
            for (String arg : command.args()) {
                if (arg.indexOf(' ') > 0) {
                    statements.addAll(read(arg));
                }
            }
            if (!command.code().isEmpty()) {
                statements.addAll(read(command.code()));
            }
        }
        return statements;
    }

    /** Whether it changes or removes every row. */
    boolean everyRow() {
        return (verb.equals("DELETE") || verb.equals("UPDATE")) && !text.contains(" WHERE ")
                || text.matches(".* WHERE (1 ?= ?1|TRUE|'' ?= ?'')");
    }

    Map<String, Object> view() {
        return Map.of("verb", verb, "text", text, "everyRow", everyRow());
    }
}
