//! `archive timeline`.

use crate::harness::Folder;

fn filled() -> Folder {
    let record = |id: u32, date: &str, body: &str| {
        format!(
            "{{\"id\":\"{id}\",\"headline\":\"Notes from the pier\",\"published_at\":{date},\"body\":\"{body}\"}}\n"
        )
    };
    let records: String = [
        record(1, "\"2031-05-02\"", "The ferry was late. It rained on the quay all day."),
        record(2, "\"2031-05-09\"", "The ferry was early. Nobody knew what to say of it."),
        record(3, "\"2031-06-01\"", "The pier was painted green. The paint is still wet."),
        record(4, "\"2031-07-01\"", "The pier got a ferry of its own. It is a small one."),
        record(5, "\"2031-08-01\"", "Nothing has happened this month, said the keeper."),
        record(6, "null", "The ferry of no month at all. It was never seen again."),
    ]
    .concat();
    let folder = Folder::new().file("records.jsonl", records);
    folder.archive(&["import", "records.jsonl"]).run().success();
    folder
}

#[test]
fn queries_stand_side_by_side_over_the_same_months() {
    let folder = filled();
    folder
        .archive(&["timeline", "ferry", "quay OR paint"])
        .run()
        .success()
        .stdout("         of  ferry    quay OR paint\n2031-05   2  2  1.00  1  0.50\n2031-06   1  0        1  1.00\n2031-07   1  1  1.00  0\n")
        .stderr("archive: matches without a date, left out: 1\n");
}

#[test]
fn programs_get_a_row_a_month_and_query() {
    let folder = filled();
    folder
        .archive(&["timeline", "ferry", "pier", "--to", "2031-06", "--format", "csv"])
        .run()
        .success()
        // The headline has the pier, too.
        .stdout("group,query,count,of,share,thin\n2031-05,ferry,2,2,1,yes\n2031-05,pier,2,2,1,yes\n2031-06,ferry,0,1,0,yes\n2031-06,pier,1,1,1,yes\n");
    folder.archive(&["timeline", "zeppelin"]).run().code(1).stderr_has("no articles matched");
    folder.archive(&["timeline", "speeker:x"]).run().code(2).stderr_has("did you mean speaker:");
}
