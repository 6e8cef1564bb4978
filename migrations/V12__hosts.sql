-- The host of an article's address, so that articles are found by it as well as by the name of their publication.

ALTER TABLE articles ADD COLUMN host TEXT GENERATED ALWAYS AS (CASE WHEN instr(url, '://') > 0 THEN lower(substr(substr(url, instr(url, '://') + 3 + 4 * (lower(substr(url, instr(url, '://') + 3, 4)) = 'www.')), 1, instr(replace(replace(replace(substr(url, instr(url, '://') + 3 + 4 * (lower(substr(url, instr(url, '://') + 3, 4)) = 'www.')), '?', '/'), '#', '/'), ':', '/') || '/', '/') - 1)) END) VIRTUAL /* -- host of `url` in lower case, without `www.` and port; NULL where there is none
*/;

CREATE INDEX articles_by_host ON articles (host);
