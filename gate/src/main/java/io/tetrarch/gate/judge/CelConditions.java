package io.tetrarch.gate.judge;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import io.tetrarch.reading.yaml.Condition;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.Optional;

/** Compiles conditions, type-checked against {@link CelVariables}. Used by one thread; what it compiles, by many. */
final class CelConditions {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(100_000)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    CelConditions() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .addFunctionDeclarations(CelFunctions.DECLARATIONS);
        CelVariables.TYPES.forEach(builder::addVar);
        this.compiler = builder.build();
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                        .build())
                .addFunctionBindings(new CelFunctions().bindings())
                .build();
    }

    /** A condition ready to be asked. */
    static final class Program {

        private final CelRuntime.Program program;

        private Program(CelRuntime.Program program) {
            this.program = program;
        }

        /** @throws CelEvaluationException if the expression fails on this case, such as for a member not there */
        boolean holds(Case subject) throws CelEvaluationException {
            return Boolean.TRUE.equals(program.eval(name -> Optional.ofNullable(subject.variable(name))));
        }
    }

    /** @throws PolicyRejected if the expression is malformed, names what does not exist, or is not of type bool */
    Program compile(Condition condition) throws PolicyRejected {
        try {
            return new Program(runtime.createProgram(
                    compiler.compile(condition.expression()).getAst()));
        } catch (CelValidationException e) {
            CelIssue issue = e.getErrors().getFirst();
            int line = Math.max(1, issue.getSourceLocation().getLine());
            int column = Math.max(0, issue.getSourceLocation().getColumn());
            throw new PolicyRejected(
                    condition.line() + line - 1,
                    line == 1 ? condition.column() + column : column + 1,
                    "expected a condition in CEL: " + oneLine(issue.getMessage()));
        } catch (CelEvaluationException e) {
            throw new PolicyRejected(
                    condition.line(), condition.column(), "expected a condition in CEL: " + oneLine(e));
        }
    }

    static String oneLine(Exception e) {
        return oneLine(String.valueOf(e.getMessage()));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200);
    }
}
