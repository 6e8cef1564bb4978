//! What a form asks for.
//!
//! Invariant: pure; what a form leaves out or makes up is refused, never guessed.

use crate::serve::asked::Asked;
use crate::serve::reply::Fault;
use crate::store::{ArticleField, Call, EntityKind};

/// A decision that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Who is who.
    Identity(EntityKind, Call),
    /// What a field of an article says.
    Correct(i64, ArticleField, String),
    /// A tag on an article.
    Tag(i64, String),
    /// A tag off an article.
    Untag(i64, String),
    /// A decision taken back.
    Undo(i64),
}

impl Order {
    /// Reads the parameters of a form.
    ///
    /// # Errors
    /// Where they ask for nothing.
    pub(super) fn read(asked: &Asked) -> Result<Self, Fault> {
        let text = |name: &str| {
            let value = asked.parameter(name);
            if value.is_empty() { Err(wrong(name)) } else { Ok(value.to_owned()) }
        };
        let number = |name: &str| asked.parameter(name).parse::<i64>().map_err(|_| wrong(name));
        let call = match asked.parameter("do") {
            "correct" => {
                let field = asked.parameter("field");
                let field = ArticleField::ALL.into_iter().find(|known| known.name() == field);
                let value = asked.parameter("value").to_owned();
                return Ok(Self::Correct(number("article")?, field.ok_or_else(|| wrong("field"))?, value));
            }
            "tag" => return Ok(Self::Tag(number("article")?, text("name")?)),
            "untag" => return Ok(Self::Untag(number("article")?, text("name")?)),
            "undo" => return Ok(Self::Undo(number("decision")?)),
            "merge" => Call::Merge { stays: text("subject")?, others: vec![text("other")?] },
            "distinct" => Call::Distinct { subject: text("subject")?, other: text("other")? },
            "rename" => Call::Rename { subject: text("subject")?, name: text("name")? },
            "alias" => Call::Alias { subject: text("subject")?, alias: text("name")? },
            "reject" => Call::Reject { subject: text("subject")? },
            "split" => {
                let articles: Option<Vec<i64>> = asked.all("article").map(|id| id.parse().ok()).collect();
                let articles = articles.filter(|ids| !ids.is_empty()).ok_or_else(|| wrong("article"))?;
                let name = Some(asked.parameter("name")).filter(|name| !name.is_empty()).map(str::to_owned);
                Call::Split { subject: text("subject")?, articles, name }
            }
            _ => return Err(wrong("do")),
        };
        let kind = [EntityKind::Person, EntityKind::Place, EntityKind::Organisation]
            .into_iter()
            .find(|kind| kind.noun() == asked.parameter("kind"));
        Ok(Self::Identity(kind.ok_or_else(|| wrong("kind"))?, call))
    }
}

/// The form lacks what it needs.
fn wrong(name: &str) -> Fault {
    let what = match name {
        "article" => "no article is chosen",
        "name" => "no name is given",
        "other" => "nobody else is given",
        _ => "the form says nothing of what to decide",
    };
    Fault::Wrong { message: what.to_owned(), hint: "go back and fill in the form".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_ask_for_decisions() {
        let check =
            |form: &str, expected: Order| assert_eq!(Order::read(&Asked::new("/decide", form)).unwrap(), expected);
        let person = |call: Call| Order::Identity(EntityKind::Person, call);
        check(
            "do=merge&kind=person&subject=1&other=Ada+Quill",
            person(Call::Merge { stays: "1".into(), others: vec!["Ada Quill".into()] }),
        );
        check(
            "do=split&kind=person&subject=1&article=3&article=4&name=",
            person(Call::Split { subject: "1".into(), articles: vec![3, 4], name: None }),
        );
        check(
            "do=reject&kind=place&subject=9",
            Order::Identity(EntityKind::Place, Call::Reject { subject: "9".into() }),
        );
        check("do=correct&article=3&field=headline&value=", Order::Correct(3, ArticleField::Headline, String::new()));
        check("do=undo&decision=5", Order::Undo(5));
        check("do=tag&article=5&name=a+b", Order::Tag(5, "a b".into()));
        for wrong in
            ["", "do=merge&kind=person&subject=1", "do=split&kind=person&subject=1&article=x", "do=reject&subject=1"]
        {
            assert!(Order::read(&Asked::new("/decide", wrong)).is_err(), "{wrong}");
        }
    }
}
