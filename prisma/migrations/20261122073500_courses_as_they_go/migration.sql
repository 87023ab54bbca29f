-- AlterTable
ALTER TABLE "certificate" DROP CONSTRAINT "certificate_pkey",
ADD COLUMN     "credits_tenths" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "days_present" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reason_class" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replaces" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN     "revoked_on" DATE,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'issued',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "certificate_pkey" PRIMARY KEY ("key", "version");

-- AlterTable
ALTER TABLE "course_day" ADD COLUMN     "link" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "offering" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "merged_into" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reopened" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "result" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "seat" ADD COLUMN     "reinstated" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "offering_change" (
    "offering" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "offering_change_pkey" PRIMARY KEY ("offering","number")
);

-- CreateTable
CREATE TABLE "offering_ending" (
    "offering" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "merged_into" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "reinstated_at" TIMESTAMPTZ(3),
    "reinstated_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "offering_ending_pkey" PRIMARY KEY ("offering","number")
);

-- CreateTable
CREATE TABLE "trainer_absence" (
    "offering" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "trainer" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "leader" BOOLEAN NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "replaced_by" TEXT NOT NULL DEFAULT '',
    "replaced_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "trainer_absence_pkey" PRIMARY KEY ("offering","day","trainer")
);

-- CreateTable
CREATE TABLE "make_up" (
    "home" TEXT NOT NULL,
    "home_day" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "offering" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "seat_number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,
    "booked_by" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "make_up_pkey" PRIMARY KEY ("home","home_day","person","number")
);

-- CreateTable
CREATE TABLE "result_version" (
    "offering" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "passed" BOOLEAN,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "result_version_pkey" PRIMARY KEY ("offering","person","attempt","version")
);

-- CreateIndex
CREATE INDEX "make_up_person_idx" ON "make_up"("person");

-- CreateIndex
CREATE INDEX "make_up_offering_idx" ON "make_up"("offering");

-- CreateIndex
CREATE INDEX "result_version_person_idx" ON "result_version"("person");

-- Rows that were there before: a certificate is its first version, a moved day keeps its sequence. ──────
ALTER TABLE "certificate"
  ALTER COLUMN "credits_tenths" DROP DEFAULT,
  ALTER COLUMN "days_present" DROP DEFAULT,
  ALTER COLUMN "replaces" DROP DEFAULT,
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "version" DROP DEFAULT;
UPDATE "course_day" SET "version" = "occurrence";
INSERT INTO "result_version" ("offering", "person", "attempt", "version", "passed", "decided_at", "source")
  SELECT "offering", "person", "attempt", 1, "passed", "decided_at", "source" FROM "result";

-- What Prisma cannot express. ──────────────────────────────────────────────────────────────────────────

-- A seat can also end with its offering.
ALTER TABLE "seat" DROP CONSTRAINT "seat_state", DROP CONSTRAINT "seat_given_up_has_a_day";
ALTER TABLE "seat"
  ADD CONSTRAINT "seat_state" CHECK ("state" IN ('held', 'passed', 'failed', 'declined', 'withdrawn', 'cancelled')),
  ADD CONSTRAINT "seat_given_up_has_a_day"
    CHECK (("state" IN ('declined', 'withdrawn', 'cancelled')) = ("ended_on" IS NOT NULL));

-- A missed day is made up in one place, and a numbered seat has one guest a day.
ALTER TABLE "make_up"
  ADD CONSTRAINT "make_up_state" CHECK ("state" IN ('booked', 'released')),
  ADD CONSTRAINT "make_up_released_has_a_cause" CHECK (("state" = 'released') = ("cause" <> '')),
  ADD CONSTRAINT "make_up_is_elsewhere" CHECK ("offering" <> "home");
CREATE UNIQUE INDEX "make_up_one_place" ON "make_up" ("home", "home_day", "person") WHERE "state" = 'booked';
CREATE UNIQUE INDEX "make_up_one_guest" ON "make_up" ("offering", "day", "seat_number") WHERE "state" = 'booked';

-- One version of a certificate counts.
ALTER TABLE "certificate"
  ADD CONSTRAINT "certificate_status" CHECK ("status" IN ('issued', 'replaced', 'revoked')),
  ADD CONSTRAINT "certificate_revoked_has_a_reason"
    CHECK (("status" = 'revoked') = ("reason_class" <> '') AND ("status" = 'revoked') = ("revoked_on" IS NOT NULL)),
  ADD CONSTRAINT "certificate_replaces_an_earlier_one" CHECK ("replaces" >= 0 AND "replaces" < "version");
CREATE UNIQUE INDEX "certificate_one_that_counts" ON "certificate" ("key") WHERE "status" = 'issued';
ALTER TABLE "offering_ending"
  ADD CONSTRAINT "offering_ending_reinstated" CHECK (("reinstated_at" IS NULL) = ("reinstated_by" = ''));
CREATE UNIQUE INDEX "offering_ending_one_open" ON "offering_ending" ("offering") WHERE "reinstated_at" IS NULL;
