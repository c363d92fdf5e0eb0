-- CreateTable
CREATE TABLE "lookup_profile" (
    "account_id" INTEGER NOT NULL,
    "user_id" BIGINT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,
    "contact" BOOLEAN,
    "is_private" BOOLEAN,
    "is_self" BOOLEAN,
    "summary" TEXT,
    "location" TEXT,
    "websites" TEXT[],
    "emails" TEXT[],
    "phones" TEXT[],
    "follower_count" INTEGER,
    "missing_sections" TEXT[],

    CONSTRAINT "lookup_profile_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "lookup_missing" (
    "account_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "lookup_missing_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateTable
CREATE TABLE "lookup_flight" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_flight_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "lookup_budget" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_budget_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "lookup_job" (
    "id" TEXT NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "account_ids" INTEGER[],
    "priority" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "lookup_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lookup_job_item" (
    "job_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "user_id" BIGINT,
    "problem" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "lookup_job_item_pkey" PRIMARY KEY ("job_id","position")
);

-- CreateIndex
CREATE INDEX "lookup_profile_user_id_idx" ON "lookup_profile"("user_id");

-- CreateIndex
CREATE INDEX "lookup_job_workspace_id_created_at_idx" ON "lookup_job"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "lookup_job_item_subject_idx" ON "lookup_job_item"("subject");

-- AddForeignKey
ALTER TABLE "lookup_profile" ADD CONSTRAINT "lookup_profile_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_profile" ADD CONSTRAINT "lookup_profile_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_missing" ADD CONSTRAINT "lookup_missing_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_job" ADD CONSTRAINT "lookup_job_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_job_item" ADD CONSTRAINT "lookup_job_item_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "lookup_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Workers take the first item that waits. Done ones soon outnumber those.
CREATE INDEX "lookup_job_item_waiting" ON "lookup_job_item"("job_id", "position") WHERE "state" = 'WAITING';
