package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.Preference;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.sales.SaleState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of sales; their names are fixed by the clients. */
@RestController
@RequestMapping(path = SaleController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Sales", description = "Live sales, each with an engine of its own in Azure")
class SaleController {
  static final String PATH = "/sales";

  /** How much of its history a sale is shown with. */
  private static final int MOST_EVENTS = 100;

  /** Body of an extension, for the document. */
  record MoreTime(Integer additional_minutes) {}

  private final SaleCensus census;
  private final SaleRecords sales;
  private final SaleFinder finder;
  private final SaleExtension extension;
  private final SaleEnd end;
  private final Minutes minutes;

  SaleController(
      SaleCensus census,
      SaleRecords sales,
      SaleFinder finder,
      SaleExtension extension,
      SaleEnd end,
      SalesSettings settings) {
    this.census = census;
    this.sales = sales;
    this.finder = finder;
    this.extension = extension;
    this.end = end;
    this.minutes = new Minutes(settings.maxTtl());
  }

  @Operation(
      summary = "Active sales",
      description =
          "All of which there is an app in Azure, or will be, whoever made it. url is null until it"
              + " is known.")
  @ApiResponse(
      responseCode = "200",
      headers = {
        @Header(name = "Age", description = "Seconds since the list was read from Azure"),
        @Header(name = "Warning", description = "111: it could not be read since")
      })
  @ApiResponse(
      responseCode = "503",
      description =
          "Sales are off (sales-not-configured), or which there are is not known yet"
              + " (sales-not-read-yet, sales-worker-silent)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping
  ResponseEntity<List<SaleView>> list() {
    var age = ListAge.headers(census.require());
    return ResponseEntity.ok()
        .headers(age)
        .body(sales.active().stream().map(SaleView::of).toList());
  }

  @Operation(
      summary = "A sale, and what happened to it",
      description =
          "By its id as it was spawned, by its app's name, with or without market-, or by what the"
              + " id looks like if only one active sale's does.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SaleView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "Unknown, or over; the detail tells since when and why",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Several might be meant (ambiguous-sale); candidates are their names",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping("/{id}")
  SaleView find(@PathVariable String id) {
    census.require();
    return view(finder.require(id));
  }

  private SaleView view(SaleRecord sale) {
    if (sale.state() == SaleState.STOPPED) {
      throw ProblemException.of(HttpStatus.NOT_FOUND, "sale-ended", since(sale));
    }
    return SaleView.of(sale, sales.events(sale.app(), MOST_EVENTS));
  }

  private static String since(SaleRecord sale) {
    return "sale "
        + sale.saleId()
        + " ended"
        + sale.endedAt().map(at -> " at " + at).orElse("")
        + ": "
        + sale.reason();
  }

  @Operation(
      summary = "Extend a sale",
      description = "From its end on; no sale may end more than the maximum from now.")
  @RequestBody(content = @Content(schema = @Schema(implementation = MoreTime.class)))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description = "1 to 255 visible ASCII; a repeat extends nothing anew")
  @ApiResponse(
      responseCode = "200",
      description = "Extended",
      content = @Content(schema = @Schema(implementation = SaleView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such sale",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It is over or ending, or has no end (sale-not-running)",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description = "additional_minutes is impossible, or the sale would go on for too long",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(path = "/{id}/extend", consumes = MediaType.APPLICATION_JSON_VALUE)
  SaleView extend(
      @PathVariable String id,
      @Parameter(hidden = true) JsonFields body,
      HttpServletRequest request) {
    census.require();
    var by = minutes.required(body, SaleExtension.FIELD);
    body.check();
    var key = IdempotencyKey.of(request);
    var sale = finder.require(id);
    extension.extend(sale, by.orElseThrow(), key);
    return view(sales.find(sale.app()).orElse(sale));
  }

  @Operation(
      summary = "End a sale",
      description =
          "Answers once Azure says that its app is gone, or 202 when that takes longer than the"
              + " wait, or at once with Prefer: respond-async. May be repeated.")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Prefer",
      description = "respond-async: answer 202 at once")
  @ApiResponse(
      responseCode = "200",
      description = "Nothing of it is left",
      content = @Content(schema = @Schema(implementation = SaleAnswer.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Being ended; Location tells where to look",
      content = @Content(schema = @Schema(implementation = SaleAnswer.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such sale",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Several might be meant (ambiguous-sale); candidates are their names",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @DeleteMapping("/{id}")
  ResponseEntity<SaleAnswer> end(@PathVariable String id, HttpServletRequest request) {
    census.require();
    var sale = end.end(finder.require(id), Preference.respondAsync(request));
    var answer =
        sale.isActive()
            ? ResponseEntity.accepted().location(SaleAnswer.location(sale))
            : ResponseEntity.ok();
    return answer.body(SaleAnswer.ended(sale));
  }
}
