package dev.cordee.web.saga;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What people call what sagas are made of; templates know it as {@code sagaWords}. What nobody has
 * found words for goes by its own name.
 */
@Component("sagaWords")
@Profile("api")
public final class SagaWords {
  private final MessageSource words;

  SagaWords(MessageSource words) {
    this.words = words;
  }

  /** A kind of saga, such as {@code checkout}. */
  public String type(String type) {
    return word("type", type);
  }

  /** A state, in its kind's own words. */
  public String state(String state) {
    return word("state", state);
  }

  /** A step, as its kind names it. */
  public String step(String step) {
    return word("step", step);
  }

  /** A figure or a fact, by its field. */
  public String field(String field) {
    return word("field", field);
  }

  /** A call, as Temporal names it. */
  public String call(String call) {
    return word("call", call);
  }

  private String word(String kind, String name) {
    var word =
        words.getMessage("sagas." + kind + "." + name, null, name, LocaleContextHolder.getLocale());
    return word == null ? name : word;
  }
}
