-- AlterTable
ALTER TABLE "effect" ADD COLUMN     "asked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "copy_preference" (
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "wanted" BOOLEAN NOT NULL,

    CONSTRAINT "copy_preference_pkey" PRIMARY KEY ("person","kind")
);

-- CreateIndex
CREATE INDEX "effect_recipient_asked_at_idx" ON "effect"("recipient", "asked_at");

-- What was sent before this was kept went at its planned moment, as far as is known.
UPDATE "effect" SET "asked_at" = "due_at" WHERE "kind" = 'mail';
