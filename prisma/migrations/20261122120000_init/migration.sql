-- CreateTable
CREATE TABLE "workspace" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "unipile_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "products" TEXT[],
    "owner_provider_id" TEXT,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "backfilled_at" TIMESTAMPTZ(3),
    "default_country" TEXT,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "internal_id" TEXT,
    "public_id" TEXT,
    "display_name" TEXT NOT NULL,
    "name_source" TEXT NOT NULL,
    "headline" TEXT,
    "picture_url" TEXT,
    "phone" TEXT,
    "phone_key" TEXT,
    "phone_observed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "redirect_to_id" BIGINT,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_identifier" (
    "workspace_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "user_kind" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_identifier_pkey" PRIMARY KEY ("workspace_id","provider","user_kind","kind","scope","value")
);

-- CreateTable
CREATE TABLE "declared_profile" (
    "user_id" BIGINT NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "user_kind" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "declared_profile_pkey" PRIMARY KEY ("user_id","provider","user_kind","kind","value")
);

-- CreateTable
CREATE TABLE "identity_join" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" INTEGER NOT NULL,
    "survivor_id" BIGINT NOT NULL,
    "loser_id" BIGINT NOT NULL,
    "proof" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "moved" JSONB NOT NULL,

    CONSTRAINT "identity_join_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendee" (
    "id" BIGSERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "unipile_id" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "sort_name" TEXT COLLATE "C" NOT NULL,
    "is_self" BOOLEAN NOT NULL,
    "hidden" BOOLEAN NOT NULL,
    "picture_url" TEXT,
    "headline" TEXT,
    "listed_contact" BOOLEAN,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,
    "listed_source" TEXT NOT NULL,
    "contact" BOOLEAN NOT NULL DEFAULT false,
    "contact_since" TIMESTAMPTZ(3),
    "contact_observed_at" TIMESTAMPTZ(3),
    "contact_source" TEXT,
    "direct" BOOLEAN NOT NULL DEFAULT false,
    "direct_chats" INTEGER NOT NULL DEFAULT 0,
    "last_direct_chat_id" BIGINT,
    "direct_since" TIMESTAMPTZ(3),
    "direct_observed_at" TIMESTAMPTZ(3),
    "direct_source" TEXT,
    "in_group" BOOLEAN NOT NULL DEFAULT false,
    "shared_groups" INTEGER NOT NULL DEFAULT 0,
    "last_group_chat_id" BIGINT,
    "group_observed_at" TIMESTAMPTZ(3),
    "group_source" TEXT,
    "last_interaction_at" TIMESTAMPTZ(3),

    CONSTRAINT "attendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_relation" (
    "account_id" INTEGER NOT NULL,
    "user_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_relation_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" BIGSERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "unipile_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "name" TEXT,
    "peer_provider_id" TEXT,
    "last_activity_at" TIMESTAMPTZ(3),
    "first_message_at" TIMESTAMPTZ(3),
    "unread_count" INTEGER NOT NULL,
    "archived" BOOLEAN NOT NULL,
    "pinned" BOOLEAN NOT NULL,
    "muted_until" TIMESTAMPTZ(3),
    "muted_forever" BOOLEAN NOT NULL,
    "read_only" BOOLEAN NOT NULL,
    "subject" TEXT,
    "content_type" TEXT,
    "folders" TEXT[],
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "members_read_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "chat_id" BIGINT NOT NULL,
    "attendee_id" BIGINT NOT NULL,
    "evidence" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("chat_id","attendee_id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "unipile_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "sender_provider_id" TEXT NOT NULL,
    "is_own" BOOLEAN NOT NULL,
    "text" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "seen" BOOLEAN NOT NULL,
    "delivered" BOOLEAN NOT NULL,
    "edited" BOOLEAN NOT NULL,
    "deleted" BOOLEAN NOT NULL,
    "hidden" BOOLEAN NOT NULL,
    "is_event" BOOLEAN NOT NULL,
    "quoted_provider_id" TEXT,
    "attachments" JSONB NOT NULL,
    "reactions" JSONB NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_checkpoint" (
    "account_id" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cursor" TEXT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_checkpoint_pkey" PRIMARY KEY ("account_id","stream")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_key_key" ON "workspace"("key");

-- CreateIndex
CREATE UNIQUE INDEX "account_workspace_id_unipile_id_key" ON "account"("workspace_id", "unipile_id");

-- CreateIndex
CREATE INDEX "user_identifier_user_id_idx" ON "user_identifier"("user_id");

-- CreateIndex
CREATE INDEX "declared_profile_workspace_id_provider_user_kind_kind_value_idx" ON "declared_profile"("workspace_id", "provider", "user_kind", "kind", "value");

-- CreateIndex
CREATE INDEX "identity_join_survivor_id_idx" ON "identity_join"("survivor_id");

-- CreateIndex
CREATE INDEX "identity_join_loser_id_idx" ON "identity_join"("loser_id");

-- CreateIndex
CREATE INDEX "attendee_user_id_account_id_idx" ON "attendee"("user_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendee_account_id_unipile_id_key" ON "attendee"("account_id", "unipile_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendee_account_id_provider_id_key" ON "attendee"("account_id", "provider_id");

-- CreateIndex
CREATE INDEX "contact_relation_user_id_idx" ON "contact_relation"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_account_id_unipile_id_key" ON "chat"("account_id", "unipile_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_account_id_unipile_id_key" ON "message"("account_id", "unipile_id");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_redirect_to_id_fkey" FOREIGN KEY ("redirect_to_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_identifier" ADD CONSTRAINT "user_identifier_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_identifier" ADD CONSTRAINT "user_identifier_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declared_profile" ADD CONSTRAINT "declared_profile_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "declared_profile" ADD CONSTRAINT "declared_profile_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_join" ADD CONSTRAINT "identity_join_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_join" ADD CONSTRAINT "identity_join_survivor_id_fkey" FOREIGN KEY ("survivor_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_join" ADD CONSTRAINT "identity_join_loser_id_fkey" FOREIGN KEY ("loser_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendee" ADD CONSTRAINT "attendee_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendee" ADD CONSTRAINT "attendee_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_relation" ADD CONSTRAINT "contact_relation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_relation" ADD CONSTRAINT "contact_relation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_attendee_id_fkey" FOREIGN KEY ("attendee_id") REFERENCES "attendee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_checkpoint" ADD CONSTRAINT "sync_checkpoint_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's language can't say. Lists are read by keyset from exactly one of these indexes for each account:
-- one for each order, and one for each reason a list can be filtered by.
CREATE INDEX "attendee_by_name" ON "attendee"("account_id", "sort_name", "id");
CREATE INDEX "attendee_contact_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE "contact";
CREATE INDEX "attendee_direct_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE "direct";
CREATE INDEX "attendee_group_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE "in_group";
CREATE INDEX "attendee_listed_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE NOT ("contact" OR "direct" OR "in_group" OR "is_self");
CREATE INDEX "attendee_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC);
CREATE INDEX "chat_by_activity" ON "chat"("account_id", (COALESCE("last_activity_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC);
CREATE INDEX "chat_by_peer" ON "chat"("account_id", "peer_provider_id") WHERE "peer_provider_id" IS NOT NULL;
CREATE INDEX "participant_by_attendee" ON "participant"("attendee_id", "evidence") INCLUDE ("chat_id");
CREATE INDEX "message_by_chat" ON "message"("chat_id", "sent_at" DESC, "id" DESC);
CREATE INDEX "users_by_redirect" ON "users"("redirect_to_id") WHERE "redirect_to_id" IS NOT NULL;
CREATE INDEX "users_by_phone" ON "users"("workspace_id", "phone_key") WHERE "phone_key" IS NOT NULL;
