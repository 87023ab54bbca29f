-- A seat can also have been given by mistake, and then ends on the day when that is taken back.
ALTER TABLE "seat" DROP CONSTRAINT "seat_state", DROP CONSTRAINT "seat_given_up_has_a_day";
ALTER TABLE "seat"
  ADD CONSTRAINT "seat_state"
    CHECK ("state" IN ('held', 'passed', 'failed', 'declined', 'withdrawn', 'cancelled', 'retracted')),
  ADD CONSTRAINT "seat_given_up_has_a_day"
    CHECK (("state" IN ('declined', 'withdrawn', 'cancelled', 'retracted')) = ("ended_on" IS NOT NULL));
