-- AlterTable
ALTER TABLE "nomination" ADD COLUMN     "cause" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "nomination_answer" DROP CONSTRAINT "nomination_answer_pkey",
ADD COLUMN     "workplace" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "nomination_answer_pkey" PRIMARY KEY ("term", "chief", "workplace");

-- AlterTable
ALTER TABLE "seat" ADD COLUMN     "answer_by" DATE,
ADD COLUMN     "ended_cause" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "nomination_unanswered" (
    "term" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "people" TEXT[],
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nomination_unanswered_pkey" PRIMARY KEY ("term","chief")
);

-- CreateTable
CREATE TABLE "capacity_raise" (
    "offering" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "by_hand" BOOLEAN NOT NULL,

    CONSTRAINT "capacity_raise_pkey" PRIMARY KEY ("offering","occurrence")
);

-- CreateTable
CREATE TABLE "reserved_place" (
    "offering" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "released_on" DATE NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "unused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reserved_place_pkey" PRIMARY KEY ("offering","municipality")
);

-- CreateTable
CREATE TABLE "interest" (
    "person" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "since" DATE NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interest_pkey" PRIMARY KEY ("person","course")
);

-- What Prisma cannot express. ──────────────────────────────────────────────────────────────────────────

ALTER TABLE "seat"
  ADD CONSTRAINT "seat_ended_cause" CHECK ("ended_cause" IN ('', 'no_answer')),
  ADD CONSTRAINT "seat_answer_only_promoted" CHECK ("answer_by" IS NULL OR "how" = 'promotion');
ALTER TABLE "nomination_unanswered"
  ADD CONSTRAINT "nomination_unanswered_outcome" CHECK ("outcome" IN ('accept_proposal', 'send_nobody'));
ALTER TABLE "reserved_place"
  ADD CONSTRAINT "reserved_place_count" CHECK ("count" > 0 AND "unused" >= 0 AND "unused" <= "count");
