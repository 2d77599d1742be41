//! The command line: what was asked, which part of the house does it, and how the outcome is said.
//!
//! What a person needs goes to stdout, diagnostics to stderr; 0 is done, 1 failed, 2 wrong use. Not here: anything
//! that a screen or a format does.
#![allow(clippy::disallowed_methods, reason = "a command line reads the environment and the file system")]

mod approve;
mod at;
mod attach;
mod bindings;
mod carry;
mod check;
mod clock;
mod completions;
mod delete;
mod demo;
mod elsewhere;
mod export;
mod help;
mod import;
mod item;
mod list;
mod log;
mod machine;
mod man;
mod next;
mod note;
mod open;
mod output;
mod pager;
mod parse;
mod plan;
mod put_away;
mod reading;
mod repair;
mod report;
mod search;
mod session;
mod settings;
mod show;
mod sitting;
mod start;
mod status;
mod take;
mod there;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::app::Prompt;
use crate::archive::{self, DataFolder, Loaded};
use crate::config::Config;
use crate::palette::Choice;
use crate::shell::{self, Clock, Live};
use completions::Shell;
use output::{complain, warn};

/// Examples stand in the help because they are what people copy.
const EXAMPLES: &str = "\
Examples:
  minutebook demo                      try it: nothing of yours is touched
  minutebook open agenda.md            start a meeting, or go on with it
  minutebook check agenda.md           what is understood of an agenda, and what is not
  minutebook import page.html -o a.md  an agenda in any form, as an agenda file
  minutebook parse < lines.txt         what each line would become
  minutebook export last -f md         the minutes of the newest meeting, as Markdown
  minutebook export -f md -f html      several forms, as files beside the agenda
  minutebook log                       who did what when in the newest meeting
  minutebook verify                    whether its journals are as they were written";

/// The terminal in which a scribe takes a meeting's minutes live.
#[derive(Parser)]
#[command(name = "minutebook", version, about, after_help = EXAMPLES)]
struct Arguments {
    /// The folder of all meetings
    #[arg(long, global = true, value_name = "DIR", env = "MINUTEBOOK_DATA_DIR")]
    data_dir: Option<PathBuf>,

    /// Your settings, instead of the file in the platform's config folder
    #[arg(long, global = true, value_name = "FILE", env = "MINUTEBOOK_CONFIG")]
    config: Option<PathBuf>,
    /// The theme of the screen: auto, dark, light, contrast, ansi, none, or one of the config file
    #[arg(long, global = true, value_name = "NAME", env = "MINUTEBOOK_THEME")]
    theme: Option<String>,

