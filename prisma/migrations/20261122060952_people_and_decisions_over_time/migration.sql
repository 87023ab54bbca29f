-- AlterTable
ALTER TABLE "mandate" DROP CONSTRAINT "mandate_pkey",
ADD COLUMN     "counts_from" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "mandate_pkey" PRIMARY KEY ("id", "version");

-- AlterTable
ALTER TABLE "respite" DROP CONSTRAINT "respite_pkey",
ADD COLUMN     "cause" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "ended_on" DATE,
ADD COLUMN     "granted_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "id" TEXT;
UPDATE "respite" SET "id" = "person" || '.' || "kind" || '.' || "from";
ALTER TABLE "respite" ALTER COLUMN "id" SET NOT NULL,
ADD CONSTRAINT "respite_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "post" (
    "person" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "from" DATE,
    "until" DATE,
    "municipality" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "chief" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "post_since" DATE,

    CONSTRAINT "post_pkey" PRIMARY KEY ("person","number")
);

-- CreateTable
CREATE TABLE "departure" (
    "municipality" TEXT NOT NULL,
    "leaves_on" DATE NOT NULL,

    CONSTRAINT "departure_pkey" PRIMARY KEY ("municipality")
);

-- CreateIndex
CREATE INDEX "post_municipality_idx" ON "post"("municipality");

-- CreateIndex
CREATE INDEX "respite_person_idx" ON "respite"("person");

-- Everybody who was registered before has had one post.
INSERT INTO "post" ("person", "number", "until", "municipality", "workplace", "chief", "role", "post_since")
  SELECT "id", 1, "left_on" - 1, "municipality", "workplace", "chief", "role", "post_since" FROM "person";

-- What Prisma cannot express. ──────────────────────────────────────────────────────────────────────────

ALTER TABLE "post"
  ADD CONSTRAINT "post_in_order" CHECK ("from" IS NULL OR "until" IS NULL OR "until" >= "from");
-- One post of a person has no known end, and one no known beginning.
CREATE UNIQUE INDEX "post_one_open" ON "post" ("person") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "post_one_first" ON "post" ("person") WHERE "from" IS NULL;
ALTER TABLE "respite"
  ADD CONSTRAINT "respite_kind" CHECK ("kind" IN ('leave', 'exempt', 'plan', 'extension')),
  ADD CONSTRAINT "respite_in_order" CHECK ("until" IS NULL OR "until" >= "from");
