package io.tetrarch.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a module lets everybody use: the public types of the packages that it exports to all, and their signatures. */
final class PublicApi {
    private final ModuleDescriptor module;
    private final Path classes;

    /** @param classes the folder of the module's compiled classes */
    PublicApi(Path classes) {
        this.classes = classes;
        this.module = ModuleFinder.of(classes).findAll().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(classes + ": expected a module"))
                .descriptor();
    }

    /** Exported to all. */
    List<String> packages() {
        return module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }

    /** Public types, nested ones included where all around them is public. */
    List<Class<?>> types() {
        return packages().stream().flatMap(name -> types(name).stream()).toList();
    }

    private List<Class<?>> types(String name) {
        try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
            List<Class<?>> found = new ArrayList<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .sorted()
                    .map(file -> load(name + "." + file.substring(0, file.length() - ".class".length())))
                    .filter(PublicApi::isPublic)
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /** One line a type, and below it one for each member that others can use, in a fixed order. */
    String text() {
        StringBuilder text = new StringBuilder();
        packages().forEach(name -> text.append("exports ").append(name).append('\n'));
        for (Class<?> type : types()) {
            text.append('\n').append(head(type)).append('\n');
            members(type).forEach(member -> text.append("  ").append(member).append('\n'));
        }
        return text.toString();
    }

    private static String head(Class<?> type) {
        StringBuilder head = new StringBuilder(type.toGenericString());
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
            head.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        if (type.getInterfaces().length > 0) {
            head.append(type.isInterface() ? " extends " : " implements ")
                    .append(String.join(
                            ", ",
                            Arrays.stream(type.getGenericInterfaces())
                                    .map(java.lang.reflect.Type::getTypeName)
                                    .toList()));
        }
        return head.toString();
    }

    private static List<String> members(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isUsable(field.getModifiers()) && !field.isSynthetic()) {
                members.add(field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            add(constructor, members);
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isBridge()) {
                add(method, members);
            }
        }
        return members.stream()
                .map(member -> member.replace(type.getTypeName() + ".", ""))
                .sorted()
                .toList();
    }

    private static void add(Executable member, List<String> members) {
        if (isUsable(member.getModifiers()) && !member.isSynthetic()) {
            members.add(member.toGenericString());
        }
    }

    private static boolean isUsable(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
