package io.tetrarch.node.record;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.CheckRunner;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a replica's state is made of, found by what its fields may hold: so what the core grows later is in its
 * image by itself, and nothing else can be. A field that could hold anything (an open interface, and so a lambda, or a
 * collection in hash order) is refused when the shape is worked out, in every test that takes an image.
 */
final class CoreShape {
    /** What a replica is made with; an image leaves it out, and who restores one brings it. */
    private static final Set<Class<?>> PORTS =
            Set.of(Configuration.class, Service.class, Signer.class, CheckRunner.class);

    private static final Set<Class<?>> LEAVES = Set.of(
            Object.class,
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Optional.class,
            List.class,
            SortedMap.class,
            SortedSet.class,
            ArrayList.class,
            ArrayDeque.class,
            LinkedHashSet.class,
            TreeMap.class,
            TreeSet.class,
            boolean[].class,
            int[].class,
            long[].class,
            Bytes.class,
            Digest.class);

    /** Of a replica whose ledger is a tree. */
    static final CoreShape DECIDING = new CoreShape(Frontier.class);

    private final Class<? extends LedgerTip> tip;
    private final SortedMap<String, Class<?>> named = new TreeMap<>();
    private final Map<Class<?>, CoreForm> forms = new HashMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final List<Class<?>> classes;
    private final Map<Class<?>, Integer> numbers = new HashMap<>();
    private final Digest digest;

    /** @param tip what the service's ledger tips are */
    CoreShape(Class<? extends LedgerTip> tip) {
        this.tip = tip;
        add(Replica.class);
        this.classes = List.copyOf(named.values());
        for (int i = 0; i < classes.size(); i++) {
            numbers.put(classes.get(i), i);
        }
        this.digest = hash();
    }

    /** The hash over the names of all classes, of their fields, and of the fields' types: two builds with the same one can read each other's images. */
    Digest digest() {
        return digest;
    }

    /** How a class of the core is put together; null for any other and for enums. */
    @Nullable
    CoreForm form(Class<?> type) {
        return forms.get(type);
    }

    /** The class by its number; empty if there is none. */
    Optional<Class<?>> type(int number) {
        return number < 0 || number >= classes.size() ? Optional.empty() : Optional.of(classes.get(number));
    }

    /** @throws IllegalStateException if no field's type lets this class be here */
    int number(Class<?> type) {
        Integer number = numbers.get(type);
        if (number == null) {
            throw new IllegalStateException("nothing says that a replica may hold a " + type.getName());
        }
        return number;
    }

    static boolean isPort(Field field) {
        return PORTS.contains(field.getType());
    }

    private void add(Type type) {
        switch (type) {
            case Class<?> each -> addClass(each);
            case ParameterizedType each -> {
                add(each.getRawType());
                List.of(each.getActualTypeArguments()).forEach(this::add);
            }
            case WildcardType each -> List.of(each.getUpperBounds()).forEach(this::add);
            case TypeVariable<?> each -> List.of(each.getBounds()).forEach(this::add);
            default -> throw new IllegalStateException("a replica may not hold a " + type.getTypeName());
        }
    }

    private void addClass(Class<?> type) {
        if (type.isPrimitive() || LEAVES.contains(type) || PORTS.contains(type) || !seen.add(type)) {
            return;
        }
        if (type == LedgerTip.class) {
            add(tip);
        } else if (type.isSealed() && Modifier.isAbstract(type.getModifiers())) {
            List.of(type.getPermittedSubclasses()).forEach(this::add);
        } else if (type.isEnum()) {
            named.put(type.getName(), type);
        } else if (!type.isInterface() && type.getName().startsWith("io.tetrarch.")) {
            CoreForm form = CoreForm.of(type);
            named.put(type.getName(), type);
            forms.put(type, form);
            form.fields().forEach(this::add);
        } else {
            throw new IllegalStateException("a replica may not hold a " + type.getName());
        }
    }

    private void add(Field field) {
        try {
            add(field.getGenericType());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(field + ": " + e.getMessage(), e);
        }
    }

    private Digest hash() {
        Encoder to = new Encoder();
        for (Class<?> type : classes) {
            to.string(type.getName());
            CoreForm form = forms.get(type);
            if (form == null) {
                List.of(type.getEnumConstants()).forEach(each -> to.string(((Enum<?>) each).name()));
            } else {
                form.fields()
                        .forEach(field -> to.string(
                                field.getName() + " " + field.getGenericType().getTypeName()));
            }
        }
        return to.sha3();
    }
}
