//! `sayso claims` and `sayso story`.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use sayso_ledger::{AttestationFound, ClaimFound, ClaimQuery, Status, StoryFound, StoryTold};

use super::sheet::{self, Column, Format, cut, or_nothing, print, spans};
use super::{LedgerFile, cuts};
use crate::paint::Paint;

/// Show what reports claim alike: whose word it rests on, and what is confirmed, disputed or changed
///
/// Claims are shown with their status, why they have it, and every report that supports or denies them in its own
/// words. Reports, publishers, publisher families and independent origins are counted apart: eight outlets that
/// quote one post are one origin.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso claims --status disputed
  sayso claims --story 3 --about 'dam inspected'
  sayso claims --status confirmed --reports 3 --format csv")]
pub(crate) struct ClaimsArguments {
    /// single source, confirmed, disputed, updated or corrected
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
    /// Those of one story, by its number
    #[arg(long, value_name = "N")]
    story: Option<i64>,
    /// Words of what is claimed
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// happening (that something happened or is so) or figure (that it is so many)
    #[arg(long, value_name = "KIND", value_parser = ["happening", "figure"])]
    kind: Option<String>,
    /// Supported by so many reports or more
    #[arg(long, value_name = "N", default_value_t = 1)]
    reports: usize,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many claims at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to print them; CSV has one line for each report that supports or denies
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Show a story: its reports in the order of their publication, and its claims
///
/// Without a number the stories are listed, those of the latest reports first.
#[derive(Args)]
#[command(after_help = "Examples:
  sayso story
  sayso story 3
  sayso story 3 --format json")]
pub(crate) struct StoryArguments {
    /// The story's number
    #[arg(value_name = "N")]
    story: Option<i64>,
    #[command(flatten)]
    ledger: LedgerFile,
    /// How many stories or claims at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to print it; CSV has its claims only
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

fn status(text: &str) -> Result<Status, String> {
    match text {
        "single" => Ok(Status::SingleSource),
        text => text
            .parse()
            .map_err(|told: sayso::UnknownLabel| told.to_string()),
    }
}

/// An attestation with the claim it is of: a line of CSV.
type Line<'f> = (&'f ClaimFound, &'f AttestationFound);

fn columns<'f>() -> Vec<Column<Line<'f>>> {
    vec![
        Column {
            name: "claim",
            width: None,
            value: |(claim, _)| claim.claim.clone(),
        },
        Column {
            name: "status",
            width: None,
            value: |(claim, _)| claim.status.clone(),
        },
        Column {
            name: "kind",
            width: None,
            value: |(claim, _)| claim.kind.clone(),
        },
        Column {
            name: "reports",
            width: None,
            value: |(claim, _)| claim.reports.to_string(),
        },
        Column {
            name: "publishers",
            width: None,
            value: |(claim, _)| claim.publishers.to_string(),
        },
        Column {
            name: "families",
            width: None,
            value: |(claim, _)| claim.families.to_string(),
        },
        Column {
            name: "origins",
            width: None,
            value: |(claim, _)| claim.origins.to_string(),
        },
        Column {
            name: "origins_most",
            width: None,
            value: |(claim, _)| claim.origins_most.to_string(),
        },
        Column {
            name: "line",
            width: None,
            value: |(claim, _)| claim.line.clone(),
        },
        Column {
            name: "reasons",
            width: None,
            value: |(claim, _)| claim.reasons.join("; "),
        },
        Column {
            name: "role",
            width: None,
            value: |(_, one)| one.role.clone(),
        },
        Column {
            name: "published",
            width: None,
            value: |(_, one)| or_nothing(one.published.as_deref()),
        },
        Column {
            name: "outlet",
            width: None,
            value: |(_, one)| or_nothing(one.outlet.as_deref()),
        },
        Column {
            name: "origin",
            width: None,
            value: |(_, one)| one.origin.clone(),
        },
        Column {
            name: "rule",
            width: None,
            value: |(_, one)| one.rule.clone(),
        },
        Column {
            name: "counts",
            width: None,
            value: |(_, one)| one.counts.to_string(),
        },
        Column {
            name: "say_so",
            width: None,
            value: |(_, one)| one.say_so.join(" → "),
        },
        Column {
            name: "words",
            width: None,
            value: |(_, one)| one.words.clone(),
        },
        Column {
            name: "value",
            width: None,
            value: |(_, one)| or_nothing(one.value.as_deref()),
        },
        Column {
            name: "report",
            width: None,
            value: |(_, one)| one.report.to_string(),
        },
        Column {
            name: "span",
            width: None,
            value: |(_, one)| spans(&[one.span]),
        },
        Column {
            name: "statement",
            width: None,
            value: |(_, one)| or_nothing(one.statement.as_deref()),
        },
        Column {
            name: "figure",
            width: None,
            value: |(_, one)| or_nothing(one.figure.as_deref()),
        },
    ]
}

const STORIES: &[Column<StoryFound>] = &[
    Column {
        name: "story",
        width: Some(8),
        value: |story| story.story.to_string(),
    },
    Column {
        name: "reports",
        width: Some(8),
        value: |story| story.reports.to_string(),
    },
    Column {
        name: "from",
        width: Some(10),
        value: |story| or_nothing(story.first_day.as_deref()),
    },
    Column {
        name: "to",
        width: Some(10),
        value: |story| or_nothing(story.last_day.as_deref()),
    },
    Column {
        name: "title",
        width: Some(80),
        value: |story| or_nothing(story.title.as_deref()),
    },
];

/// Attestations of a claim that are shown.
const SHOWN: usize = 12;

fn block(claim: &ClaimFound, out: &mut String) {
    let paint = Paint::for_stdout();
    let plural =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let families = match claim.families {
        1 => "1 family".to_owned(),
        count => format!("{count} families"),
    };
    let _ = writeln!(
        out,
        "{}  {}, {}, {families}, {}  [{}]",
        paint.bold(&claim.status.to_uppercase()),
        origins(claim),
        plural(claim.publishers, "publisher"),
        plural(claim.reports, "report"),
        claim.claim,
    );
    let _ = writeln!(
        out,
        "  {}{}",
        paint.bold(&cut(&claim.words, 110)),
        now(claim)
    );
    let _ = writeln!(out, "  {}", cut(&claim.line, 140));
    for reason in &claim.reasons {
        let _ = writeln!(out, "  – {}", cut(reason, 140));
    }
    for one in claim.attestations.iter().take(SHOWN) {
        let value = one
            .value
            .as_deref()
            .map(|value| format!("{value}: "))
            .unwrap_or_default();
        let chain = match (one.say_so.last(), one.rule.as_str()) {
            (Some(last), "told" | "own voice") if *last == one.origin || one.say_so.len() == 1 => {
                one.origin.clone()
            }
            (_, rule) => format!("{} ({rule})", one.origin),
        };
        let _ = writeln!(
            out,
            "    {:8} {:10}  {} → {}  “{}” ({})",
            one.role,
            one.published.as_deref().unwrap_or("no date"),
            cut(one.outlet.as_deref().unwrap_or("unknown outlet"), 28),
            cut(&chain, 48),
            cut(&format!("{value}{}", one.words), 90),
            one.report,
        );
    }
    if claim.attestations.len() > SHOWN {
        let _ = writeln!(out, "    and {} more", claim.attestations.len() - SHOWN);
    }
    out.push('\n');
}

/// "1 to 3 origins"
fn origins(claim: &ClaimFound) -> String {
    match (claim.origins_least, claim.origins_most) {
        (1, 1) => "1 origin".to_owned(),
        (least, most) if least >= most => format!("{least} origins"),
        (least, most) => format!("{least} to {most} origins"),
    }
}

/// " (killed: 6 now)"
fn now(claim: &ClaimFound) -> String {
    let value = match (claim.value_low, claim.value_high) {
        (Some(low), Some(high)) if low == high => format!("{low}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => return String::new(),
    };
    let what = claim.measure.as_deref().unwrap_or("figure");
    format!(" ({what}: {value} now)")
}

fn show(claims: &[ClaimFound], format: Format) -> ExitCode {
    match format {
        Format::Table => {
            let mut out = String::new();
            claims.iter().for_each(|claim| block(claim, &mut out));
            sheet::show(&out)
        }
        Format::Json => sheet::json(&claims),
        Format::Csv => {
            let lines: Vec<Line<'_>> = claims
                .iter()
                .flat_map(|claim| claim.attestations.iter().map(move |one| (claim, one)))
                .collect();
            sheet::write(&sheet::csv(&lines, &columns()))
        }
    }
}

pub(crate) fn run(arguments: &ClaimsArguments) -> ExitCode {
    let query = ClaimQuery {
        status: arguments.status,
        story: arguments.story,
        kind: arguments.kind.clone(),
        about: arguments.about.clone(),
        reports: arguments.reports,
        limit: Some(arguments.limit),
    };
    arguments.ledger.ask(|ledger| {
        let found = ledger.claims(&query)?;
        let all = ledger.count_claims(&query)?;
        cuts(
            found.len(),
            all,
            "claim",
            "no claim is like that; see what there is with `sayso story`",
        );
        Ok(show(&found, arguments.format))
    })
}

pub(crate) fn run_story(arguments: &StoryArguments) -> ExitCode {
    arguments.ledger.ask(|ledger| {
        let Some(number) = arguments.story else {
            let found = ledger.stories(Some(arguments.limit), 0)?;
            let all = ledger.count_stories()?;
            let shown = found.len();
            match shown < all {
                true => tell!("sayso: {shown} of {all} stories are shown; --limit shows more"),
                false if all == 0 => {
                    tell!("sayso: the ledger has no report yet; add some with `sayso add`")
                }
                false => {}
            }
            return Ok(print(&found, STORIES, arguments.format));
        };
        let Some(mut story) = ledger.story(number)? else {
            tell!(
                "sayso: {number}: no such story in {}; list them with `sayso story`",
                ledger.path().display()
            );
            return Ok(ExitCode::FAILURE);
        };
        Ok(match arguments.format {
            Format::Json => sheet::json(&story),
            Format::Csv => show(&story.claims, Format::Csv),
            Format::Table => {
                let all = story.claims.len();
                story.claims.truncate(arguments.limit);
                cuts(
                    story.claims.len(),
                    all,
                    "claim",
                    "no claim is told by a clause of these reports",
                );
                sheet::show(&told(&story))
            }
        })
    })
}

fn told(story: &StoryTold) -> String {
    let mut out = String::new();
    let title = story.story.title.as_deref().unwrap_or("untitled");
    let _ = writeln!(out, "{}", Paint::for_stdout().bold(&cut(title, 100)));
    for report in &story.timeline {
        let mut marks: Vec<String> = report
            .agencies
            .iter()
            .map(|agency| format!("credits {agency}"))
            .collect();
        marks.extend(report.copy_of.map(|other| format!("copy of {other}")));
        marks.extend(report.revises.map(|other| format!("revises {other}")));
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!("  ({})", marks.join(", "))
        };
        let _ = writeln!(
            out,
            "  {:10}  {:28}  {}{marks}  [{}]",
            report.published.as_deref().unwrap_or("no date"),
            cut(report.outlet.as_deref().unwrap_or("unknown outlet"), 28),
            cut(report.title.as_deref().unwrap_or("untitled"), 70),
            report.report,
        );
    }
    out.push('\n');
    story.claims.iter().for_each(|claim| block(claim, &mut out));
    out
}
