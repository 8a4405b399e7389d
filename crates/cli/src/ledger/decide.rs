//! `sayso decide`, `edit`, `remove`, `undo`, `decisions` and `queue`: what people decide, and what needs a look.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use sayso::{Reader, Report};
use sayso_ledger::{
    Act, Decided, DecisionFound, DecisionQuery, Entry, Ledger, NewDecision, QueueQuery, Queued,
    ReviewError, Status, Tables, Target, Undo, Why,
};
use serde_json::{Map, Value};

use super::sheet::{self, Column, Format, written};
use super::{LedgerFile, cuts};
use crate::config;

/// Who decides, and whether it is only asked what would follow.
#[derive(Args)]
struct By {
    /// Who decides [default: `by` of sayso.toml, else your name on this computer]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// Only tell what would follow
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ledger: LedgerFile,
}

/// Decide on a row, a claim, a story or a report of one: it counts in every answer and export from then on
///
/// Nothing is lost: what was read is kept beside, `sayso decisions` lists what was decided, and `sayso undo` takes it
/// back. The last decision stands.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso decide row 12 s3 --set speaker='Marta Veldkamp'
  sayso decide row 12 f2 --reject --note 'the year, no count'
  sayso decide claim 4.3 --status disputed
  sayso decide claim 4.3 --split 2,3      # the second and third report tell of something else
  sayso decide story 7 --into 4 --dry-run
  sayso decide report 12 --into 4")]
pub(crate) struct DecideArguments {
    #[command(subcommand)]
    on: On,
}

#[derive(Subcommand)]
enum On {
    /// A row of a report: s3, f2, t1, p4 or v5
    Row {
        /// The report's number
        report: i64,
        /// The row's id in it
        row: String,
        /// It is right
        #[arg(long, group = "what")]
        accept: bool,
        /// There is no such row
        #[arg(long, group = "what")]
        reject: bool,
        /// What was decided on it before does not hold
        #[arg(long, group = "what")]
        withdraw: bool,
        /// Another value for a field: speaker, stance, best, value, lat, type…
        #[arg(long, group = "what", value_name = "FIELD=VALUE", value_parser = field)]
        set: Vec<(String, Value)>,
        #[command(flatten)]
        by: By,
    },
    /// A claim: 4.3
    Claim {
        /// The claim
        claim: String,
        /// How it stands
        #[arg(long, group = "what")]
        status: Option<Status>,
        /// It is one with this claim
        #[arg(long, group = "what", value_name = "CLAIM")]
        merge: Option<String>,
        /// These of its reports tell of something else, by their places in it
        #[arg(long, group = "what", value_name = "N,…", value_delimiter = ',')]
        split: Vec<usize>,
        #[command(flatten)]
        by: By,
    },
    /// A story that is one with another
    Story {
        /// The story's number
        story: i64,
        /// The story that it is one with
        #[arg(long, value_name = "N")]
        into: i64,
        #[command(flatten)]
        by: By,
    },
    /// A report that is of another story
    Report {
        /// The report's number
        report: i64,
        /// The story that it is of
        #[arg(long, value_name = "N", required_unless_present = "alone")]
        into: Option<i64>,
        /// It is a story of its own
        #[arg(long, conflicts_with = "into")]
        alone: bool,
        #[command(flatten)]
        by: By,
    },
}

/// Give a report another headline, day, outlet or address; it is read again, and claims follow
#[derive(Args)]
#[command(after_help = "Examples:
  sayso edit 12 --published 2026-09-14 --outlet 'Harrow Gazette'
  sayso edit 12 --title '' --dry-run       # it has none")]
pub(crate) struct EditArguments {
    /// The report's number
    report: i64,
    /// Its headline; empty for none
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Its day of publication; empty for none
    #[arg(long, value_name = "YYYY-MM-DD", visible_alias = "date")]
    published: Option<String>,
    /// Who published it; empty for none
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Its address; empty for none
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    #[command(flatten)]
    by: By,
}

