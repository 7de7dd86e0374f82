package io.tetrarch.testing;

import io.tetrarch.client.Gate;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.embedded.home.HomeRefused;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Four real replicas in memory, for tests that are to see real judges: a JUnit extension that hands tests the gate, or its
 * executor. The group is opened when it is first asked for, is the same for all tests of a class, and is closed after them.
 *
 * <p>{@snippet :
 * @ExtendWith(InMemoryGroup.class) // or: @RegisterExtension static InMemoryGroup group = InMemoryGroup.with(...)
 * class MyTest {
 *     @Test
 *     void aHarmlessActionRuns(EmbeddedCluster gate, GuardedExecutor executor) { ... }
 * }
 * }
 *
 * <p>It resolves parameters of the types {@link EmbeddedCluster}, {@link GovernedGate}, {@link Gate} and
 * {@link GuardedExecutor}. A group takes about a second to open, and some 100 MB.
 */
public final class InMemoryGroup implements ParameterResolver {
    private static final List<Class<?>> GATES = List.of(EmbeddedCluster.class, GovernedGate.class, Gate.class);

    private final UnaryOperator<EmbeddedClusterBuilder> with;

    /** With the charter that comes with the gate. */
    public InMemoryGroup() {
        this(UnaryOperator.identity());
    }

    private InMemoryGroup(UnaryOperator<EmbeddedClusterBuilder> with) {
        this.with = with;
    }

    /** @param with says what the group is to be; it is in memory, whatever this says */
    public static InMemoryGroup with(UnaryOperator<EmbeddedClusterBuilder> with) {
        return new InMemoryGroup(with);
    }

    /** With this charter, as its file's bytes. */
    public static InMemoryGroup of(byte[] charter) {
        byte[] copy = charter.clone();
        return with(builder -> builder.charter(copy));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return GATES.contains(type) || type.equals(GuardedExecutor.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Opened opened = opened(context);
        return parameter.getParameter().getType().equals(GuardedExecutor.class) ? opened.executor() : opened.gate();
    }

    /** Kept with the test class, nested ones included, so that it is closed when that is done. */
    private Opened opened(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getParent().isPresent()
                && outermost.getParent().get().getTestClass().isPresent()) {
            outermost = outermost.getParent().get();
        }
        return outermost
                .getStore(ExtensionContext.Namespace.create(InMemoryGroup.class, this))
                .computeIfAbsent(Opened.class, key -> open(), Opened.class);
    }

    private Opened open() {
        try {
            EmbeddedCluster gate =
                    with.apply(EmbeddedCluster.builder()).inMemory().open();
            return new Opened(gate, gate.executor());
        } catch (IOException | HomeRefused e) {
            throw new ParameterResolutionException("the group cannot be opened: " + e.getMessage(), e);
        }
    }

    private record Opened(EmbeddedCluster gate, GuardedExecutor executor) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            executor.close();
            gate.close();
        }
    }
}
