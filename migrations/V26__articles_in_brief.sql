-- What is told of the articles of one person or place is when they are of: here it is read without their rows, a page of the file each.

CREATE INDEX articles_in_brief ON articles (id, date);
