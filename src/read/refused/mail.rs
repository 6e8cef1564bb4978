//! Messages: e-mail, mailboxes, pages that a browser saved as a message.

/// Fields that only a message has.
const OF_MESSAGES: [&str; 8] = [
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "delivered-to",
    "dkim-signature",
    "in-reply-to",
    "content-transfer-encoding",
];

/// Fields that a letter on a page may have one of.
const OF_LETTERS: [&str; 5] = ["from", "to", "subject", "date", "content-type"];

/// A message, or many.
pub(super) fn message(text: &str) -> Option<&'static str> {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    if is_envelope(first) && is_header(text.get(first.len()..).unwrap_or_default().trim_start()) {
        return Some("looks like a mailbox; save each message as a web page");
    }
    if !is_header(text) {
        return None;
    }
    let head = super::start_of(text, 4096);
    if head.contains("multipart/related") {
        return Some("looks like a web archive (MHTML); open it in a browser and save it as a web page");
    }
    Some("looks like an e-mail; save it as a web page")
}

/// Whether `line` stands between the messages of a mailbox: `From `, a sender and a date.
fn is_envelope(line: &str) -> bool {
    let words: Vec<_> = line.split_whitespace().collect();
    line.starts_with("From ") && words.len() >= 4 && words.iter().any(|word| word.split(':').count() >= 3)
}

/// Whether `text` opens with the header of a message.
fn is_header(text: &str) -> bool {
    let (mut sure, mut letter) = (0, 0);
    for line in text.lines().take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            break;
        }
        let name = name.to_ascii_lowercase();
        sure += usize::from(OF_MESSAGES.contains(&name.as_str()));
        letter += usize::from(OF_LETTERS.contains(&name.as_str()));
    }
    sure + letter >= 2 && sure >= 1 || letter >= 4 || letter >= 2 && super::start_of(text, 2048).contains("multipart/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_by_their_header() {
        let check = |text: &str, expected: bool| assert_eq!(message(text).is_some(), expected, "{text}");
        check("Received: by mx.harbour.example\n with id 7\nFrom: Ann <ann@harbour.example>\n\nRain.", true);
        check("Subject: Rain\nMessage-ID: <7@harbour.example>\n\nRain fell.", true);
        check("From ann@harbour.example Fri May  8 09:12:33 2015\nSubject: Rain\nMessage-ID: <7@x>\n", true);
        check("From Friday on, rain is expected at 9:00 and 10:00.\nSubject: none", false);
        check("Date: 8 May 2015\nBy Ann Ferrin\n\nRain fell.", false);
        check("From: a reader\nSubject: the quay\n\nSir, the quay is under water.", false);
        check("Received wisdom: rain falls.", false);
    }
}
