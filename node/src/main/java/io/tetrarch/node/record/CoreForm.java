package io.tetrarch.node.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the instances of one class of the core are taken apart and put together. A <i>value</i> never changes: a record of
 * values, or what stands in {@code pbft.message}; it is made anew from its final fields, and what it has worked out of
 * them and keeps aside is left out. A <i>part</i> changes, so an image has all its fields.
 *
 * @param fields of a value in the order in which its constructor takes them, of a part in the order of their names
 * @param maker takes a value's fields, or the final fields that a part begins with, in their order; empty for a part that
 *     is only ever made with its replica
 * @param made what {@code maker} takes
 */
record CoreForm(Class<?> type, boolean isValue, List<Field> fields, Optional<Constructor<?>> maker, List<Field> made) {
    private static final String CORE = "io.tetrarch.pbft";
    private static final String MESSAGES = "io.tetrarch.pbft.message";

    static CoreForm of(Class<?> type) {
        return isPart(type) ? part(type) : value(type);
    }

    /** Whether its instances change, or lead to some that do. */
    static boolean isPart(Class<?> type) {
        if (!type.getName().startsWith(CORE + ".") || type.isInterface() || type.isEnum()) {
            return false;
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).anyMatch(component -> isPart(component.getType()))
                : !type.getPackageName().equals(MESSAGES);
    }

    private static CoreForm value(Class<?> type) {
        List<Field> fields = type.isRecord() ? components(type) : fields(type);
        if (!type.isRecord()) {
            fields.removeIf(field -> Modifier.isVolatile(field.getModifiers()));
            for (Field field : fields) {
                if (!isFinal(field)) {
                    throw new IllegalStateException(field + " is neither final nor a volatile memo");
                }
            }
        }
        Constructor<?> maker = constructor(type, fields)
                .orElseThrow(() -> new IllegalStateException(type + " has no constructor that takes its final fields"));
        return new CoreForm(type, true, List.copyOf(fields), Optional.of(maker), List.copyOf(fields));
    }

    private static CoreForm part(Class<?> type) {
        List<Field> fields = fields(type);
        List<Field> first = new ArrayList<>();
        Optional<Constructor<?>> maker = constructor(type, first);
        for (Field field : fields) {
            if (isFinal(field) && maker.isEmpty()) {
                first.add(field);
                maker = constructor(type, first);
            }
        }
        fields.sort(Comparator.comparing(Field::getName));
        return new CoreForm(type, false, List.copyOf(fields), maker, List.copyOf(first));
    }

    private static List<Field> components(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                fields.add(open(type.getDeclaredField(component.getName())));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    /** Those of its instances, as declared, a superclass's first. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = type.getSuperclass() == Object.class || type.isRecord()
                ? new ArrayList<>()
                : fields(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(open(field));
            }
        }
        return fields;
    }

    private static Field open(Field field) {
        field.setAccessible(true);
        return field;
    }

    private static Optional<Constructor<?>> constructor(Class<?> type, List<Field> fields) {
        try {
            Constructor<?> found = type.getDeclaredConstructor(
                    fields.stream().map(Field::getType).toArray(Class<?>[]::new));
            found.setAccessible(true);
            return Optional.of(found);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    static boolean isFinal(Field field) {
        return Modifier.isFinal(field.getModifiers());
    }

    static @Nullable Object get(Field field, Object from) {
        try {
            return field.get(from);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
