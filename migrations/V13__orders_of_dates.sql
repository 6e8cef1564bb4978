ALTER TABLE sources ADD COLUMN date_orders TEXT /* -- whether day or month stands first in dates of the record that leave it open, as the rest of its file shows: published_at=month-first; NULL where nothing is open or known
*/;
