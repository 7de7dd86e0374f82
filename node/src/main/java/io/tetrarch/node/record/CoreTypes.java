package io.tetrarch.node.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what was read from an image is what a field's type, with its arguments, lets it be. */
final class CoreTypes {
    private CoreTypes() {}

    static boolean fits(@Nullable Object thing, Type type) {
        return switch (type) {
            case Class<?> each ->
                thing == null ? !each.isPrimitive() : boxed(each).isInstance(thing);
            case ParameterizedType each -> thing == null || (fits(thing, each.getRawType()) && holdOnly(thing, each));
            case WildcardType each -> fits(thing, each.getUpperBounds()[0]);
            case TypeVariable<?> each -> fits(thing, each.getBounds()[0]);
            default -> false;
        };
    }

    private static Class<?> boxed(Class<?> type) {
        return type == int.class
                ? Integer.class
                : type == long.class ? Long.class : type == boolean.class ? Boolean.class : type;
    }

    private static boolean holdOnly(Object thing, ParameterizedType type) {
        return switch (thing) {
            case Optional<?> optional -> optional.isEmpty() || fits(optional.get(), argument(type, 0));
            case Collection<?> collection -> collection.stream().allMatch(each -> fits(each, argument(type, 0)));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .allMatch(each ->
                                fits(each.getKey(), argument(type, 0)) && fits(each.getValue(), argument(type, 1)));
            case Record record -> componentsFit(record, type);
            default -> true;
        };
    }

    /** For each component whose type is a parameter of the record. */
    private static boolean componentsFit(Record record, ParameterizedType type) {
        List<Type> parameters = List.of(record.getClass().getTypeParameters());
        List<RecordComponent> components = List.of(record.getClass().getRecordComponents());
        List<@Nullable Object> held = new ArrayList<>();
        List<Type> as = new ArrayList<>();
        for (RecordComponent component : components) {
            int at = parameters.indexOf(component.getGenericType());
            if (at >= 0) {
                held.add(component(record, component));
                as.add(argument(type, at));
            }
        }
        for (int i = 0; i < held.size(); i++) {
            if (!fits(held.get(i), as.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a collection or map the type of its elements, keys or values; anything where it is not said. */
    static Type argument(Type type, int at) {
        return type instanceof ParameterizedType each && at < each.getActualTypeArguments().length
                ? each.getActualTypeArguments()[at]
                : Object.class;
    }
}
