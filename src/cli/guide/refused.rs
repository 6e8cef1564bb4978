//! What is said to a command line that is not understood.
//!
//! Invariant: what is wrong is said in one line, and what to do in the next, as of every other error.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::guide::meant::meant_by;
use crate::cli::guide::nearest::nearest;

/// Shows the help that was asked for, or says what is wrong with `arguments`; `command` is the whole command line.
pub fn refuse(error: &clap::Error, arguments: &[OsString], command: &Command) -> ExitStatus {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that closed the pipe has seen enough of the help.
            let _ = error.print();
            ExitStatus::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitStatus::Usage
        }
        _ => refused(error, arguments, command).report(),
    }
}

fn refused(error: &clap::Error, arguments: &[OsString], command: &Command) -> CommandError {
    let verb = verb_of(arguments, command);
    let help = verb.as_ref().map_or_else(
        || "`archive help` lists the verbs".to_owned(),
        |verb| format!("`archive help {verb}` says what it takes"),
    );
    if let (ErrorKind::InvalidSubcommand, Some(word)) = (error.kind(), context(error, ContextKind::InvalidSubcommand)) {
        let above = at(verb.as_deref(), command);
        let near = nearest(&word, above.get_subcommands().map(Command::get_name));
        let before = verb.as_ref().map_or_else(String::new, |verb| format!("{verb} "));
        let hint = match (meant_by(&word).filter(|_| verb.is_none()), near) {
            (Some(meant), _) => meant.to_owned(),
            (None, Some(near)) => format!("did you mean `archive {before}{near}`? {help}"),
            (None, None) => help,
        };
        return CommandError::usage(format!("there is no verb `{before}{word}`"), hint);
    }
    let text = error.render().to_string();
    let (what, rest) = text.trim_end().split_once("\n\n").unwrap_or((&text, ""));
    let what: Vec<&str> = what.lines().map(str::trim).collect();
    let what = what.join(" ");
    let near = context(error, ContextKind::SuggestedArg)
        .or_else(|| context(error, ContextKind::SuggestedValue))
        .or_else(|| long_near(error, arguments, command));
    let hint = match near {
        Some(near) => format!("did you mean {near}? {help}"),
        None => {
            rest.lines().find_map(|line| line.trim().strip_prefix("tip: ")).map_or(help, |tip| tip.replace('\'', "`"))
        }
    };
    CommandError::usage(what.strip_prefix("error: ").unwrap_or(&what), hint)
}

/// What the parser knows of the error, where it is one word.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    }
}

/// The verb, with the verb below it where it has some.
fn verb_of(arguments: &[OsString], command: &Command) -> Option<String> {
    let mut words = Vec::new();
    let mut at = command;
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(below) = at.find_subcommand(word) {
            words.push(below.get_name().to_owned());
            at = below;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The flag that is most like one that is not known.
fn long_near(error: &clap::Error, arguments: &[OsString], command: &Command) -> Option<String> {
    let unknown = context(error, ContextKind::InvalidArg).filter(|_| error.kind() == ErrorKind::UnknownArgument)?;
    let unknown = unknown.strip_prefix("--")?;
    let verb = verb_of(arguments, command);
    let flags: Vec<&str> = at(verb.as_deref(), command).get_arguments().filter_map(clap::Arg::get_long).collect();
    nearest(unknown, flags).map(|flag| format!("--{flag}"))
}

/// The command of `verb`; of none the whole command line.
fn at<'c>(verb: Option<&str>, command: &'c Command) -> &'c Command {
    let words = verb.into_iter().flat_map(|verb| verb.split(' '));
    words.fold(command, |at, word| at.find_subcommand(word).unwrap_or(at))
}
