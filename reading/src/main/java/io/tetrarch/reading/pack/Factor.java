package io.tetrarch.reading.pack;

/**
 * One thing that speaks against an action, for judges that weigh several.
 *
 * @param weight from 1 to 100
 * @param cwe the weakness it is an instance of, such as {@code CWE-78}, or empty
 * @param says one sentence, for people
 * @param instead a safer way to the same end, or empty
 */
public record Factor(String name, int weight, String cwe, String says, String instead) {}
