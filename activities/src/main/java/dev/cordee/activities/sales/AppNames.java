package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which app is a sale's. It follows from the sale's id alone, so that a name needs no memory. An id
 * that its name cannot tell whole is told by a hash as well: two ids that look alike have two apps.
 */
public final class AppNames {

  /** Characters of an id; the whole of it is a tag of its app, and Azure takes no longer ones. */
  public static final int LONGEST_ID = 200;

  private static final int HASH_BYTES = 4;
  private static final int ROOM = AppName.LONGEST - AppName.PREFIX.length();
  private static final int ROOM_BESIDE_HASH = ROOM - 2 * HASH_BYTES - 1;

  /** Stands for an id of which no letter can be in a name. */
  private static final String NAMELESS = "s";

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern OUTER_BLANKS = Pattern.compile("^[\\s\\p{Z}]|[\\s\\p{Z}]$");
  private static final Pattern OUTER_DASHES = Pattern.compile("^-|-$");
  private static final Pattern LIKE_HASHED = Pattern.compile(".*-[0-9a-f]{8}");
  private static final Pattern SHOWN = Pattern.compile("[\\p{L}\\p{N}]");

  private AppNames() {}

  /** An id as it is kept: the same letters are the same sale, however they were typed. */
  public static SaleId id(String given) {
    return new SaleId(Normalizer.normalize(given, Normalizer.Form.NFC));
  }

  /** Why there cannot be a sale of such an id; empty when there can. */
  public static Optional<String> objection(String given) {
    var id = id(given).value();
    if (id.isBlank()) {
      return Optional.of("must not be empty");
    }
    if (OUTER_BLANKS.matcher(id).find()) {
      return Optional.of("must not begin or end with a blank");
    }
    if (id.length() > LONGEST_ID) {
      return Optional.of("must not have more than " + LONGEST_ID + " characters");
    }
    if (id.codePoints().anyMatch(AppNames::isUnfit)) {
      return Optional.of("must not have control characters or invisible ones");
    }
    return SHOWN.matcher(id).find()
        ? Optional.empty()
        : Optional.of("must have a letter or a digit");
  }

  /**
   * Half a pair of characters has no form in UTF-8; nobody can tell ids apart by invisible ones.
   */
  private static boolean isUnfit(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** The app of a sale. */
  public static AppName of(SaleId sale) {
    var id = id(sale.value()).value();
    var slug = slug(id);
    return new AppName(AppName.PREFIX + (isPlain(id, slug) ? slug : hashed(id, slug)));
  }

  /** What of an id can be in a name. */
  public static String slug(String id) {
    var letters = MARKS.matcher(Normalizer.normalize(id, Normalizer.Form.NFKD)).replaceAll("");
    var dashed = OTHERS.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("-");
    return OUTER_DASHES.matcher(dashed).replaceAll("");
  }

  /** Whether the slug tells the whole id: it has the first letter in upper case, and no other. */
  private static boolean isPlain(String id, String slug) {
    return !slug.isEmpty()
        && slug.length() <= ROOM
        && !LIKE_HASHED.matcher(slug).matches()
        && id.equals(slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1));
  }

  private static String hashed(String id, String slug) {
    var hash = HexFormat.of().formatHex(sha256(id), 0, HASH_BYTES);
    if (slug.isEmpty()) {
      return NAMELESS + "-" + hash;
    }
    var cut = slug.substring(0, Math.min(slug.length(), ROOM_BESIDE_HASH));
    return OUTER_DASHES.matcher(cut).replaceAll("") + "-" + hash;
  }

  private static byte[] sha256(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