/// Take a report out of the ledger; what follows is shown
///
/// It is kept aside, so that `sayso undo` puts it back, and adding it again leaves it out.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso remove 12 --dry-run
  sayso remove 12 --note 'a test page'")]
pub(crate) struct RemoveArguments {
    /// The report's number
    report: i64,
    #[command(flatten)]
    by: By,
}

/// Undo a decision, by its number in `sayso decisions`
#[derive(Args)]
pub(crate) struct UndoArguments {
    /// The decision's number
    decision: i64,
    #[command(flatten)]
    by: By,
}

/// List what people decided, the latest first
#[derive(Args)]
#[command(after_help = "Examples:
  sayso decisions --report 12
  sayso decisions --on claim --format csv")]
pub(crate) struct DecisionsArguments {
    /// On such things: row, report, story or claim
    #[arg(long)]
    on: Option<Target>,
    /// On this report or its rows
    #[arg(long, value_name = "N")]
    report: Option<i64>,
    /// By this person
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// List the rows that need a look most: of contested claims, of claims that many tell, and the least sure
#[derive(Args)]
#[command(after_help = "Examples:
  sayso queue
  sayso queue --why unsure --limit 100 --format csv")]
pub(crate) struct QueueArguments {
    /// For this reason only: contested, told or unsure
    #[arg(long)]
    why: Option<Why>,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// "best=6": numbers, true, false and null are what they are, all else is words.
fn field(told: &str) -> Result<(String, Value), String> {
    let (name, value) = told
        .split_once('=')
        .ok_or("write it like speaker='Marta Veldkamp' or best=6")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
    Ok((name.trim().to_owned(), value))
}

/// What reads a report again.
struct Again {
    reader: Reader,
    tables: Tables,
}

impl Again {
    fn of(ledger: &Ledger) -> Result<Self, String> {
        let own = ledger.own_tables().map_err(|error| error.to_string())?;
        Ok(Self {
            reader: Reader::with_own(&own).map_err(|error| error.to_string())?,
            tables: Tables::with(&own).map_err(|error| error.to_string())?,
        })
    }

    fn read(&self, report: &Report) -> Entry {
        Entry::new(&self.reader.read(report), &self.tables)
    }
}

impl By {
    fn decision(&self, on: Target, act: Act) -> Result<NewDecision, String> {
        let (who, at) = self.signed()?;
        Ok(NewDecision {
            note: self.note.clone(),
            dry_run: self.dry_run,
            ..NewDecision::by(&who, &at, on, act)
        })
    }

    fn signed(&self) -> Result<(String, String), String> {
        let who = self.by.clone().or_else(config::who);
        // Nothing is signed where nothing is kept.
        let who = who.or_else(|| self.dry_run.then(|| "nobody".to_owned()));
        let who =
            who.ok_or("say who decides with --by, or once for all with `by` in sayso.toml")?;
        Ok((who, jiff::Timestamp::now().to_string()))
    }

