/** A calendar date, `2026-09-01`. Dates compare correctly as text. */
export type IsoDate = string;
/** A moment: whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
