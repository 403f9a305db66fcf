package dev.cordee.web.dashboard;

import dev.cordee.web.access.Caller;
import dev.cordee.web.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns what goes wrong on the way to a page into a page that says so. */
@ControllerAdvice(annotations = Page.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile("api")
class PageErrors {
  private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

  private final PageModel model;

  PageErrors(PageModel model) {
    this.model = model;
  }

  @ExceptionHandler(ProblemException.class)
  ModelAndView problem(ProblemException problem, HttpServletRequest request, Locale language) {
    var detail = Objects.requireNonNullElse(problem.getBody().getDetail(), "");
    return page(problem.getStatusCode(), "dashboard.error.problem", detail, request, language);
  }

  /** And not what a statement did not like: that would never get better. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ModelAndView databaseDown(RuntimeException e, HttpServletRequest request, Locale language) {
    log.warn("PostgreSQL is not answering: {}", e.getMessage());
    return page(HttpStatus.SERVICE_UNAVAILABLE, "dashboard.error.database", "", request, language);
  }

  @ExceptionHandler(Exception.class)
  ModelAndView unexpected(Exception e, HttpServletRequest request, Locale language) {
    if (e instanceof ErrorResponse known) {
      var detail = Objects.requireNonNullElse(known.getBody().getDetail(), "");
      return page(known.getStatusCode(), "dashboard.error.problem", detail, request, language);
    }
    log.error("unexpected failure of a page", e);
    return page(HttpStatus.INTERNAL_SERVER_ERROR, "dashboard.error.own", "", request, language);
  }

  /** Spring keeps what {@link PageModel} gives to every page from those of errors. */
  private ModelAndView page(
      HttpStatusCode status,
      String words,
      String detail,
      HttpServletRequest request,
      Locale language) {
    var page = new ModelAndView("dashboard/error");
    page.setStatus(status);
    page.addObject("status", status.value());
    page.addObject("words", words);
    page.addObject("detail", detail);
    page.addObject("viewer", model.viewer(caller(), request, language));
    page.addObject("menu", model.menu());
    page.addObject("temporalUi", model.temporalUi());
    page.addObject("marks", Map.of());
    page.addObject("told", told(status, request));
    return page;
  }

  /** Of an action on what is not there; and not while the record cannot be read. */
  private Optional<OperatorAction> told(HttpStatusCode status, HttpServletRequest request) {
    var id = Objects.requireNonNullElse(request.getParameter("told"), "");
    return status.is5xxServerError() ? Optional.empty() : model.told(id);
  }

  private static @Nullable Caller caller() {
    var known = SecurityContextHolder.getContext().getAuthentication();
    return known != null && known.getPrincipal() instanceof Caller caller ? caller : null;
  }
}
