-- CreateTable
CREATE TABLE "seat_plan" (
    "term" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "goals" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seat_plan_pkey" PRIMARY KEY ("term")
);

-- CreateTable
CREATE TABLE "seat_plan_row" (
    "term" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "planned_term" TEXT NOT NULL,
    "course" TEXT NOT NULL,

    CONSTRAINT "seat_plan_row_pkey" PRIMARY KEY ("term","person","planned_term")
);
