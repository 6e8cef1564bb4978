//! Pages in every encoding of the web, under every name it has there: the same text comes out, or an error that says so.

use std::fs;
use std::path::Path;

use encoding_rs::Encoding;

use crate::harness::Folder;

/// What a page says, in scripts that not every encoding has.
const SENTENCES: [&str; 9] = [
    "В порту шёл дождь всю ночь, и паром из Осло опоздал на целый час.",
    "Έβρεχε όλη τη νύχτα στο λιμάνι και το πλοίο άργησε μία ώρα.",
    "גשם ירד כל הלילה בנמל והמעבורת איחרה בשעה שלמה.",
    "هطل المطر طوال الليل على المرفأ وتأخرت العبارة ساعة كاملة.",
    "ฝนตกตลอดทั้งคืนที่ท่าเรือและเรือข้ามฟากมาสายหนึ่งชั่วโมง",
    "港では一晩中雨が降り、オスロからの船は一時間遅れた。",
    "항구에는 밤새 비가 내렸고 오슬로에서 온 배는 한 시간 늦었다.",
    "港口整夜下雨，来自奥斯陆的渡船晚了一个小时。",
    "Il a plu toute la nuit sur le quai, et le bac d'Oslo était arrivé une heure après.",
];

/// What every encoding can say.
const PLAIN: &str = "It rained all night on the quay, and the ferry from Oslo was an hour late.";

#[test]
fn pages_in_every_encoding_give_the_same_text_or_a_named_error() {
    let labels =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/encodings/labels.txt")).unwrap();
    let mut folder = Folder::new();
    let mut expected = Vec::new();
    for label in labels.lines().filter(|line| !line.starts_with('#')) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        for (number, sentence) in SENTENCES.into_iter().chain([PLAIN]).enumerate() {
            let page = format!(
                "<html><head><meta charset=\"{label}\"><title>7</title></head><body><article><h1>7</h1><p>{}</p></article></body></html>",
                [sentence; 3].join(" ")
            );
            let (bytes, _, is_lossy) = encoding.encode(&page);
            if !is_lossy {
                let name = format!("{:03}-{number}.html", expected.len());
                folder = folder.file(&name, bytes);
                expected.push((name, label, sentence));
            }
        }
    }
    let run = folder.archive(&["extract", "."]).run();
    let rows = run.lines_of_json();
    let (mut same, mut named) = (0, 0);
    let mut wrong = Vec::new();
    for (name, label, sentence) in &expected {
        let row =
            rows.iter().find(|row| row["source"]["path"].as_str().is_some_and(|path| path.ends_with(name.as_str())));
        match row {
            Some(row) if row["body"].as_str().is_some_and(|body| body.contains(sentence)) => same += 1,
            Some(row) if row["error"]["message"].is_string() => named += 1,
            _ => wrong.push(format!("{label}: {sentence}: {:?}", row.map(|row| row["body"].to_string()))),
        }
    }
    eprintln!("encodings: {} pages, the same text {same}, named errors {named}, wrong {}", expected.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(same > 600 && named * 20 < same, "{same} {named}");
}