    fn take(
        &self,
        decide: impl FnOnce(&mut Ledger, &dyn Fn(&Report) -> Entry) -> Result<Decided, ReviewError>,
    ) -> ExitCode {
        let taken = || -> Result<Decided, String> {
            let mut ledger =
                Ledger::open(&self.ledger.path()).map_err(|error| error.to_string())?;
            let again = Again::of(&ledger)?;
            decide(&mut ledger, &|report| again.read(report)).map_err(|error| error.to_string())
        };
        match taken() {
            Ok(decided) => sheet::show(&told(&decided)),
            Err(complaint) => {
                tell!("sayso: {complaint}");
                ExitCode::FAILURE
            }
        }
    }
}

fn told(decided: &Decided) -> String {
    let mut out = match &decided.decision {
        Some(kept) => format!(
            "{}  [decision {}; take it back with `sayso undo {}`]\n",
            kept.told, kept.decision, kept.decision
        ),
        None => "Nothing is changed yet. What would follow:\n".to_owned(),
    };
    for follows in &decided.follows {
        out += &format!("  – {follows}\n");
    }
    out
}

fn refused(complaint: &str) -> ExitCode {
    tell!("sayso: {complaint}");
    ExitCode::from(2)
}

pub(crate) fn decide(arguments: &DecideArguments) -> ExitCode {
    let (by, new) = match &arguments.on {
        On::Row {
            report,
            row,
            accept,
            reject,
            withdraw,
            set,
            by,
        } => {
            let act = match (accept, reject, withdraw, set.is_empty()) {
                (true, ..) => Act::Accept,
                (_, true, ..) => Act::Reject,
                (_, _, true, _) => Act::Withdraw,
                (.., false) => Act::Correct,
                _ => {
                    return refused(
                        "say what is decided: --accept, --reject, --withdraw or --set FIELD=VALUE",
                    );
                }
            };
            let new = by.decision(Target::Row, act).map(|new| NewDecision {
                report: Some(*report),
                row: Some(row.clone()),
                to: set.iter().cloned().collect(),
                ..new
            });
            (by, new)
        }
        On::Claim {
            claim,
            status,
            merge,
            split,
            by,
        } => {
            let act = match (status, merge, split.is_empty()) {
                (Some(_), ..) => Act::Status,
                (_, Some(_), _) => Act::Merge,
                (.., false) => Act::Split,
                _ => return refused("say what is decided: --status, --merge or --split"),
            };
            let new = by.decision(Target::Claim, act).map(|new| NewDecision {
                claim: Some(claim.clone()),
                status: *status,
                with: merge.clone(),
                attestations: split.clone(),
                ..new
            });
            (by, new)
        }
        On::Story { story, into, by } => {
            let new = by
                .decision(Target::Story, Act::Merge)
                .map(|new| NewDecision {
                    story: Some(*story),
                    into: Some(*into),
                    ..new
                });
            (by, new)
        }
        On::Report {
            report,
            into,
            alone: _,
            by,
        } => {
            let new = by
                .decision(Target::Story, Act::Move)
                .map(|new| NewDecision {
                    report: Some(*report),
                    into: *into,
                    ..new
                });
            (by, new)
        }
    };
    match new {
        Ok(new) => by.take(|ledger, read| ledger.decide(&new, read)),
        Err(complaint) => refused(&complaint),
    }
}

pub(crate) fn edit(arguments: &EditArguments) -> ExitCode {
    let values = [
        ("title", &arguments.title),
        ("published", &arguments.published),
        ("outlet", &arguments.outlet),
        ("url", &arguments.url),
    ];
    let given = values
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), Value::from(value.as_deref()?))));
    let to: Map<String, Value> = given.collect();
    let by = &arguments.by;
    match by.decision(Target::Report, Act::Edit) {
        Ok(new) => {
            let new = NewDecision {
                report: Some(arguments.report),
                to,
                ..new
            };
            by.take(|ledger, read| ledger.decide(&new, read))
        }
        Err(complaint) => refused(&complaint),
    }
}

pub(crate) fn remove(arguments: &RemoveArguments) -> ExitCode {
    let by = &arguments.by;
    match by.decision(Target::Report, Act::Remove) {
        Ok(new) => {
            let new = NewDecision {
                report: Some(arguments.report),
                ..new
            };
            by.take(|ledger, read| ledger.decide(&new, read))
        }
        Err(complaint) => refused(&complaint),
    }
}

pub(crate) fn undo(arguments: &UndoArguments) -> ExitCode {
    let by = &arguments.by;
    match by.signed() {
        Ok((who, at)) => {
            let undo = Undo {
                note: by.note.clone(),
                who,
                at,
                dry_run: by.dry_run,
            };
            by.take(|ledger, read| ledger.undo(arguments.decision, &undo, read))
        }
        Err(complaint) => refused(&complaint),
    }
}