    /// Print long output as it is, instead of reading it in $PAGER
    #[arg(long, global = true)]
    no_pager: bool,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the meeting of an agenda file, or go on exactly where it stopped
    #[command(
        after_help = "Examples:\n  minutebook open agenda.md\n  minutebook open last\n  minutebook open last --at 09:30"
    )]
    Open {
        /// An agenda file, or a meeting: its id, its slug, its journal, or `last`
        #[arg(value_name = "AGENDA|MEETING")]
        target: String,
        /// The form of an agenda file: md, csv, ics, html, confluence, txt, json, org, eml; as it shows it by default
        #[arg(long, value_name = "FORM")]
        from: Option<String>,
        /// Show the meeting as it stood then, to be read only
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    /// Take the minutes line by line, without a screen: for screen readers, braille, dumb terminals and scripts
    #[command(
        after_help = "Each line is a note or whatever the notation makes of it; a slash begins a command, /help says more.\n\nExamples:\n  minutebook take agenda.md\n  minutebook take --prompt short last\n  minutebook take agenda.md < lines.txt"
    )]
    Take {
        /// An agenda file, or a meeting: its id, its slug, its journal, or `last`
        #[arg(value_name = "AGENDA|MEETING")]
        target: String,
        /// The form of an agenda file: md, csv, ics, html, confluence, txt, json, org, eml; as it shows it by default
        #[arg(long, value_name = "FORM")]
        from: Option<String>,
        /// What is said before each line: full (where you are), short or none; by default full, and none for a script
        #[arg(long, value_name = "PROMPT", value_parser = prompt_named)]
        prompt: Option<Prompt>,
    },
    /// Take the minutes of the built-in example, in a temporary data folder
    #[command(after_help = "Examples:\n  minutebook demo")]
    Demo,
    /// Say what is understood of an agenda and what is not, each with line, column and a hint
    #[command(
        after_help = "Examples:\n  minutebook check agenda.md\n  minutebook check --json agenda.md\n  minutebook check invite.ics"
    )]
    Check {
        /// The agenda file, in any form; `-` is standard input
        agenda: PathBuf,
        /// Its form: md, csv, ics, html, confluence, txt, json, org, eml; as it shows it by default
        #[arg(long, value_name = "FORM")]
        from: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Make an agenda file of what an office sends round: pages, calendars, sheets, mails, minutes; of several files one
    #[command(
        after_help = "Examples:\n  minutebook import invite.ics -o agenda.md\n  minutebook import page.html > agenda.md\n  minutebook import monday.ics tuesday.ics wishes.csv -o week.md\n  pbpaste | minutebook import - -o agenda.md"
    )]
    Import {
        /// Files in any form; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The agenda file to write, never over one that is there; stdout by default
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Their form: md, csv, ics, html, confluence, txt, json, org, eml; as each shows it by default
        #[arg(long, value_name = "FORM")]
        from: Option<String>,
        /// For machines: what was understood, what it tells of an earlier meeting, and what there is to look at
        #[arg(long)]
        json: bool,
    },
    /// Place what was asked for into the days and slots of an agenda, before the meeting
    #[command(
        after_help = "Examples:\n  minutebook plan agenda.md\n  minutebook plan agenda.md --requests requests.csv\n  minutebook plan --json agenda.md | jq '.requests[] | select(.slot == null) | .topic'"
    )]
    Plan {
        /// The agenda file; one that is not there yet is begun
        agenda: PathBuf,
        /// Requests for topics: a CSV file, or a Markdown file with a table of them
        #[arg(long, value_name = "FILE")]
        requests: Option<PathBuf>,
        /// Write the plan into this file and leave the agenda as it is
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// For machines: what is placed where and how full each day is, without a screen
        #[arg(long)]
        json: bool,
    },
    /// Say what lines on stdin would become in a meeting, each at once
    #[command(
        after_help = "Examples:\n  minutebook parse --agenda agenda.md < lines.txt\n  echo '! Ann — draft the plan by Friday' | minutebook parse --json --date 2019-10-28"
    )]
    Parse {
        /// For machines: an object a line
        #[arg(long)]
        json: bool,
        /// An agenda: its people, groups and tickets count
        #[arg(long, value_name = "FILE")]
        agenda: Option<PathBuf>,
        /// The day on which the lines are typed; today by default
        #[arg(long, value_name = "YYYY-MM-DD", allow_hyphen_values = true)]
        date: Option<String>,
    },
    /// Write the minutes of a meeting
    Export(export::Arguments),
    /// Read the minutes of a meeting, or of one of its slots, on the terminal
    Show(show::Arguments),
    /// Make the minutes of a closed meeting final: who approved them, and when
    Approve(approve::Arguments),
    /// Say who did what when in a meeting, oldest first
    #[command(after_help = "Examples:\n  minutebook log\n  minutebook log --json last | jq -r .text")]
    Log {
        /// A meeting: its id, slug, agenda or journal; the newest one by default
        meeting: Option<String>,
        /// For machines: an object a line
        #[arg(long)]
        json: bool,
    },
    /// Add a line to the meeting in progress, from another terminal or a script; an open screen shows it at once
    #[command(
        after_help = "Examples:\n  minutebook note 'The build is green again'\n  minutebook note --slot budget '! Ann Lee — draft the plan due Friday'\n  tail -n 5 build.log | minutebook note --as ci -"
    )]
    Note {
        /// A meeting: its id, slug, agenda or journal; by default the newest one that is in progress
        #[arg(long, value_name = "MEETING")]
        meeting: Option<String>,
        /// A slot: its number, or a part of its title; by default the one whose clock runs, else the one held last
        #[arg(long, value_name = "SLOT")]
        slot: Option<String>,
        /// Who is shown as the author; you by default
        #[arg(long = "as", value_name = "NAME")]
        by: Option<String>,
        /// For machines: an object an entry
        #[arg(long)]
        json: bool,
        /// The line, in the notation; `-` reads lines from standard input, which become entries as pasted ones do
        #[arg(required = true, value_name = "TEXT", allow_hyphen_values = true)]
        text: Vec<String>,
    },
    /// Name slides, files or pages for a slot of the meeting in progress, or for the meeting; the minutes list them
    #[command(
        after_help = "Examples:\n  minutebook attach --slot networks slides/networks.pdf 'The networks' --by 'Jeff Kantor'\n  minutebook attach https://video.example/1 Recording\n  minutebook attach --list attachments.csv\n  minutebook attach --remove recording"
    )]
    Attach {
        /// A meeting: its id, slug, agenda or journal; by default the newest one that is in progress
        #[arg(long, value_name = "MEETING")]
        meeting: Option<String>,
        /// A slot: its number, or a part of its title; by default it belongs to the whole meeting
        #[arg(long, value_name = "SLOT")]
        slot: Option<String>,
        /// Who put it there
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// A sheet of them: columns Kind, File, Modified and By, in any order, and as far as known Link and Topic (the slot)
        #[arg(long, value_name = "FILE", conflicts_with_all = ["place", "name", "by"])]
        list: Option<PathBuf>,
        /// Take it off again: what was named in the meeting, by a part of its name or its place
        #[arg(long, conflicts_with_all = ["list", "name", "by"], requires = "place")]
        remove: bool,
        /// A path, counted from the agenda's folder, or an address
        #[arg(value_name = "PATH|ADDRESS")]
        place: Option<String>,
        /// What to call it
        name: Option<String>,
    },
    /// Say how the meeting in progress is doing, in one line
    #[command(after_help = "Examples:\n  minutebook status\n  minutebook status --json | jq .behind_s")]
    Status {
        /// A meeting: its id, slug, agenda or journal; by default the newest one that is in progress
        meeting: Option<String>,
        /// For machines: an object
        #[arg(long)]
        json: bool,
    },
    /// Show the running meeting's time as large as the terminal, for the chair or on a projector
    #[command(
        after_help = "Keys: n next slot, p previous, space pauses and goes on, + and - five minutes, s skips, u takes back what was\ndone here, ? shows them all, q leaves.\n\nExamples:\n  minutebook clock\n  minutebook clock --read-only last\n  minutebook clock --as 'Ann Lee'"
    )]
    Clock {
        /// A meeting: its id, slug, agenda or journal; by default the newest one that is in progress
        meeting: Option<String>,
        /// Let no key change the meeting, as for a projector that anybody can reach
        #[arg(long)]
        read_only: bool,
        /// Who is shown as the author of what is done here; you by default
        #[arg(long = "as", value_name = "NAME")]
        by: Option<String>,
    },
    /// Write the agenda of the next meeting of a series: what was not discussed, what recurs, what is still to be done
    Next(next::Arguments),
    /// Find what was ever minuted by its words, the best line first
    Search(search::Arguments),
    /// Say who owes what until when, over all meetings: the open action items
    Actions(report::actions::Arguments),
    /// Say what was decided, over all meetings, the newest first
    Decisions(report::decisions::Arguments),
    /// Say who is who over all meetings, who was there how often, and what is theirs
    People(report::people::Arguments),
    /// Say how long recurring topics take, what becomes of action items, and how old the open ones are
    Stats(report::stats::Arguments),
    /// Tick an action item off, whichever meeting it arose in
    Done(item::DoneArguments),
    /// Show an action item, or give it another due date or other owners
    Item(item::ItemArguments),
    /// Say whether a meeting's journals are as they were written: their digest, or each damaged place
    #[command(after_help = "Examples:\n  minutebook verify\n  minutebook verify --json last")]
    Verify {
        /// A meeting: its id, slug, agenda or journal; the newest one by default
        meeting: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Write a sound journal beside a damaged one, which is kept, and show what could not be saved
    #[command(after_help = "Examples:\n  minutebook repair\n  minutebook repair 2019-10-28-planning")]
    Repair {
        /// A meeting: its id, slug, agenda or journal; the newest one by default
        meeting: Option<String>,
    },
    /// Move a meeting to the trash folder, after a question
    #[command(after_help = "Examples:\n  minutebook delete 2019-10-28-planning\n  minutebook delete last --yes")]
    Delete {
        /// A meeting: its id, slug, agenda or journal, or `last`
        meeting: String,
        /// Without asking
        #[arg(short, long)]
        yes: bool,
    },
    /// Put meetings away: no list shows them any more and none is the newest; everything else still finds them
    Archive(put_away::Arguments),
    /// List the meetings in the data folder, the one that was last held first
    #[command(
        after_help = "Examples:\n  minutebook list\n  minutebook list --series 'Weekly status'\n  minutebook list --json | jq -r '.meetings[].slug'"
    )]
    List {
        /// Those of a series of meetings
        #[arg(long, value_name = "SERIES")]
        series: Option<String>,
        /// Those that were put away with `minutebook archive`, which are not listed otherwise
        #[arg(long)]
        archived: bool,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Edit your settings, or show what can be set
    Config(settings::Arguments),
    /// List the keys of every verb: the bindings in force
    Keys(bindings::Arguments),
    /// Print the script with which a shell completes subcommands, options, meetings, slots and names
    #[command(
        after_help = "Examples:\n  minutebook completions bash > ~/.local/share/bash-completion/completions/minutebook\n  minutebook completions zsh > ~/.zfunc/_minutebook\n  minutebook completions fish > ~/.config/fish/completions/minutebook.fish\n  minutebook completions powershell >> $PROFILE\n\nzsh reads ~/.zfunc where ~/.zshrc has `fpath+=(~/.zfunc)` before `compinit`."
    )]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Say what can stand under the cursor: what the scripts of the shells ask
    #[command(hide = true)]
    Complete {
        #[arg(value_enum)]
        shell: Shell,
        #[arg(last = true)]
        words: Vec<OsString>,
    },
    /// Write the manual pages into a folder, one for each subcommand
    #[command(after_help = "Examples:\n  minutebook man ~/.local/share/man/man1")]
    Man {
        /// The folder; it is made where it is not there
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
}

