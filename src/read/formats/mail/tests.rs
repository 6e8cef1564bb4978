//! Mailboxes, letters and saved pages.

use super::*;

/// Record, headline or error, and text of each message.
fn read(bytes: &[u8]) -> Vec<String> {
    let map = FieldMap::default();
    let input = Input {
        path: "a",
        head: bytes.to_vec(),
        rest: Box::new(std::io::empty()),
        map: &map,
        limit: 4000,
        encoding: None,
        beside: None,
    };
    let mut found = Vec::new();
    let _ = Mail.read(input, &mut |outcome| {
        found.push(outcome.map_or_else(
            |error| error.to_string(),
            |document| {
                let (Content::Body(text) | Content::Html(text) | Content::Text(text)) = document.content;
                let record = document.source.record.unwrap_or_default();
                format!("{record}|{}|{text}", document.given.headline.or(document.given.url).unwrap_or_default())
            },
        ));
        ControlFlow::Continue(())
    });
    found
}

#[test]
fn messages_of_a_mailbox_are_articles() {
    let file = b"From a@x Fri May  8 09:12:33 2015\nSubject: Rain\nMessage-ID: <1@x>\n\nRain fell\non Friday.\n\n>From the quay.\n-- \nAnn\n\n\
        From a@x Fri May  8 09:13:33 2015\nSubject: Notes\nMessage-ID: <2@x>\n\n{\"a\": 1}\n";
    assert_eq!(
        read(file),
        ["1@x|Rain|Rain fell on Friday.\n\nFrom the quay.", "a:2: not a page: the message holds JSON without a body"]
    );
}

#[test]
fn saved_page_is_the_first_of_its_parts() {
    let file = b"From: <Saved by Blink>\nSnapshot-Content-Location: https://harbour.example/rain\nMIME-Version: 1.0\n\
        Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Rain.</p>\n--x\nContent-Type: text/html\n\n<p>Buy!</p>\n--x--\n";
    assert_eq!(read(file), ["|https://harbour.example/rain|<p>Rain.</p>\n"]);
}

#[test]
fn no_truncation_breaks_the_reader() {
    let file = b"From a@x Fri May  8 09:12:33 2015\nSubject: =?utf-8?Q?Caf=C3=A9?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\nUmFpbg==\n--x--\n";
    for cut in 0..file.len() {
        assert!(read(&file[..cut]).len() <= 1, "{cut}");
    }
}

#[test]
fn documents_in_a_message_of_a_mailbox_are_articles_of_their_own() {
    let document = |id: u32| {
        format!(
            "<a name=3D\"DocID_{id}\"></a><p>Quay {id}</p><p><b>Full text: </b>Rain fell.</p><p><b>ProQuest document ID: </b>{id}</p>\n"
        )
    };
    let carrier =
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n";
    let envelope = "From a@x Fri May  8 09:12:33 2015\n";
    let letter = "Subject: Rain\nMessage-ID: <1@x>\n\nRain fell.\n\n";
    let file = format!(
        "{envelope}{letter}{envelope}Subject: Documents\n{carrier}<html>ProQuest{}{}</html>\n",
        document(7),
        document(8)
    );
    let found = read(file.as_bytes());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].starts_with("1@x|Rain") && found[1].starts_with("7|Quay 7") && found[2].starts_with("8|Quay 8"),
        "{found:?}"
    );
}
