-- Names are sorted and searched by letters that are the same in capitals. Those kept until now had these three as they are.
UPDATE "attendee" SET "sort_name" = replace(replace(replace("sort_name", 'ß', 'ss'), 'ς', 'σ'), 'ı', 'i')
WHERE "sort_name" ~ 'ß|ς|ı';