fn prompt_named(name: &str) -> Result<Prompt, String> {
    Prompt::named(name).ok_or_else(|| "write full, short or none".to_owned())
}

/// What every subcommand works with.
#[derive(Clone)]
pub(crate) struct Context {
    folder: DataFolder,
    /// The folder as it was given, so that what the program says can be typed again.
    given: Option<PathBuf>,
    clock: Clock,
    /// The user's settings, as they are by now.
    live: Live,
    /// Nothing is to be read in a pager.
    no_pager: bool,
}

impl Context {
    /// The settings in force.
    fn config(&self) -> Arc<Config> {
        self.live.config()
    }

    /// A command as it can be typed for the same data folder.
    fn command(&self, words: &str) -> String {
        let folder = self.given.as_ref().map(|folder| format!("--data-dir {} ", folder.display())).unwrap_or_default();
        format!("minutebook {folder}{words}")
    }
}

/// Why a subcommand failed, with what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, code: 1 }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn wrong_use(mut self) -> Self {
        self.code = 2;
        self
    }
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    shell::prepare();
    let parsed = help::command().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(said) => return ExitCode::from(u8::try_from(output::usage(&help::told_to_open(said))).unwrap_or(2)),
    };
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.message, failure.hint.as_deref());
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    if let Some(Command::Completions { shell }) = &arguments.command {
        return completions::script(*shell);
    }
    if let Some(Command::Complete { shell, words }) = &arguments.command {
        return completions::complete(*shell, words);
    }
    let clock = Clock::from_environment().map_err(|message| Failure::new(message).wrong_use())?;
    if let Some(Command::Check { agenda, from, json }) = &arguments.command {
        return check::run(agenda, from.as_deref(), *json);
    }
    if let Some(Command::Import { files, output, from, json }) = &arguments.command {
        let (from, output) = (from.as_deref(), output.as_deref());
        return import::run(&import::Wanted { files, from, output, as_json: *json });
    }
    if let Some(Command::Parse { json, agenda, date }) = &arguments.command {
        let (agenda, date) = (agenda.as_deref(), date.as_deref());
        return parse::run(&clock, &parse::Wanted { as_json: *json, agenda, date });
    }
    if let Some(Command::Man { folder }) = &arguments.command {
        return man::run(&clock, folder);
    }
    if let Some(Command::Config(wanted)) = &arguments.command {
        return settings::run(arguments.config, arguments.no_pager, wanted);
    }
    let live = settings::read(arguments.config.clone());
    if let Some(name) = &arguments.theme {
        live.wear(theme_named(&live, name)?);
    }
    if let Some(Command::Keys(asked)) = &arguments.command {
        return bindings::run(&live, arguments.no_pager, asked);
    }
    let told = live.complaints();
    let done = serve(arguments, clock, &live);
    settings::tell_again(&live, &told);
    done
}

