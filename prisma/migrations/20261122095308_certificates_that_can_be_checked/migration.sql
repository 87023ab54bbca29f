-- AlterTable
ALTER TABLE "certificate" ADD COLUMN     "cause" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "credential" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "issuer" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reissue_at" TIMESTAMPTZ(3),
ADD COLUMN     "reissue_by_hand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reissue_cause" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "restored_at" TIMESTAMPTZ(3),
ADD COLUMN     "revocations" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "revoked_by_hand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "status_index" INTEGER,
ADD COLUMN     "valid_until" DATE;

-- AlterTable
ALTER TABLE "course" ADD COLUMN     "outcomes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- A code leads to one certificate, and a place in the status lists of an issuer and year belongs to one.
CREATE UNIQUE INDEX "certificate_code" ON "certificate" ("code") WHERE "code" <> '';
CREATE UNIQUE INDEX "certificate_status_place"
  ON "certificate" ("issuer", (extract(year from "issued_at" at time zone 'UTC')), "status_index")
  WHERE "status_index" IS NOT NULL;
ALTER TABLE "certificate"
  ADD CONSTRAINT "certificate_code_with_its_place" CHECK (("code" = '') = ("status_index" IS NULL)),
  ADD CONSTRAINT "certificate_reissue_has_a_cause" CHECK (("reissue_at" IS NULL) = ("reissue_cause" = '')),
  ADD CONSTRAINT "certificate_restored_after_revoked" CHECK ("restored_at" IS NULL OR "revocations" > 0);
