-- AlterTable
ALTER TABLE "seat" ADD COLUMN     "switched_to" TEXT NOT NULL DEFAULT '';

-- A later training group is a cause of its own, and only then names a term.
ALTER TABLE "seat"
  DROP CONSTRAINT "seat_ended_cause",
  ADD CONSTRAINT "seat_ended_cause" CHECK ("ended_cause" IN ('', 'no_answer', 'switched')),
  ADD CONSTRAINT "seat_switched_to" CHECK (("ended_cause" = 'switched') = ("switched_to" <> ''));
