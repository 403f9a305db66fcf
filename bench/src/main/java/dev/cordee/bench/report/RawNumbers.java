package dev.cordee.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.cordee.bench.load.Percentiles;
import dev.cordee.bench.machine.Machine;
import java.util.List;

/** The measurements as JSON: every cell of every round, with its summary and every latency. */
public record RawNumbers(Machine machine, String setting, List<Measured> cells) {

  /** A cell with what follows from it. */
  public record Measured(double sagasPerSecond, Percentiles millis, Cell cell) {}

  /** Of the cells as measured, rounds apart. */
  public static RawNumbers of(Machine machine, String setting, List<Cell> cells) {
    return new RawNumbers(
        machine,
        setting,
        cells.stream().map(cell -> new Measured(cell.rate(), cell.percentiles(), cell)).toList());
  }

  /** As a document. */
  public String toJson() {
    try {
      return JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the numbers cannot be written as JSON", e);
    }
  }
}
