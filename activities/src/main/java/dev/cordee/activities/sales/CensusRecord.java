package dev.cordee.activities.sales;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far what the table tells can be believed.
 *
 * @param missing settings that workers lack, by name; none when they can ask Azure
 * @param listedAt when the list was last read whole; empty when it never was
 * @param apps how many engines it had
 * @param trouble why it has not been read since; empty when it has
 */
public record CensusRecord(
    List<String> missing, Optional<Instant> listedAt, int apps, Optional<String> trouble) {}
