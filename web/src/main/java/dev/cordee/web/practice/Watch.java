package dev.cordee.web.practice;

/** The pages where one sees what becomes of what was broken. */
enum Watch {
  OVERVIEW("/"),
  SAGAS("/ui/sagas"),
  REPAIRS("/ui/sagas?state=needs-repair"),
  FLEET("/ui/fleet"),
  SALES("/ui/sales");

  private final String path;

  Watch(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
