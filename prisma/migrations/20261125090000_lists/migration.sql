-- CreateIndex
CREATE INDEX "message_chat_id_provider_id_idx" ON "message"("chat_id", "provider_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_id_idx" ON "webhook_delivery"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_outcome_id_idx" ON "webhook_delivery"("workspace_id", "outcome", "id");

-- What Prisma's language can't say. A list of attendees is put together from one range for each account, of which only
-- the rows of one page are kept: so the indexes hold all that choosing takes, and rows are read for the page alone.
DROP INDEX "attendee_by_name";
CREATE INDEX "attendee_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE NOT "is_self";
CREATE INDEX "attendee_self_by_name" ON "attendee"("account_id", "sort_name", "id") WHERE "is_self";

DROP INDEX "attendee_by_interaction";
CREATE INDEX "attendee_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE NOT "is_self";
CREATE INDEX "attendee_self_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE "is_self";
CREATE INDEX "attendee_contact_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE "contact";
CREATE INDEX "attendee_direct_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE "direct";
CREATE INDEX "attendee_group_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE "in_group";
CREATE INDEX "attendee_listed_by_interaction" ON "attendee"("account_id", (COALESCE("last_interaction_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  INCLUDE ("last_interaction_at") WHERE NOT ("contact" OR "direct" OR "in_group" OR "is_self");

-- Chats that are gone are in no list.
DROP INDEX "chat_by_activity";
CREATE INDEX "chat_by_activity" ON "chat"("account_id", (COALESCE("last_activity_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  WHERE "gone_at" IS NULL;
CREATE INDEX "chat_by_kind" ON "chat"("account_id", "kind", (COALESCE("last_activity_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  WHERE "gone_at" IS NULL;
CREATE INDEX "chat_unread_by_activity" ON "chat"("account_id", (COALESCE("last_activity_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  WHERE "gone_at" IS NULL AND "unread_count" > 0;
CREATE INDEX "chat_archived_by_activity" ON "chat"("account_id", (COALESCE("last_activity_at", TIMESTAMPTZ '1970-01-01 00:00:00+00')) DESC, "id" DESC)
  WHERE "gone_at" IS NULL AND "archived";
