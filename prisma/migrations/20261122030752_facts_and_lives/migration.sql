-- CreateTable
CREATE TABLE "fact" (
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "valid_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "corrects" BIGINT,
    "data" JSONB NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "person_detail" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "telephone" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "person_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "life" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "wanted" BIGINT NOT NULL DEFAULT 1,
    "planned" BIGINT NOT NULL DEFAULT 0,
    "wait_until" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'open',
    "stage" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "life_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL,
    "now" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "life" TEXT NOT NULL,
    "generation" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "useful_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "person" TEXT NOT NULL DEFAULT '',
    "municipality" TEXT NOT NULL DEFAULT '',
    "template" TEXT NOT NULL DEFAULT '',
    "template_version" INTEGER NOT NULL DEFAULT 0,
    "subject" TEXT NOT NULL DEFAULT '',
    "recipient" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "file" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "claimed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "control" (
    "id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "control_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_log" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "error_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "municipality" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation_number" TEXT NOT NULL,
    "population" INTEGER NOT NULL,
    "peppol_id" TEXT NOT NULL,
    "invoice_reference" TEXT NOT NULL,
    "invoice_email" TEXT NOT NULL,
    "funding" TEXT NOT NULL,

    CONSTRAINT "municipality_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "target_group" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "post_since" DATE,
    "left_on" DATE,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mandate" (
    "id" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "decided_by" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "roles" TEXT[],
    "quota_per_year" INTEGER NOT NULL,
    "start_within_months" INTEGER NOT NULL,
    "complete_within_months" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "mandate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "credits_tenths" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "alternative_group" TEXT NOT NULL,
    "price_article" TEXT NOT NULL,

    CONSTRAINT "course_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "credit" (
    "person" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "completed_on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "credit_pkey" PRIMARY KEY ("person","course")
);

