package io.tetrarch.proof.decision;

import java.util.ArrayList;
import java.util.List;

/** Where the members and elements of a well-formed JSON text of ASCII stand in it. */
final class JsonSites {
    private final String text;
    private final List<Site> sites = new ArrayList<>();
    private int at;

    /**
     * A member or an element.
     *
     * @param path as errors name it
     * @param from of the member's name, or of the element
     * @param value where the value begins
     * @param to behind the value
     */
    record Site(String path, int from, int value, int to, boolean isMember) {}

    private JsonSites(String text) {
        this.text = text;
    }

    static List<Site> of(String text) {
        JsonSites reader = new JsonSites(text);
        reader.value("");
        return reader.sites;
    }

    private void value(String path) {
        space();
        switch (text.charAt(at)) {
            case '{' -> all(path, '}');
            case '[' -> all(path, ']');
            case '"' -> string();
            default -> {
                while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
        }
    }

    private void all(String path, char end) {
        at++;
        int count = 0;
        for (space(); text.charAt(at) != end; space()) {
            int from = at;
            boolean isMember = end == '}';
            String below = path + "[" + count + "]";
            if (isMember) {
                string();
                String name = text.substring(from + 1, at - 1);
                below = path.isEmpty() ? name : path + "." + name;
                at = text.indexOf(':', at) + 1;
                space();
            }
            int value = at;
            int place = sites.size();
            value(below);
            sites.add(place, new Site(below, from, value, at, isMember));
            count++;
            space();
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
    }

    private void string() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void space() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
