package io.tetrarch.reading.sql;

import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** Whether a condition holds for every row, whatever the table: {@code 1=1}, {@code id=id}, {@code x OR TRUE}. */
final class SqlConditions {

    private SqlConditions() {}

    /** What is known of a condition before any row is. */
    private enum Truth {
        ALWAYS,
        NEVER,
        DEPENDS;

        Truth not() {
            return switch (this) {
                case ALWAYS -> NEVER;
                case NEVER -> ALWAYS;
                case DEPENDS -> DEPENDS;
            };
        }

        static Truth of(boolean holds) {
            return holds ? ALWAYS : NEVER;
        }
    }

    /** Also for no condition at all. */
    static boolean alwaysHolds(@Nullable Expression condition) {
        return condition == null || truth(condition) == Truth.ALWAYS;
    }

    private static Truth truth(Expression condition) {
        if (condition instanceof ParenthesedExpressionList<?> list) {
            return list.size() == 1 ? truth(list.getFirst()) : Truth.DEPENDS;
        }
        return switch (condition) {
            case OrExpression or -> or(truth(or.getLeftExpression()), truth(or.getRightExpression()));
            case AndExpression and ->
                or(
                                truth(and.getLeftExpression()).not(),
                                truth(and.getRightExpression()).not())
                        .not();
            case NotExpression not -> truth(not.getExpression()).not();
            case BooleanValue value -> Truth.of(value.getValue());
            case LongValue value -> Truth.of(!value.getStringValue().equals("0"));
            case Column column -> column.getColumnName().equalsIgnoreCase("true") ? Truth.ALWAYS : Truth.DEPENDS;
            case LikeExpression like -> like(like);
            case ComparisonOperator comparison -> comparison(comparison);
            default -> Truth.DEPENDS;
        };
    }

    private static Truth or(Truth one, Truth other) {
        if (one == Truth.ALWAYS || other == Truth.ALWAYS) {
            return Truth.ALWAYS;
        }
        return one == Truth.NEVER && other == Truth.NEVER ? Truth.NEVER : Truth.DEPENDS;
    }

    private static Truth like(LikeExpression like) {
        boolean all = like.getRightExpression() instanceof StringValue pattern
                && pattern.getValue().replace("%", "").isEmpty()
                && !pattern.getValue().isEmpty();
        return all && !like.isNot() ? Truth.ALWAYS : Truth.DEPENDS;
    }

    private static Truth comparison(ComparisonOperator comparison) {
        String left = comparison.getLeftExpression().toString();
        String right = comparison.getRightExpression().toString();
        boolean same = left.equalsIgnoreCase(right);
        boolean constant = isConstant(comparison.getLeftExpression()) && isConstant(comparison.getRightExpression());
        return switch (comparison) {
            case EqualsTo equal -> same ? Truth.ALWAYS : constant ? Truth.NEVER : Truth.DEPENDS;
            case NotEqualsTo notEqual -> same ? Truth.NEVER : constant ? Truth.ALWAYS : Truth.DEPENDS;
            case GreaterThanEquals atLeast -> same ? Truth.ALWAYS : Truth.DEPENDS;
            case MinorThanEquals atMost -> same ? Truth.ALWAYS : Truth.DEPENDS;
            default -> constant && !same ? Truth.ALWAYS : Truth.DEPENDS;
        };
    }

    private static boolean isConstant(Expression expression) {
        return expression instanceof LongValue || expression instanceof StringValue;
    }
}
