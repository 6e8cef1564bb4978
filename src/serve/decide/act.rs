//! Makes a decision that was confirmed.
//!
//! Invariant: the archive is open for writing only while it is decided.

use askama::Template;

use crate::serve::asked::Asked;
use crate::serve::decide::order::Order;
use crate::serve::frame::Frame;
use crate::serve::reply::{Fault, Reply};
use crate::serve::site::Site;
use crate::store::{Access, Archive, DecisionError, Journal};

#[derive(Template)]
#[template(path = "decided.html", config = "src/serve/askama.toml")]
struct Decided {
    frame: Frame,
    /// What was decided, a sentence each with the number of the decision, where it has one.
    made: Vec<(Option<i64>, String)>,
}

/// Does what the form asks for and says so.
pub(in crate::serve) fn act(site: &Site, asked: &Asked) -> Result<Reply, Fault> {
    let is_ours = site.token.as_deref().is_some_and(|token| token == asked.parameter("token"));
    if !is_ours {
        let message = "this form is of another run of `archive serve`".to_owned();
        return Err(Fault::Wrong { message, hint: "go back, load the page again and decide once more".to_owned() });
    }
    let order = Order::read(asked)?;
    let access = Access { journal: Journal::Rollback, ..site.access };
    let mut archive = Archive::open(&site.db, access)?;
    let made = decide(site, &mut archive, &order)?;
    site.doubts.forget();
    let page = Decided { frame: Frame::new(site, "", "Decided"), made };
    Ok(Reply::page(page.render()?))
}

fn decide(site: &Site, archive: &mut Archive, order: &Order) -> Result<Vec<(Option<i64>, String)>, Fault> {
    let now = (site.tools.now)();
    Ok(match order {
        Order::Identity(kind, call) => {
            let made = archive.decide(*kind, call, &now)?;
            made.into_iter().map(|decision| (Some(decision.id), decision.to_string())).collect()
        }
        Order::Correct(id, field, value) => {
            let made = archive.correct(*id, &[(*field, value.clone())], &now, (site.tools.again)())?;
            made.into_iter().map(|correction| (Some(correction.id), correction.to_string())).collect()
        }
        Order::Tag(id, name) => {
            archive.tag(&[*id], name, &now)?;
            vec![(None, format!("article {id} has the tag “{name}”"))]
        }
        Order::Untag(id, name) => {
            archive.untag(&[*id], name)?;
            vec![(None, format!("article {id} has no tag “{name}”"))]
        }
        Order::Undo(id) => {
            let undone = match archive.undo_correction(*id, &now, (site.tools.again)())? {
                Some(correction) => correction.to_string(),
                None => archive.undo_decision(*id, &now)?.to_string(),
            };
            vec![(None, format!("undone: {undone}"))]
        }
    })
}

impl From<DecisionError> for Fault {
    fn from(error: DecisionError) -> Self {
        let message = error.to_string();
        let hint = match error {
            DecisionError::Store(error) => return error.into(),
            DecisionError::Sqlite(_) => return Self::Broken(message),
            DecisionError::NoArticle(_) | DecisionError::NoDecision(_) => return Self::Missing(message),
            DecisionError::Unknown { candidates, .. } | DecisionError::Ambiguous { candidates, .. } => {
                let names: Vec<String> = candidates
                    .iter()
                    .map(|candidate| format!("{} (number {})", candidate.name, candidate.id))
                    .collect();
                if names.is_empty() {
                    "call one by number or full name".to_owned()
                } else {
                    format!("call one by number: {}", names.join(", "))
                }
            }
            DecisionError::Senseless(_) | DecisionError::Line { .. } => "nothing was decided".to_owned(),
        };
        Self::Wrong { message, hint }
    }
}
