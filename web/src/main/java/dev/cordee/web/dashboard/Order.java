package dev.cordee.web.dashboard;

/**
 * What somebody wants done.
 *
 * @param action in a word, such as {@code node.drain}; {@code action.<this>} is the key of its name
 * @param subject what it is done to, such as {@code node 3}
 * @param path the page to go back to
 * @param reason given for it; may be empty
 */
public record Order(String action, String subject, String path, String reason) {}
