package io.tetrarch.reading.sql;

import io.tetrarch.reading.sql.SqlStatement.Trait;
import io.tetrarch.reading.sql.SqlTokens.Kind;
import io.tetrarch.reading.sql.SqlTokens.Piece;
import io.tetrarch.reading.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.update.Update;

/**
 * Reads SQL text into what its statements do. Statements of the common kinds go through a parser; what has a dialect's
 * own grammar is told by its tokens. Length, number and depth are bounded; what lies beyond is
 * {@link Trait#NOT_PARSED}, never passed over. Immutable, safe for use by several threads.
 */
public final class SqlReader {

    private static final int MAX_TEXT = 16 * 1024;
    private static final int MAX_STATEMENTS = 100;
    private static final int MAX_DEPTH = 16;

    /** The kinds for which not to be parsed is suspicious. */
    private static final Set<String> PARSED = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH");

    /** Words between a verb and the kind of thing it is about. */
    private static final Set<String> MODIFIERS = Set.of(
            "OR",
            "REPLACE",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "GLOBAL",
            "LOCAL",
            "IF",
            "EXISTS",
            "NOT",
            "UNIQUE",
            "CONCURRENTLY",
            "ALGORITHM",
            "DEFINER",
            "IGNORE",
            "LOW_PRIORITY",
            "TRANSIENT",
            "RECURSIVE");

    private static final Set<String> DATA_CHANGING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Set<String> MAIN = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE");

    private final Map<Trait, Set<String>> names;

    /** @param names of functions, tables and phrases that give a statement a trait, in upper case */
    public SqlReader(Map<Trait, Set<String>> names) {
        this.names = new EnumMap<>(Trait.class);
        names.forEach((trait, words) -> this.names.put(trait, Set.copyOf(words)));
    }

    /** The statements of a text, in order. Never empty for a text that is not blank. */
    public List<SqlStatement> read(String sql) {
        if (sql.length() > MAX_TEXT) {
            return List.of(new SqlStatement(List.of("too-long"), EnumSet.of(Trait.NOT_PARSED)));
        }
        Set<SqlStatement> statements = new LinkedHashSet<>();
        SqlTokens.split(sql, false).forEach(piece -> statements.add(statement(piece)));
        if (sql.contains("\\'") || sql.contains("\\\"")) {
            // where dialects differ on what ends a text, what either would run counts
            SqlTokens.split(sql, true).forEach(piece -> statements.add(statement(piece)));
        }
        if (statements.size() > MAX_STATEMENTS) {
            return List.of(new SqlStatement(List.of("too-many"), EnumSet.of(Trait.NOT_PARSED)));
        }
        if (statements.isEmpty() && !sql.isBlank()) {
            statements.add(new SqlStatement(List.of("comment"), Set.of()));
        }
        return List.copyOf(statements);
    }

    private SqlStatement statement(Piece piece) {
        List<Token> tokens = withoutExplain(piece.tokens());
        EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
        mentioned(tokens, traits);
        files(tokens, traits);
        String verb = verb(tokens);
        if (!DATA_CHANGING.contains(verb) && changesInside(tokens)) {
            traits.add(Trait.DELETES_INSIDE);
        }
        parse(piece, verb, tokens, traits);
        return new SqlStatement(words(verb, tokens), traits);
    }

    /** EXPLAIN ANALYZE runs what it explains. */
    private static List<Token> withoutExplain(List<Token> tokens) {
        boolean explains =
                tokens.getFirst().is("EXPLAIN") && tokens.stream().limit(6).anyMatch(token -> token.is("ANALYZE"));
        if (explains) {
            for (int i = 1; i < tokens.size(); i++) {
                if (tokens.get(i).depth() == 0 && MAIN.contains(tokens.get(i).text())) {
                    return tokens.subList(i, tokens.size());
                }
            }
        }
        return tokens;
    }

