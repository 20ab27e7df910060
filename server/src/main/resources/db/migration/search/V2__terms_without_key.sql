-- The index is made from other tables and written by one class only: for a roster of 50,000 rooms its 600,000 terms spent
-- two fifths of their time looking for the entry that had been written a line before.
alter table search.term drop constraint term_community_id_entry_id_fkey;
