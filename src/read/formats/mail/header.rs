//! What a message begins with.

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

/// Whether `line` is between the messages of a mailbox: `From `, a sender and a date.
pub(super) fn is_envelope(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line.get(..line.len().min(400)).unwrap_or_default());
    let words: Vec<_> = line.split_whitespace().collect();
    line.starts_with("From ")
        && words.len() >= 4
        && words.iter().any(|word| word.matches(':').count() == 2)
        && words.iter().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether `text` opens with a field that messages have.
pub(super) fn named(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    OF_MESSAGES.contains(&name.as_str()) || OF_LETTERS.contains(&name.as_str()) || name.starts_with("x-")
}

/// Whether `text` opens with the header of a message.
pub(super) fn is_header(text: &str) -> bool {
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
    sure + letter >= 2 && sure >= 1
        || letter >= 4
        || letter >= 2
            && text.get(..text.len().min(2048)).is_some_and(|start| start.to_ascii_lowercase().contains("multipart/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_by_their_header() {
        let check = |text: &str, expected: bool| assert_eq!(is_header(text), expected, "{text}");
        check("Received: by mx.harbour.example\n with id 7\nFrom: Ann <ann@harbour.example>\n\nRain.", true);
        check("Subject: Rain\nMessage-ID: <7@harbour.example>\n\nRain fell.", true);
        check("Date: 8 May 2015\nBy Ann Ferrin\n\nRain fell.", false);
        check("From: a reader\nSubject: the quay\n\nSir, the quay is under water.", false);
        check("Received wisdom: rain falls.", false);
    }

    #[test]
    fn lines_between_messages_are_told_from_prose() {
        assert!(is_envelope(b"From ann@harbour.example Fri May  8 09:12:33 2015"));
        assert!(!is_envelope(b"From Friday on, rain is expected at 9:00 and 10:00 in 2015."));
    }
}
