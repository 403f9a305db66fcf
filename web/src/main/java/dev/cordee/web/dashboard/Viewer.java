package dev.cordee.web.dashboard;

import java.util.Locale;

/**
 * Who looks at a page, and how.
 *
 * @param name as the records would say
 * @param role in the word of the API
 * @param mayAct whether there are buttons
 * @param zone of the times that the page tells
 * @param path of the page, with its query
 */
public record Viewer(
    String name,
    String role,
    boolean mayAct,
    Locale language,
    String theme,
    String zone,
    String path) {}