-- CreateTable
CREATE TABLE "offering" (
    "code" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "course_kind" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "training_group" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "practical_published_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "offering_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "course_day" (
    "offering" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "trainers" JSONB NOT NULL,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "attendance_registered_at" TIMESTAMPTZ(3),

    CONSTRAINT "course_day_pkey" PRIMARY KEY ("offering","number")
);

-- CreateTable
CREATE TABLE "term" (
    "code" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "end" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "proposed_at" TIMESTAMPTZ(3),
    "allocated_at" TIMESTAMPTZ(3),
    "waiting_ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "term_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "proposal" (
    "term" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("term","person")
);

-- CreateTable
CREATE TABLE "nomination_answer" (
    "term" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nomination_answer_pkey" PRIMARY KEY ("term","chief")
);

-- CreateTable
CREATE TABLE "nomination" (
    "term" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rule" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "nomination_pkey" PRIMARY KEY ("term","person")
);

-- CreateTable
CREATE TABLE "seat_number" (
    "offering" TEXT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "seat_number_pkey" PRIMARY KEY ("offering","number")
);

-- CreateTable
CREATE TABLE "seat" (
    "offering" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "term" TEXT NOT NULL,
    "course_kind" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "given_by" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_on" DATE,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "seat_pkey" PRIMARY KEY ("offering","person")
);

-- CreateTable
CREATE TABLE "waiting_place" (
    "term" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,

    CONSTRAINT "waiting_place_pkey" PRIMARY KEY ("term","person")
);

-- CreateTable
CREATE TABLE "attendance" (
    "offering" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "present" BOOLEAN NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("offering","day","person")
);

-- CreateTable
CREATE TABLE "hand_in" (
    "offering" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "on" DATE NOT NULL,

    CONSTRAINT "hand_in_pkey" PRIMARY KEY ("offering","person","kind","number")
);

-- CreateTable
CREATE TABLE "result" (
    "offering" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "on" DATE NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "result_pkey" PRIMARY KEY ("offering","person","attempt")
);

-- CreateTable
CREATE TABLE "document" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "certificate" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "offering" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "respite" (
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "respite_pkey" PRIMARY KEY ("person","kind")
);

-- CreateTable
CREATE TABLE "coordinator_task" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "coordinator_task_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "invoice_counter" (
    "seller" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "invoice_counter_pkey" PRIMARY KEY ("seller","year")
);

-- CreateTable
CREATE TABLE "invoice" (
    "key" TEXT NOT NULL,
    "seller" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "municipality" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "ocr" TEXT NOT NULL,
    "net_ore" BIGINT NOT NULL,
    "vat_ore" BIGINT NOT NULL,
    "total_ore" BIGINT NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "invoice" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "article" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "offering" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "amount_ore" BIGINT NOT NULL,
    "vat_category" TEXT NOT NULL,
    "vat_percent" INTEGER NOT NULL,
    "funding" TEXT NOT NULL,
    "decision" TEXT NOT NULL,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("invoice","position")
);

-- CreateTable
CREATE TABLE "report_period" (
    "id" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_period_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fact_kind_subject_idx" ON "fact"("kind", "subject");

-- CreateIndex
CREATE INDEX "life_kind_wait_until_idx" ON "life"("kind", "wait_until");

-- CreateIndex
CREATE INDEX "effect_life_idx" ON "effect"("life");

-- CreateIndex
CREATE INDEX "effect_status_idx" ON "effect"("status");

-- CreateIndex
CREATE INDEX "offering_term_idx" ON "offering"("term");

-- CreateIndex
CREATE INDEX "seat_person_idx" ON "seat"("person");

-- CreateIndex
CREATE INDEX "attendance_person_idx" ON "attendance"("person");

-- CreateIndex
CREATE INDEX "hand_in_person_idx" ON "hand_in"("person");

-- CreateIndex
CREATE INDEX "result_person_idx" ON "result"("person");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_number_key" ON "certificate"("number");

-- CreateIndex
CREATE INDEX "certificate_person_idx" ON "certificate"("person");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_seller_year_number_key" ON "invoice"("seller", "year", "number");

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_offering_number_fkey" FOREIGN KEY ("offering", "number") REFERENCES "seat_number"("offering", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express. ──────────────────────────────────────────────────────────────────────────

-- The log is append-only: a correction is a new fact.
CREATE FUNCTION "fact_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'fact is append-only: % refused; record a correcting fact instead', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "fact_no_change" BEFORE UPDATE OR DELETE ON "fact"
  FOR EACH ROW EXECUTE FUNCTION "fact_is_append_only"();
CREATE TRIGGER "fact_no_truncate" BEFORE TRUNCATE ON "fact"
  FOR EACH STATEMENT EXECUTE FUNCTION "fact_is_append_only"();

-- One holder a seat, one programme seat a person and term. A seat that was given up is free again.
CREATE UNIQUE INDEX "seat_one_holder" ON "seat" ("offering", "number")
  WHERE "state" IN ('held', 'passed', 'failed');
CREATE UNIQUE INDEX "seat_one_a_term" ON "seat" ("person", "term")
  WHERE "state" IN ('held', 'passed', 'failed') AND "course_kind" = 'programme';

ALTER TABLE "seat"
  ADD CONSTRAINT "seat_state" CHECK ("state" IN ('held', 'passed', 'failed', 'declined', 'withdrawn')),
  ADD CONSTRAINT "seat_given_up_has_a_day"
    CHECK (("state" IN ('declined', 'withdrawn')) = ("ended_on" IS NOT NULL));
ALTER TABLE "life"
  ADD CONSTRAINT "life_state" CHECK ("state" IN ('open', 'done', 'stuck')),
  ADD CONSTRAINT "life_planned_not_ahead" CHECK ("planned" <= "wanted");
ALTER TABLE "effect"
  ADD CONSTRAINT "effect_status" CHECK ("status" IN ('planned', 'claimed', 'accepted', 'refused', 'doubtful',
    'suppressed', 'missed', 'held', 'superseded', 'done'));
ALTER TABLE "nomination"
  ADD CONSTRAINT "nomination_state" CHECK ("state" IN ('nominated', 'declined', 'refused'));
ALTER TABLE "waiting_place"
  ADD CONSTRAINT "waiting_place_state" CHECK ("state" IN ('waiting', 'promoted', 'ended'));
ALTER TABLE "control"
  ADD CONSTRAINT "control_action" CHECK ("action" IN ('hold', 'release'));
ALTER TABLE "clock"
  ADD CONSTRAINT "clock_one_row" CHECK ("id" = 1);
ALTER TABLE "region"
  ADD CONSTRAINT "region_one_row" CHECK ("id" = 1);
ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_adds_up" CHECK ("net_ore" + "vat_ore" = "total_ore"),
  ADD CONSTRAINT "invoice_number" CHECK ("number" > 0);

-- The dispatcher looks for what has not been planned yet.
CREATE INDEX "life_waiting_to_be_planned" ON "life" ("kind") WHERE "wanted" > "planned";