/// Does what needs the settings.
fn serve(arguments: Arguments, clock: Clock, live: &Live) -> Result<(), Failure> {
    if let Some(Command::Plan { agenda, requests, output, json }) = &arguments.command {
        let (requests, output) = (requests.as_deref(), output.as_deref());
        let data = DataFolder::locate(arguments.data_dir.clone());
        let data = data.as_ref().map(DataFolder::root);
        return plan::run(live, &plan::Wanted { agenda, requests, output, data, as_json: *json });
    }
    if let Some(Command::Demo) = arguments.command {
        return demo::run(clock, live.clone());
    }
    let given = std::env::var_os("MINUTEBOOK_DATA_DIR").is_none().then(|| arguments.data_dir.clone()).flatten();
    let folder = DataFolder::locate(arguments.data_dir)
        .ok_or_else(|| Failure::new("no data folder is known here").hint("name one with --data-dir DIR"))?;
    let context = Context { folder, given, clock, live: live.clone(), no_pager: arguments.no_pager };
    match arguments.command {
        None => start::run(&context),
        Some(Command::Open { target, from, at }) => {
            let (from, at) = (from.as_deref(), at.as_deref());
            open::run(&context, &open::Wanted { target: &target, from, at })
        }
        Some(Command::Take { target, from, prompt }) => {
            take::run(&context, &take::Wanted { target: &target, from: from.as_deref(), prompt })
        }
        Some(Command::Export(arguments)) => export::run(&context, &arguments),
        Some(Command::Show(arguments)) => show::run(&context, &arguments),
        Some(Command::Approve(arguments)) => approve::run(&context, &arguments),
        Some(Command::Log { meeting, json }) => log::run(&context, meeting.as_deref(), json),
        Some(Command::Note { meeting, slot, by, json, mut text }) => {
            let json = note::options_in(&mut text)? || json;
            let (meeting, slot, by) = (meeting.as_deref(), slot.as_deref(), by.as_deref());
            note::run(&context, &note::Asked { meeting, slot, by, json, words: &text })
        }
        Some(Command::Attach { meeting, slot, by, list, remove, place, name }) => {
            let (meeting, slot, by) = (meeting.as_deref(), slot.as_deref(), by.as_deref());
            let (list, place, name) = (list.as_deref(), place.as_deref(), name.as_deref());
            attach::run(&context, &attach::Asked { meeting, slot, list, remove, place, name, by })
        }
        Some(Command::Status { meeting, json }) => status::run(&context, meeting.as_deref(), json),
        Some(Command::Clock { meeting, read_only, by }) => {
            let (meeting, by) = (meeting.as_deref(), by.as_deref());
            clock::run(&context, &clock::Asked { meeting, by, read_only })
        }
        Some(Command::Next(arguments)) => next::run(&context, &arguments),
        Some(Command::Search(arguments)) => search::run(&context, arguments),
        Some(Command::Actions(arguments)) => report::actions::run(&context, &arguments),
        Some(Command::Decisions(arguments)) => report::decisions::run(&context, &arguments),
        Some(Command::People(arguments)) => report::people::run(&context, &arguments),
        Some(Command::Stats(arguments)) => report::stats::run(&context, &arguments),
        Some(Command::Done(arguments)) => item::done(&context, &arguments),
        Some(Command::Item(arguments)) => item::item(&context, &arguments),
        Some(Command::Verify { meeting, json }) => verify::run(&context, meeting.as_deref(), json),
        Some(Command::Repair { meeting }) => repair::run(&context, meeting.as_deref()),
        Some(Command::Delete { meeting, yes }) => delete::run(&context, &meeting, yes),
        Some(Command::Archive(arguments)) => put_away::run(&context, &arguments),
        Some(Command::List { series, archived, json }) => {
            list::run(&context, &list::Asked { series: series.as_deref(), archived, json })
        }
        Some(
            Command::Demo
            | Command::Check { .. }
            | Command::Import { .. }
            | Command::Plan { .. }
            | Command::Parse { .. }
            | Command::Completions { .. }
            | Command::Complete { .. }
            | Command::Man { .. }
            | Command::Config(_)
            | Command::Keys(_),
        ) => Ok(()),
    }
}

