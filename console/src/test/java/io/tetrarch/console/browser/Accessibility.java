package io.tetrarch.console.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accessibility tree of a page: what a screen reader is given, as Chromium has it. */
final class Accessibility {
    private final Map<String, Map<String, Object>> nodes = new HashMap<>();
    private final Map<Object, Map<String, Object>> byElement = new HashMap<>();
    private final Browser browser;

    private Accessibility(Browser browser) {
        this.browser = browser;
        command("Accessibility.enable", Map.of());
        for (Map<String, Object> node :
                maps(command("Accessibility.getFullAXTree", Map.of()).get("nodes"))) {
            nodes.put(String.valueOf(node.get("nodeId")), node);
            byElement.put(node.get("backendDOMNodeId"), node);
        }
    }

    static Accessibility of(Browser browser) {
        return new Accessibility(browser);
    }

    /** The text within each element that fits, as it is given to a screen reader. */
    List<String> texts(String css) {
        Map<String, Object> root =
                map(command("DOM.getDocument", Map.of("depth", -1)).get("root"));
        Map<Object, Object> lasting = new HashMap<>();
        index(root, lasting);
        Map<String, Object> found =
                command("DOM.querySelectorAll", Map.of("nodeId", root.get("nodeId"), "selector", css));
        List<String> texts = new ArrayList<>();
        for (Object element : (List<?>) found.get("nodeIds")) {
            StringBuilder text = new StringBuilder();
            collect(byElement.get(lasting.get(element)), text);
            texts.add(text.toString());
        }
        return texts;
    }

    /** The tree of accessibility names elements by another number than the one that they are found by. */
    private static void index(Map<String, Object> node, Map<Object, Object> lasting) {
        lasting.put(node.get("nodeId"), node.get("backendNodeId"));
        if (node.get("children") != null) {
            maps(node.get("children")).forEach(child -> index(child, lasting));
        }
    }

    private void collect(Map<String, Object> node, StringBuilder text) {
        if ("StaticText".equals(map(node.get("role")).get("value"))) {
            text.append(map(node.get("name")).get("value"));
            return;
        }
        for (Object child : (List<?>) node.get("childIds")) {
            collect(nodes.get(String.valueOf(child)), text);
        }
    }

    private Map<String, Object> command(String name, Map<String, Object> parameters) {
        return browser.driver.executeCdpCommand(name, parameters);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
