-- No question asks for an article by the digest of its body; the index cost a page at random for every article stored.

DROP INDEX articles_by_sha256;
