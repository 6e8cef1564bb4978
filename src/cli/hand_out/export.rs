//! `archive export`: the archive in the form that another program reads.

use std::path::Path;

use clap::{Args, Subcommand};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
#[cfg(feature = "serve")]
use crate::cli::hand_out::site;
use crate::cli::hand_out::{datasette, documents, lists, parquet, part, rows, tables};

/// Hand out the archive, or what a query finds in it, in a form that other programs read.
///
/// Words and filters after the file are those of `archive query`; without any, everything is handed out. A file gets its name
/// when it is whole; one that is there is replaced only with --force.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive export jsonl news.jsonl                  everything; `archive import` makes the archive of it again
  archive export archive kerry.db --speaker Kerry  an archive of some articles, originals and all
  archive export csv tables/ --site \"The Daily Star\"")]
pub struct ExportArgs {
    #[command(subcommand)]
    form: Form,
}

/// The forms.
#[derive(Debug, Subcommand)]
enum Form {
    Csv(tables::CsvArgs),
    Parquet(parquet::ParquetArgs),
    Jsonl(rows::JsonlArgs),
    Archive(part::PartArgs),
    Html(documents::HtmlArgs),
    #[cfg(feature = "serve")]
    Site(site::SiteArgs),
    Markdown(documents::MarkdownArgs),
    Tei(documents::TeiArgs),
    Geojson(lists::GeojsonArgs),
    Graphml(lists::GraphmlArgs),
    Ftm(lists::FtmArgs),
    Openrefine(lists::OpenrefineArgs),
    Datasette(datasette::DatasetteArgs),
}

/// Hands it out.
///
/// # Errors
/// Where the archive cannot be used, nothing matches, or what is written cannot be written.
pub fn run(arguments: &ExportArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    match &arguments.form {
        Form::Csv(arguments) => tables::run(arguments, db),
        Form::Parquet(arguments) => parquet::run(arguments, db),
        Form::Jsonl(arguments) => rows::run(arguments, db),
        Form::Archive(arguments) => part::run(arguments, db),
        #[cfg(feature = "serve")]
        Form::Site(arguments) => site::run(arguments, db),
        Form::Html(arguments) => documents::html(arguments, db),
        Form::Markdown(arguments) => documents::markdown(arguments, db),
        Form::Tei(arguments) => documents::tei(arguments, db),
        Form::Geojson(arguments) => lists::geojson(arguments, db),
        Form::Graphml(arguments) => lists::graphml(arguments, db),
        Form::Ftm(arguments) => lists::ftm(arguments, db),
        Form::Openrefine(arguments) => lists::openrefine(arguments, db),
        Form::Datasette(arguments) => datasette::run(arguments, db),
    }
}
