-- AlterTable
ALTER TABLE "course" ADD COLUMN     "area" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "audience" TEXT NOT NULL DEFAULT 'leaders',
ADD COLUMN     "booking" TEXT NOT NULL DEFAULT 'booking',
ADD COLUMN     "completed_by" TEXT NOT NULL DEFAULT 'result',
ADD COLUMN     "parts" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "trainers_from" TEXT NOT NULL DEFAULT 'any';

-- AlterTable
ALTER TABLE "credit" DROP CONSTRAINT "credit_pkey",
ADD COLUMN     "basis" TEXT NOT NULL DEFAULT 'prior',
ADD CONSTRAINT "credit_pkey" PRIMARY KEY ("person", "course", "basis");

-- CreateTable
CREATE TABLE "part_done" (
    "person" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "part_done_pkey" PRIMARY KEY ("person","course","part")
);

-- CreateTable
CREATE TABLE "self_study" (
    "person" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "completed_on" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "manner" TEXT NOT NULL DEFAULT '',
    "by_hand" BOOLEAN NOT NULL,

    CONSTRAINT "self_study_pkey" PRIMARY KEY ("person","course")
);

-- CreateTable
CREATE TABLE "plan_activity" (
    "code" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "planned_on" DATE NOT NULL,
    "support_person" TEXT NOT NULL,
    "done_on" DATE,
    "cancelled_on" DATE,
    "occurrence" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "plan_activity_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "plan_activity_support_person_idx" ON "plan_activity"("support_person");

ALTER TABLE "credit" ADD CONSTRAINT "credit_basis" CHECK ("basis" IN ('prior', 'equivalent'));
ALTER TABLE "self_study"
  ADD CONSTRAINT "self_study_manner" CHECK ("manner" IN ('', 'alone', 'group')),
  ADD CONSTRAINT "self_study_completed" CHECK (("completed_on" IS NULL) = ("manner" = '')),
  ADD CONSTRAINT "self_study_known" CHECK ("assigned_at" IS NOT NULL OR "completed_on" IS NOT NULL);
ALTER TABLE "course"
  ADD CONSTRAINT "course_audience" CHECK ("audience" IN ('leaders', 'unit_managers', 'staff', 'II', 'III')),
  ADD CONSTRAINT "course_trainers_from" CHECK ("trainers_from" IN ('any', 'municipal')),
  ADD CONSTRAINT "course_completed_by" CHECK ("completed_by" IN ('result', 'presence')),
  ADD CONSTRAINT "course_booking" CHECK ("booking" IN ('booking', 'invitation'));
