package io.tetrarch.cli.torture;

import io.tetrarch.agents.trial.Fault;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** What agents did under faults. */
record MatrixReport(List<Row> rows) {
    /** One agent, with its cells in the faults' order. */
    record Row(InstalledAgent agent, List<Cell> cells) {}

    MatrixReport {
        rows = List.copyOf(rows);
    }

    long count(Cell.Result result) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .filter(cell -> cell.result() == result)
                .count();
    }

    JsonObject json() {
        List<JsonValue> agents =
                rows.stream().<JsonValue>map(MatrixReport::json).toList();
        JsonObject.Builder json = JsonObject.builder().put("agents", new JsonArray(agents));
        for (Cell.Result each : Cell.Result.values()) {
            json.put(each.name().toLowerCase(Locale.ROOT), count(each));
        }
        return json.build();
    }

    private static JsonObject json(Row row) {
        return JsonObject.builder()
                .put("agent", row.agent().agent().host().word())
                .put("version", row.agent().version())
                .put(
                        "cells",
                        new JsonArray(
                                row.cells().stream().<JsonValue>map(Cell::json).toList()))
                .build();
    }

    /** A table in Markdown: a line per fault, a column per agent. */
    String markdown(List<Fault> faults) {
        StringBuilder table = new StringBuilder("| fault |");
        rows.forEach(row -> table.append(' ')
                .append(row.agent().agent().host().title())
                .append(' ')
                .append(row.agent().version())
                .append(" |"));
        table.append("\n|---|").append("---|".repeat(rows.size())).append('\n');
        for (int at = 0; at < faults.size(); at++) {
            table.append("| ").append(faults.get(at).title()).append(" |");
            for (Row row : rows) {
                table.append(' ').append(row.cells().get(at).word()).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }
}
