//! `archive serve`: the archive in a browser.

use std::io;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use clap::Args;

use crate::cli::ask::same::versions::read_versions;
use crate::cli::command_error::CommandError;
use crate::cli::decide::correct::again;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::open;
use crate::cli::screen::Screen;
use crate::cli::{access, clock, signals};
use crate::serve::{Gate, Site, Tools, run as serve};

/// Show the archive in a browser, until you stop it with Ctrl-C.
///
/// The address is printed. Pages need no script and fetch nothing from elsewhere; an import may run beside it. Nobody but this
/// computer is answered unless --host says so, and then everybody is asked for the password in ARCHIVE_PASSWORD; what goes over the
/// network is not encrypted.
#[allow(clippy::doc_markdown)] // this is help, in which a variable is written as a shell has it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive serve                     open the address that is printed
  archive serve --decide            pages may also merge, rename, correct and tag
  ARCHIVE_PASSWORD=… archive serve --host 0.0.0.0 --name desk.example")]
pub struct ServeArgs {
    /// The port; 0 takes any that is free.
    #[arg(long, value_name = "N", default_value_t = 8642)]
    port: u16,
    /// The address to listen at.
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A name by which others reach this computer; requests to any other name are refused.
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Let pages decide: merge, split, rename, reject, correct, tag, undo. Without it nothing is ever written.
    #[arg(long)]
    decide: bool,
}

/// Serves it until a signal comes.
///
/// # Errors
/// Where the archive cannot be used, and where the port is taken.
pub fn run(arguments: &ServeArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    drop(open(db)?);
    let password = std::env::var("ARCHIVE_PASSWORD").ok().filter(|password| !password.is_empty());
    if !arguments.host.is_loopback() && password.is_none() {
        let hint = "set ARCHIVE_PASSWORD, which everybody is then asked for; or leave out --host";
        return Err(CommandError::usage(format!("at {} others would see the archive", arguments.host), hint));
    }
    if arguments.host.is_unspecified() && arguments.name.is_empty() {
        let hint = "say with --name by which name or address others reach this computer";
        return Err(CommandError::usage(format!("{} is no address that others could ask for", arguments.host), hint));
    }
    let listener = TcpListener::bind(SocketAddr::new(arguments.host, arguments.port)).map_err(refused(arguments))?;
    let address = listener.local_addr().map_err(refused(arguments))?;
    let tools = Tools { now: clock::now, again, versions: read_versions };
    let site = Site::served(db.to_path_buf(), access::reading(), tools);
    let site = if arguments.decide { site.deciding().map_err(refused(arguments))? } else { site };
    let gate = Gate::new(address, &arguments.name).with_password(password).deciding(arguments.decide);
    signals::listen();
    Screen::open().print(|out| {
        match arguments.name.first() {
            Some(name) => writeln!(out, "http://{name}:{}/", address.port())?,
            None => writeln!(out, "http://{address}/")?,
        }
        out.flush()
    })?;
    serve(listener, site, gate, || signals::came().is_some()).map_err(refused(arguments))?;
    Ok(ExitStatus::Done)
}

fn refused(arguments: &ServeArgs) -> impl Fn(io::Error) -> CommandError {
    let port = arguments.port;
    move |error| CommandError {
        kind: "serve",
        message: format!("port {port}: {error}"),
        hint: Some("choose another with --port, or --port 0 for any that is free".to_owned()),
        status: ExitStatus::Unusable,
    }
}
