-- AlterTable
ALTER TABLE "effect" ADD COLUMN     "carried_by" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "effect_carried_by_idx" ON "effect"("carried_by");

-- Only a mail is carried, and never by itself.
ALTER TABLE "effect" ADD CONSTRAINT "effect_carried_by" CHECK ("carried_by" = '' OR ("kind" = 'mail' AND "carried_by" <> "key"));
