-- CreateTable
CREATE TABLE "invitation" (
    "effect" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "link" TEXT NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("effect","event")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "person" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("person","number")
);

-- CreateIndex
CREATE INDEX "invitation_event_idx" ON "invitation"("event");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_hash_key" ON "calendar_feed"("hash");

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_method_known" CHECK ("method" IN ('REQUEST', 'CANCEL')),
  ADD CONSTRAINT "invitation_sequence" CHECK ("sequence" >= 0);

ALTER TABLE "calendar_feed"
  ADD CONSTRAINT "calendar_feed_numbered" CHECK ("number" >= 1),
  ADD CONSTRAINT "calendar_feed_hash" CHECK ("hash" ~ '^[0-9a-f]{64}$');
CREATE UNIQUE INDEX "calendar_feed_one_open" ON "calendar_feed" ("person") WHERE "revoked_at" IS NULL;

-- What went out before versions were kept: at most the sequence that this has, so that the next is above it.
INSERT INTO "invitation" ("effect", "event", "sequence", "method", "date", "start", "end", "place", "link")
SELECT DISTINCT ON (seat."person", day."offering", day."number")
  effect."key",
  seat."person" || '-' || day."offering" || '-' || day."number",
  day."version" - 1 + 2 * (seat."occurrence" - 1) + 2 * seat."reinstated" + CASE WHEN seat."state" = 'held' THEN 0 ELSE 1 END,
  CASE WHEN seat."state" = 'held' THEN 'REQUEST' ELSE 'CANCEL' END,
  day."date", day."start", day."end",
  CASE WHEN day."place" = '' THEN offering."place" ELSE day."place" END,
  day."link"
FROM "seat" seat
JOIN "course_day" day ON day."offering" = seat."offering"
JOIN "offering" offering ON offering."code" = seat."offering"
JOIN "effect" effect ON effect."person" = seat."person" AND effect."detail" ->> 'offering' = seat."offering"
  AND effect."kind" = 'mail' AND effect."status" IN ('accepted', 'doubtful')
  AND effect."template" IN ('seat_confirmed', 'course_invitation', 'offering_merged')
ORDER BY seat."person", day."offering", day."number", effect."due_at" DESC;
