-- CreateTable
CREATE TABLE "share_statement" (
    "key" TEXT NOT NULL,
    "seller" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "municipality" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "amount_ore" BIGINT NOT NULL,
    "issued_on" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_statement_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "share_line" (
    "statement" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "offering" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "trainer" TEXT NOT NULL,
    "leader" BOOLEAN NOT NULL,
    "participants" INTEGER NOT NULL,
    "pot_ore" BIGINT NOT NULL,
    "share_ore" BIGINT NOT NULL,
    "amount_ore" BIGINT NOT NULL,

    CONSTRAINT "share_line_pkey" PRIMARY KEY ("statement","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_statement_seller_year_number_key" ON "share_statement"("seller", "year", "number");

-- By hand: what Prisma cannot express.
ALTER TABLE "share_statement"
  ADD CONSTRAINT "share_statement_is_to_a_municipality" CHECK ("municipality" <> ''),
  ADD CONSTRAINT "share_statement_is_numbered" CHECK ("number" > 0);
