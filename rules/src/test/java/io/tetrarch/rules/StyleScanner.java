package io.tetrarch.rules;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** Finds in one source what the style refuses, and reports the line and the reason of each find. */
final class StyleScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    static final int MOST_LINES_OF_A_METHOD = 50;
    static final int MOST_PARAMETERS = 6;

    /** They show a few kinds of message as they pass, and nothing hangs on those that they do not show. */
    private static final Set<String> OBSERVERS = Set.of("RoundRecorder", "Timelines", "ClusterEvents");

    private static final Set<String> SLEEPERS = Set.of("Thread.sleep", "TimeUnit.sleep");

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final SourcePositions positions;
    private final BiConsumer<Long, String> findings;

    StyleScanner(CompilationUnitTree unit, Trees trees, BiConsumer<Long, String> findings) {
        this.unit = unit;
        this.trees = trees;
        this.positions = trees.getSourcePositions();
        this.findings = findings;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        long lines = line(positions.getEndPosition(unit, method)) - startLine(method) + 1;
        if (lines > MOST_LINES_OF_A_METHOD) {
            find(method, "method " + method.getName() + " has " + lines + " lines, most is " + MOST_LINES_OF_A_METHOD);
        }
        int parameters = method.getParameters().size();
        boolean isOfRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        if (method.getName().contentEquals("<init>") && parameters > MOST_PARAMETERS && !isOfRecord) {
            find(method, "constructor has " + parameters + " parameters, most is " + MOST_PARAMETERS);
        }
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        Element element = trees.getElement(getCurrentPath());
        if (element instanceof TypeElement record && record.getKind() == ElementKind.RECORD) {
            int components = record.getRecordComponents().size();
            if (components > MOST_PARAMETERS) {
                find(
                        type,
                        "record " + type.getSimpleName() + " has " + components + " components, most is "
                                + MOST_PARAMETERS);
            }
        }
        return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
        checkCatchAll(tree, tree.getExpression(), tree.getCases());
        return super.visitSwitch(tree, null);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
        checkCatchAll(tree, tree.getExpression(), tree.getCases());
        return super.visitSwitchExpression(tree, null);
    }

    private void checkCatchAll(Tree tree, ExpressionTree selector, List<? extends CaseTree> cases) {
        TypeMirror type = upperBound(typeOf(getCurrentPath(), selector));
        if (type == null || !isClosedAndOurs(type)) {
            return;
        }
        for (CaseTree branch : cases) {
            for (CaseLabelTree label : branch.getLabels()) {
                if (label instanceof DefaultCaseLabelTree) {
                    find(tree, "default in a switch over " + type);
                } else if (cases.size() > 1 && !isObserver() && catchesAll(label, branch, type)) {
                    find(label, "a pattern that catches all in a switch over " + type);
                }
            }
        }
    }

    private @Nullable TypeMirror typeOf(TreePath parent, Tree tree) {
        return trees.getTypeMirror(new TreePath(parent, tree));
    }

    private static @Nullable TypeMirror upperBound(@Nullable TypeMirror type) {
        return type instanceof TypeVariable variable ? variable.getUpperBound() : type;
    }

    /** Whether it is a pattern of the switch's own type or of every object's, under which a new subtype goes unseen. */
    private boolean catchesAll(CaseLabelTree label, CaseTree branch, TypeMirror selector) {
        if (!(label instanceof PatternCaseLabelTree pattern)
                || !(pattern.getPattern() instanceof BindingPatternTree binding)) {
            return false;
        }
        TreePath path = new TreePath(new TreePath(new TreePath(getCurrentPath(), branch), label), binding);
        TypeMirror caught = typeOf(path, binding.getVariable());
        return caught instanceof DeclaredType of
                && (name(of).equals("java.lang.Object")
                        || of.asElement().equals(((DeclaredType) selector).asElement()));
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private boolean isObserver() {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof ClassTree type
                    && OBSERVERS.contains(type.getSimpleName().toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosedAndOurs(@Nullable TypeMirror type) {
        if (type == null || type.getKind() != TypeKind.DECLARED) {
            return false;
        }
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        return element.getQualifiedName().toString().startsWith(Modules.ROOT + ".")
                && (element.getKind() == ElementKind.ENUM
                        || element.getModifiers().contains(Modifier.SEALED));
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
        String name = annotation.getAnnotationType().toString();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.startsWith("Disabled") || simple.startsWith("Enabled")) {
            find(annotation, "a test that does not always run: @" + simple);
        }
        return super.visitAnnotation(annotation, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        String method = call.getMethodSelect().toString();
        if (SLEEPERS.stream().anyMatch(method::endsWith) || method.matches("(.*\\.)?TimeUnit\\.\\w+\\.sleep")) {
            find(call, "sleeping: " + method);
        }
        if (method.endsWith(".printStackTrace")) {
            find(call, "printing: " + method);
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
        String name = select.toString();
        if (name.equals("System.out") || name.equals("System.err")) {
            find(select, "printing: " + name);
        }
        return super.visitMemberSelect(select, null);
    }

    private void find(Tree tree, String what) {
        findings.accept(startLine(tree), what);
    }

    private long startLine(Tree tree) {
        return line(positions.getStartPosition(unit, tree));
    }

    private long line(long position) {
        return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
    }
}
