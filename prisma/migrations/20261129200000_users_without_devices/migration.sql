-- A WhatsApp user's ID is kept without the device. Messages are not read again, so those kept until now had it for good.
UPDATE "message" SET "sender_provider_id" = regexp_replace("sender_provider_id", '^(\d+):\d+@', '\1@')
WHERE "sender_provider_id" ~ '^\d+:\d+@';

UPDATE "message" SET "reactions" = regexp_replace("reactions"::text, '("senderProviderId": "\d+):\d+@', '\1@', 'g')::jsonb
WHERE "reactions"::text ~ '"senderProviderId": "\d+:\d+@';

UPDATE "chat" SET "peer_provider_id" = regexp_replace("peer_provider_id", '^(\d+):\d+@', '\1@')
WHERE "peer_provider_id" ~ '^\d+:\d+@';

-- Where one user was several attendees for their devices, the next reading makes them one.
UPDATE "attendee" SET "provider_id" = "bare"."provider_id"
FROM (
  SELECT min("id") AS "id", regexp_replace("provider_id", '^(\d+):\d+@', '\1@') AS "provider_id"
  FROM "attendee" WHERE "provider_id" ~ '^\d+:\d+@' GROUP BY "account_id", 2
) "bare"
WHERE "attendee"."id" = "bare"."id" AND NOT EXISTS (
  SELECT FROM "attendee" "other"
  WHERE "other"."account_id" = "attendee"."account_id" AND "other"."provider_id" = "bare"."provider_id"
);
