-- CreateTable
CREATE TABLE "escalation_case" (
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "mandate" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "deadline" DATE NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "handed_over" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_until" DATE,
    "escalations" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "escalation_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest" (
    "chief" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_pkey" PRIMARY KEY ("chief","week")
);

-- CreateTable
CREATE TABLE "digest_row" (
    "chief" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "case" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "events" INTEGER NOT NULL,

    CONSTRAINT "digest_row_pkey" PRIMARY KEY ("chief","week","case")
);

-- CreateTable
CREATE TABLE "extension_request" (
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "until" DATE NOT NULL,
    "cause" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "answered_by" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "answer_source" TEXT NOT NULL DEFAULT '',
    "granted_until" DATE,
    "refusal" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "extension_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "escalation_case_person_idx" ON "escalation_case"("person");

-- CreateIndex
CREATE INDEX "escalation_case_chief_idx" ON "escalation_case"("chief");

-- CreateIndex
CREATE INDEX "escalation_case_head_idx" ON "escalation_case"("head");

-- CreateIndex
CREATE INDEX "digest_row_case_idx" ON "digest_row"("case");

-- CreateIndex
CREATE INDEX "extension_request_person_idx" ON "extension_request"("person");

-- AddForeignKey
ALTER TABLE "digest_row" ADD CONSTRAINT "digest_row_chief_week_fkey" FOREIGN KEY ("chief", "week") REFERENCES "digest"("chief", "week") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma cannot express.
ALTER TABLE "escalation_case"
  ADD CONSTRAINT "escalation_case_state" CHECK ("state" IN ('open', 'closed')),
  ADD CONSTRAINT "escalation_case_level" CHECK ("level" IN ('notice', 'chief', 'head', 'coordinator')),
  ADD CONSTRAINT "escalation_case_what" CHECK ("what" IN ('start', 'complete')),
  ADD CONSTRAINT "escalation_case_answer_has_a_day" CHECK (("answer" = '') = ("answered_until" IS NULL)),
  ADD CONSTRAINT "escalation_case_closed_is_unanswered" CHECK ("state" = 'open' OR "answer" = '');
ALTER TABLE "digest"
  ADD CONSTRAINT "digest_week_is_a_monday" CHECK (extract(isodow from "week") = 1);
ALTER TABLE "digest_row"
  ADD CONSTRAINT "digest_row_section"
    CHECK ("section" IN ('taken_over', 'new', 'open', 'answered', 'closed', 'moved'));
ALTER TABLE "extension_request"
  ADD CONSTRAINT "extension_request_state" CHECK ("state" IN ('asked', 'granted', 'refused', 'withdrawn')),
  ADD CONSTRAINT "extension_request_granted_has_a_day"
    CHECK (("state" = 'granted') = ("granted_until" IS NOT NULL)),
  ADD CONSTRAINT "extension_request_refused_has_a_cause" CHECK (("state" = 'refused') = ("refusal" <> ''));
-- One open question a person.
CREATE UNIQUE INDEX "extension_request_one_open" ON "extension_request" ("person") WHERE "state" = 'asked';
