-- AlterTable
ALTER TABLE "chat" ADD COLUMN "gone_at" TIMESTAMPTZ(3),
ADD COLUMN "left_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "change" (
    "workspace_id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" INTEGER,
    "user_id" BIGINT,
    "other_user_id" BIGINT,
    "reason" TEXT,
    "chat_id" BIGINT,
    "message_id" BIGINT,
    "source" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB,

    CONSTRAINT "change_pkey" PRIMARY KEY ("workspace_id","sequence")
);

-- CreateTable
CREATE TABLE "change_counter" (
    "workspace_id" INTEGER NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "pruned_through" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "change_counter_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "relationship" (
    "account_id" INTEGER NOT NULL,
    "user_id" BIGINT NOT NULL,
    "contact" BOOLEAN NOT NULL,
    "direct" BOOLEAN NOT NULL,
    "in_group" BOOLEAN NOT NULL,

    CONSTRAINT "relationship_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "account_unipile_id" TEXT,
    "body" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "echo" BOOLEAN NOT NULL DEFAULT false,
    "times" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_write" (
    "workspace_id" INTEGER NOT NULL,
    "mutation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "input_digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" JSONB,
    "account_id" INTEGER,
    "chat_unipile_id" TEXT,
    "recipient_provider_id" TEXT,
    "text_digest" TEXT,
    "message_unipile_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_write_pkey" PRIMARY KEY ("workspace_id","mutation","key")
);

-- CreateTable
CREATE TABLE "account_reading" (
    "account_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "whole_at" TIMESTAMPTZ(3),
    "contacts_at" TIMESTAMPTZ(3),
    "missed" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_reading_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "relationship_user_id_idx" ON "relationship"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_workspace_id_dedupe_key_key" ON "webhook_delivery"("workspace_id", "dedupe_key");

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_counter" ADD CONSTRAINT "change_counter_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_write" ADD CONSTRAINT "client_write_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_reading" ADD CONSTRAINT "account_reading_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language can't say.
CREATE INDEX "webhook_delivery_pending" ON "webhook_delivery"("workspace_id", "due_at", "id") WHERE "outcome" = 'PENDING';
CREATE INDEX "client_write_unknown" ON "client_write"("account_id") WHERE "state" = 'UNKNOWN';