/// The folder of the meeting that a person calls so; of the newest where none is named.
fn folder_of(context: &Context, meeting: Option<&str>) -> Result<PathBuf, Failure> {
    archive::find(&context.folder, meeting.unwrap_or("last"))
        .map_err(|error| Failure::new(error.to_string()).hint("`minutebook list` shows the meetings there are"))
}

/// That meeting's folder and all that can be read of it; what is wrong with it is said.
fn meeting_read(context: &Context, meeting: Option<&str>) -> Result<(PathBuf, Loaded), Failure> {
    let folder = folder_of(context, meeting)?;
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    for report in &loaded.reports {
        warn(report);
    }
    if loaded.records.is_empty() {
        let message = format!("{}: no record of this meeting can be read", folder.display());
        return Err(Failure::new(message).hint("`minutebook verify` says what is wrong with its journals"));
    }
    Ok((folder, loaded))
}

/// The theme of that name, ours or one of the user's file.
fn theme_named(live: &Live, name: &str) -> Result<Choice, Failure> {
    let config = live.config();
    let themes = &config.settings.themes;
    themes.named(name).ok_or_else(|| {
        let hint = format!("there are {}", themes.names().join(", "));
        Failure::new(format!("no theme is called `{name}`")).hint(hint).wrong_use()
    })
}