    /** The first word, or for WITH the verb of the main statement. */
    private static String verb(List<Token> tokens) {
        Token first = tokens.getFirst();
        for (Token token : tokens) {
            if (token.kind() == Kind.WORD) {
                first = token;
                break;
            }
        }
        if (first.is("WITH")) {
            for (Token token : tokens) {
                if (token.kind() == Kind.WORD && token.depth() == 0 && MAIN.contains(token.text())) {
                    return token.text();
                }
            }
        }
        return first.kind() == Kind.TEXT ? "TEXT" : first.text();
    }

    private static List<String> words(String verb, List<Token> tokens) {
        List<String> words = new ArrayList<>(List.of(verb.toLowerCase(Locale.ROOT)));
        boolean behind = false;
        for (Token token : tokens) {
            if (behind && token.kind() == Kind.WORD && !MODIFIERS.contains(token.text())) {
                words.add(token.text().toLowerCase(Locale.ROOT));
                break;
            }
            behind |= token.is(verb);
        }
        return words;
    }

    private void mentioned(List<Token> tokens, EnumSet<Trait> traits) {
        Set<String> mentioned = new HashSet<>();
        String before = "";
        for (Token token : tokens) {
            if (token.kind() == Kind.WORD) {
                mentioned.add(token.text());
                mentioned.add(before + " " + token.text());
                before = token.text();
            } else if (!token.is(".")) {
                before = "";
            }
        }
        names.forEach((trait, words) -> {
            if (words.stream().anyMatch(mentioned::contains)) {
                traits.add(trait);
            }
        });
    }

    /** COPY, LOAD and INTO OUTFILE reach the database machine's files. */
    private static void files(List<Token> tokens, EnumSet<Trait> traits) {
        if (!tokens.getFirst().is("COPY")) {
            return;
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i + 1).kind() == Kind.TEXT) {
                if (tokens.get(i).is("FROM")) {
                    traits.add(Trait.READS_FILES);
                } else if (tokens.get(i).is("TO")) {
                    traits.add(Trait.WRITES_FILES);
                }
            }
        }
    }

    private static boolean changesInside(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).is("(")
                    && tokens.get(i).kind() == Kind.WORD
                    && DATA_CHANGING.contains(tokens.get(i).text())) {
                return true;
            }
        }
        return false;
    }

    private static void parse(Piece piece, String verb, List<Token> tokens, EnumSet<Trait> traits) {
        boolean changes = verb.equals("DELETE") || verb.equals("UPDATE");
        Optional<Statement> parsed = PARSED.contains(verb) ? parse(piece) : Optional.empty();
        if (parsed.isPresent()) {
            switch (parsed.get()) {
                case Delete delete -> {
                    if (SqlConditions.alwaysHolds(delete.getWhere()) && delete.getLimit() == null) {
                        traits.add(Trait.EVERY_ROW);
                    }
                }
                case Update update -> {
                    if (SqlConditions.alwaysHolds(update.getWhere()) && update.getLimit() == null) {
                        traits.add(Trait.EVERY_ROW);
                    }
                }
                case Merge merge -> {
                    boolean takes = tokens.stream().anyMatch(token -> token.is("DELETE") || token.is("UPDATE"));
                    if (takes && SqlConditions.alwaysHolds(merge.getOnCondition())) {
                        traits.add(Trait.EVERY_ROW);
                    }
                }
                default -> {}
            }
        } else if (PARSED.contains(verb)) {
            traits.add(Trait.NOT_PARSED);
            if (changes && tokens.stream().noneMatch(token -> token.is("WHERE"))) {
                traits.add(Trait.EVERY_ROW);
            }
        }
    }

    private static Optional<Statement> parse(Piece piece) {
        int deepest = piece.tokens().stream().mapToInt(Token::depth).max().orElse(0);
        if (deepest > MAX_DEPTH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new CCJSqlParser(new StringProvider(piece.text())).Statement());
        } catch (ParseException | TokenMgrException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // the parser's own slips on odd texts; what it cannot read is told as such
            return Optional.empty();
        }
    }
}