const DECISIONS: &[Column<DecisionFound>] = &[
    Column {
        name: "decision",
        width: Some(8),
        value: |one| one.decision.to_string(),
    },
    Column {
        name: "holds",
        width: Some(10),
        value: holds,
    },
    Column {
        name: "on",
        width: Some(6),
        value: |one| one.on.to_string(),
    },
    Column {
        name: "told",
        width: Some(90),
        value: |one| one.told.clone(),
    },
    Column {
        name: "who",
        width: Some(20),
        value: |one| one.who.clone(),
    },
    Column {
        name: "at",
        width: Some(20),
        value: |one| one.at.clone(),
    },
    Column {
        name: "note",
        width: Some(40),
        value: |one| written(one.note.as_ref()),
    },
    Column {
        name: "do",
        width: None,
        value: |one| one.act.to_string(),
    },
    Column {
        name: "report",
        width: None,
        value: |one| written(one.report),
    },
    Column {
        name: "row",
        width: None,
        value: |one| written(one.row.as_ref()),
    },
    Column {
        name: "story",
        width: None,
        value: |one| written(one.story),
    },
    Column {
        name: "claim",
        width: None,
        value: |one| written(one.claim.as_ref()),
    },
    Column {
        name: "from",
        width: None,
        value: |one| one.from.to_string(),
    },
    Column {
        name: "to",
        width: None,
        value: |one| one.to.to_string(),
    },
];

fn holds(one: &DecisionFound) -> String {
    match one.undone_by {
        None => "yes".to_owned(),
        Some(by) => format!("undone, {by}"),
    }
}

pub(crate) fn decisions(arguments: &DecisionsArguments) -> ExitCode {
    let query = DecisionQuery {
        on: arguments.on,
        report: arguments.report,
        who: arguments.who.clone(),
        limit: Some(arguments.limit),
        skip: None,
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.decisions(&query)?;
        cuts(
            found.len(),
            ledger.count_decisions(&query)?,
            "decision",
            "nobody decided anything here yet",
        );
        Ok(sheet::print(&found, DECISIONS, arguments.format))
    })
}

const QUEUE: &[Column<Queued>] = &[
    Column {
        name: "why",
        width: Some(10),
        value: |one| one.why.to_string(),
    },
    Column {
        name: "report",
        width: Some(8),
        value: |one| one.report.to_string(),
    },
    Column {
        name: "row",
        width: Some(6),
        value: |one| one.row.clone(),
    },
    Column {
        name: "sure",
        width: Some(5),
        value: |one| format!("{:.0}%", one.confidence * 100.0),
    },
    Column {
        name: "claim",
        width: Some(8),
        value: |one| written(one.claim.as_ref()),
    },
    Column {
        name: "status",
        width: Some(13),
        value: |one| written(one.status.as_ref()),
    },
    Column {
        name: "who",
        width: Some(24),
        value: |one| one.who.clone(),
    },
    Column {
        name: "words",
        width: Some(90),
        value: |one| one.words.clone(),
    },
    Column {
        name: "outlet",
        width: None,
        value: |one| written(one.outlet.as_ref()),
    },
    Column {
        name: "day",
        width: None,
        value: |one| written(one.day),
    },
    Column {
        name: "kind",
        width: None,
        value: |one| one.kind.to_string(),
    },
];

pub(crate) fn queue(arguments: &QueueArguments) -> ExitCode {
    let query = QueueQuery {
        why: arguments.why,
        limit: Some(arguments.limit),
        skip: None,
    };
    arguments.ledger.ask(|ledger| {
        let (found, all) = ledger.queue(&query)?;
        cuts(found.len(), all, "row", "no row needs a look");
        let printed = sheet::print(&found, QUEUE, arguments.format);
        if !found.is_empty() && arguments.format == Format::Table && std::io::stdout().is_terminal() {
            tell!("sayso: decide with `sayso decide row REPORT ROW --accept`, --reject or --set FIELD=VALUE");
        }
        Ok(printed)
    })
}
