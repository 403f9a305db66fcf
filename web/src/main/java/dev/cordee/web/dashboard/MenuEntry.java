package dev.cordee.web.dashboard;

/**
 * A page that is always one click away. Capabilities contribute theirs as beans.
 *
 * @param rank where it stands
 * @param path of the page
 * @param words key of its name
 */
public record MenuEntry(int rank, String path, String words) implements Comparable<MenuEntry> {

  @Override
  public int compareTo(MenuEntry other) {
    return Integer.compare(rank, other.rank);
  }

  /** Whether a page belongs to it. */
  public boolean isAt(String page) {
    return path.equals("/") ? page.equals("/") || page.startsWith("/?") : page.startsWith(path);
  }
}
