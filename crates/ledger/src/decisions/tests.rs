use serde_json::{Value, json};

use crate::testing::{entry, ledger, post};
use crate::{
    Act, ClaimQuery, Decided, Decision, DecisionQuery, FigureQuery, Ledger, LedgerError,
    NewDecision, NewReview, QueueQuery, ReportQuery, StatementQuery, Target, Undo, Why,
};

const FIRST: &str = "“Nine people were hurt in the fire at Tarn,” harbour master Ines Halvorsen said on Monday. The fire killed two workers.";
const SECOND: &str = "A fire at Tarn hurt nine people, fire chief Emil Radek said.";

fn two_reports() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = ledger();
    let second = sayso::Report {
        outlet: Some("Tarn Times".into()),
        ..post("b", "2026-04-12", SECOND)
    };
    ledger
        .add([entry(&post("a", "2026-04-11", FIRST)), entry(&second)])
        .unwrap();
    (folder, ledger)
}

fn decide(ledger: &mut Ledger, report: i64, row: &str, decision: Decision, corrected: Value) {
    let new = NewReview {
        report,
        row: row.into(),
        decision,
        corrected: corrected.as_object().cloned().unwrap_or_default(),
        note: None,
        who: "Ada".into(),
        at: "2026-04-13".into(),
    };
    ledger.review(&new).unwrap();
}

fn by(ledger: &Ledger, name: &str) -> Vec<sayso::rows::Hit<sayso::StatementRow>> {
    let asked = StatementQuery {
        by: Some(name.into()),
        ..StatementQuery::default()
    };
    ledger.statements(&asked).unwrap()
}

/// All that a ledger holds, as exports have it.
fn all(ledger: &Ledger) -> Vec<String> {
    let mut all = Vec::new();
    ledger
        .each_report(&ReportQuery::default(), |stored| {
            all.push(stored.row.to_json().unwrap());
            Ok::<(), LedgerError>(())
        })
        .unwrap();
    let claims = ledger.claims(&ClaimQuery::default()).unwrap();
    all.push(serde_json::to_string(&claims).unwrap());
    all
}

#[test]
fn a_corrected_speaker_counts_everywhere() {
    let (_folder, mut ledger) = two_reports();
    let before = all(&ledger);
    assert_eq!(by(&ledger, "halvorsen").len(), 1);
    decide(
        &mut ledger,
        1,
        "s1",
        Decision::Correct,
        json!({"speaker": "Marta Veldkamp"}),
    );
    assert!(by(&ledger, "veldkamp").len() == 1);
    let found = &by(&ledger, "veldkamp")[0];
    assert_eq!(found.words.who, "Marta Veldkamp");
    assert_eq!(found.row.say_so.last().unwrap(), "Marta Veldkamp");
    let mark = found.row.decided.as_ref().unwrap();
    assert_eq!(
        (mark.by.as_str(), &mark.fields[..]),
        ("Ada", &["speaker".to_owned()][..])
    );
    // Also whose word the figure in it is, and on whom the report rests.
    let report = ledger.report(1).unwrap().unwrap();
    let figure = report
        .figures
        .iter()
        .find(|figure| figure.row.statement.is_some())
        .unwrap();
    assert_eq!(figure.words.who, "Marta Veldkamp");
    assert_eq!(report.rests_on[0].name.as_deref(), Some("Marta Veldkamp"));
    // And the claims.
    let claims = ledger.claims(&ClaimQuery::default()).unwrap();
    let origins = || {
        claims
            .iter()
            .flat_map(|claim| &claim.attestations)
            .map(|one| one.origin.as_str())
    };
    assert!(
        origins().any(|origin| origin == "Marta Veldkamp"),
        "{claims:#?}"
    );
    assert!(
        origins().all(|origin| origin != "Ines Halvorsen"),
        "{claims:#?}"
    );
    ledger.check().unwrap();
    // Taken back, all is as it was.
    decide(&mut ledger, 1, "s1", Decision::Withdraw, json!({}));
    assert_eq!(all(&ledger), before);
    assert!(by(&ledger, "veldkamp").is_empty());
    ledger.check().unwrap();
}

#[test]
fn a_rejected_row_counts_in_nothing() {
    let (_folder, mut ledger) = two_reports();
    let before = all(&ledger);
    let figures = |ledger: &Ledger| {
        let asked = FigureQuery {
            of: "hurt".into(),
            limit: None,
        };
        let found = ledger.figures(&asked).unwrap();
        found.iter().map(|hit| hit.report).collect::<Vec<_>>()
    };
    assert!(figures(&ledger).contains(&2));
    decide(&mut ledger, 2, "f1", Decision::Reject, json!({}));
    assert!(!figures(&ledger).contains(&2));
    let of_figures = ClaimQuery {
        kind: Some("figure".into()),
        ..ClaimQuery::default()
    };
    let claims = ledger.claims(&of_figures).unwrap();
    assert!(
        claims
            .iter()
            .flat_map(|claim| &claim.attestations)
            .all(|one| one.report != 2),
        "{claims:#?}"
    );
    assert_eq!(ledger.reviews_of(2).unwrap()[0].row.as_deref(), Some("f1"));
    decide(&mut ledger, 2, "s1", Decision::Reject, json!({}));
    let claims = ledger.claims(&ClaimQuery::default()).unwrap();
    assert!(
        claims
            .iter()
            .flat_map(|claim| &claim.attestations)
            .all(|one| one.report != 2),
        "{claims:#?}"
    );
    for row in ["f1", "s1"] {
        decide(&mut ledger, 2, row, Decision::Withdraw, json!({}));
    }
    assert_eq!(all(&ledger), before);
}

#[test]
fn the_last_value_of_a_field_stands() {
    let (_folder, mut ledger) = two_reports();
    decide(
        &mut ledger,
        1,
        "s1",
        Decision::Correct,
        json!({"speaker": "A"}),
    );
    decide(
        &mut ledger,
        1,
        "s1",
        Decision::Correct,
        json!({"stance": "denies"}),
    );
    decide(
        &mut ledger,
        1,
        "s1",
        Decision::Correct,
        json!({"speaker": "B"}),
    );
    let statement = &by(&ledger, "B")[0];
    assert_eq!(statement.row.stance, sayso::Stance::Denies);
    assert_eq!(
        statement.row.decided.as_ref().unwrap().fields,
        ["speaker", "stance"]
    );
    // A figure of another value is another claim.
    decide(
        &mut ledger,
        2,
        "f1",
        Decision::Correct,
        json!({"low": 11.0, "best": 11.0, "high": 11.0}),
    );
    let of_figures = ClaimQuery {
        kind: Some("figure".into()),
        ..ClaimQuery::default()
    };
    let claims = ledger.claims(&of_figures).unwrap();
    assert!(
        claims
            .iter()
            .any(|claim| claim.value_low == Some(11.0) || claim.value_high == Some(11.0)),
        "{claims:#?}"
    );
    ledger.check().unwrap();
}

fn read(report: &sayso::Report) -> crate::Entry {
    entry(report)
}

fn take(ledger: &mut Ledger, on: Target, act: Act, with: impl FnOnce(&mut NewDecision)) -> Decided {
    let mut new = NewDecision::by("Ada", "2026-04-13", on, act);
    with(&mut new);
    ledger.decide(&new, &read).unwrap()
}

fn undo(ledger: &mut Ledger, decision: i64) -> Decided {
    let undo = Undo {
        note: None,
        who: "Ben".into(),
        at: "2026-04-14".into(),
        dry_run: false,
    };
    ledger.undo(decision, &undo, &read).unwrap()
}

#[test]
fn what_follows_is_shown_first_and_a_removed_report_comes_back_as_it_was() {
    let (_folder, mut ledger) = two_reports();
    let copy = sayso::Report {
        outlet: Some("Inland Post".into()),
        ..post("c", "2026-04-12", FIRST)
    };
    ledger.add([entry(&copy)]).unwrap();
    let before = all(&ledger);
    let shown = take(&mut ledger, Target::Report, Act::Remove, |new| {
        new.report = Some(1);
        new.dry_run = true;
    });
    assert!(shown.decision.is_none());
    assert!(
        shown
            .follows
            .iter()
            .any(|told| told.contains("report 3 (Inland Post) has its words")),
        "{shown:?}"
    );
    assert_eq!(all(&ledger), before);
    let done = take(&mut ledger, Target::Report, Act::Remove, |new| {
        new.report = Some(1)
    });
    assert_eq!(done.follows, shown.follows);
    assert!(ledger.report(1).unwrap().is_none());
    assert!(by(&ledger, "halvorsen").iter().all(|hit| hit.report != 1));
    assert!(
        ledger
            .search("fire", 9)
            .unwrap()
            .iter()
            .all(|found| found.report != 1)
    );
    ledger.check().unwrap();
    // Adding it again does not undo what was decided.
    let added = ledger
        .add([entry(&post("a", "2026-04-11", FIRST))])
        .unwrap();
    assert_eq!(added[0].outcome, crate::Outcome::Removed);
    let number = done.decision.unwrap().decision;
    undo(&mut ledger, number);
    assert_eq!(all(&ledger), before);
    assert_eq!(ledger.search("fire", 9).unwrap().len(), 3);
    ledger.check().unwrap();
    let log = ledger.decisions(&DecisionQuery::default()).unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(
        (log[1].holds, log[1].undone_by),
        (false, Some(log[0].decision))
    );
}

#[test]
fn an_edited_report_is_read_as_edited() {
    let (_folder, mut ledger) = two_reports();
    decide(
        &mut ledger,
        1,
        "s1",
        Decision::Correct,
        json!({"speaker": "Marta Veldkamp"}),
    );
    let before = all(&ledger);
    let to = json!({"published": "2026-06-15", "outlet": "Orlen Courier", "title": "Fire at Tarn"});
    let done = take(&mut ledger, Target::Report, Act::Edit, |new| {
        new.report = Some(1);
        new.to = to.as_object().cloned().unwrap();
    });
    let report = ledger.report(1).unwrap().unwrap();
    assert_eq!(report.title.as_deref(), Some("Fire at Tarn"));
    assert_eq!(report.decided[0].by, "Ada");
    // "on Monday" is another day now, and the outlet is the first voice.
    let days = |ledger: &Ledger| {
        ledger.report(1).unwrap().unwrap().times[0]
            .start
            .map(|day| day.to_string())
    };
    assert!(
        days(&ledger).unwrap().as_str() > "2026-06-01",
        "{:?}",
        days(&ledger)
    );
    assert_eq!(report.statements[0].row.say_so[0], "Orlen Courier");
    // What was decided on its rows stays.
    assert_eq!(report.statements[0].words.who, "Marta Veldkamp");
    assert_eq!(
        ledger
            .search("title:fire", 9)
            .map(|found| found.len())
            .unwrap_or(0),
        0
    );
    assert!(
        ledger
            .holds(&post("a", "2026-04-11", FIRST))
            .unwrap()
            .is_some(),
        "it would be added twice"
    );
    ledger.check().unwrap();
    undo(&mut ledger, done.decision.unwrap().decision);
    assert_eq!(all(&ledger), before);
    ledger.check().unwrap();
}

#[test]
fn stories_follow_people_whatever_is_added() {
    let (_folder, mut ledger) = two_reports();
    let dam = "The Kestrel dam burst at dawn and flooded four villages, the valley office said.";
    ledger.add([entry(&post("d", "2026-05-01", dam))]).unwrap();
    let story = |ledger: &Ledger, report: i64| ledger.story_of(report).unwrap().unwrap();
    let (fire, flood) = (story(&ledger, 1), story(&ledger, 3));
    assert_ne!(fire, flood);
    let merged = take(&mut ledger, Target::Story, Act::Merge, |new| {
        new.story = Some(flood);
        new.into = Some(fire);
    });
    assert_eq!(story(&ledger, 3), story(&ledger, 1));
    ledger
        .add([entry(&post(
            "e",
            "2026-05-02",
            "Snow kept the pass at Orlen shut.",
        ))])
        .unwrap();
    assert_eq!(story(&ledger, 3), story(&ledger, 1));
    undo(&mut ledger, merged.decision.unwrap().decision);
    assert_ne!(story(&ledger, 3), story(&ledger, 1));
    let moved = take(&mut ledger, Target::Story, Act::Move, |new| {
        new.report = Some(2)
    });
    assert_ne!(story(&ledger, 2), story(&ledger, 1));
    ledger
        .add([entry(&post(
            "f",
            "2026-05-03",
            "Rain is expected in the south.",
        ))])
        .unwrap();
    assert_ne!(story(&ledger, 2), story(&ledger, 1));
    let told = ledger.story(story(&ledger, 2)).unwrap().unwrap();
    assert_eq!(told.timeline[0].decided[0].act, Act::Move);
    undo(&mut ledger, moved.decision.unwrap().decision);
    assert_eq!(story(&ledger, 2), story(&ledger, 1));
    ledger.check().unwrap();
}

#[test]
fn claims_follow_people_whatever_their_numbers() {
    let (_folder, mut ledger) = two_reports();
    let claims = |ledger: &Ledger| ledger.claims(&ClaimQuery::default()).unwrap();
    let before = all(&ledger);
    let first = claims(&ledger)
        .into_iter()
        .find(|claim| claim.attestations.len() > 1)
        .unwrap();
    let set = take(&mut ledger, Target::Claim, Act::Status, |new| {
        new.claim = Some(first.claim.clone());
        new.status = Some(crate::Status::Disputed);
    });
    let now = claims(&ledger)
        .into_iter()
        .find(|claim| claim.words == first.words && claim.kind == first.kind)
        .unwrap();
    assert_eq!(
        (now.status.as_str(), now.decided[0].by.as_str()),
        ("disputed", "Ada")
    );
    // A row that is decided on, and a report that is added, work the claims out anew.
    decide(&mut ledger, 1, "s1", Decision::Accept, json!({}));
    let third = sayso::Report {
        outlet: Some("Valley News".into()),
        ..post("g", "2026-04-13", SECOND)
    };
    ledger.add([entry(&third)]).unwrap();
    assert!(
        claims(&ledger)
            .iter()
            .any(|claim| claim.status == "disputed" && !claim.decided.is_empty())
    );
    let log = ledger
        .decisions(&DecisionQuery {
            on: Some(Target::Claim),
            ..DecisionQuery::default()
        })
        .unwrap();
    assert!(log[0].told.contains("disputed, was"), "{}", log[0].told);
    assert!(log[0].claim.is_some());
    take(&mut ledger, Target::Report, Act::Remove, |new| {
        new.report = Some(3)
    });
    decide(&mut ledger, 1, "s1", Decision::Withdraw, json!({}));
    undo(&mut ledger, set.decision.unwrap().decision);
    assert_eq!(all(&ledger), before);
    let split = take(&mut ledger, Target::Claim, Act::Split, |new| {
        new.claim = Some(first.claim.clone());
        new.attestations = vec![2];
    });
    let parts = claims(&ledger);
    assert!(
        parts
            .iter()
            .filter(|claim| !claim.decided.is_empty())
            .count()
            == 2,
        "{parts:#?}"
    );
    assert!(
        split
            .follows
            .iter()
            .any(|told| told.contains("a claim of its own")),
        "{split:?}"
    );
    let parts: Vec<String> = parts
        .iter()
        .filter(|claim| !claim.decided.is_empty())
        .map(|claim| claim.claim.clone())
        .collect();
    take(&mut ledger, Target::Claim, Act::Merge, |new| {
        new.claim = Some(parts[0].clone());
        new.with = Some(parts[1].clone());
    });
    let merged = claims(&ledger);
    let again = merged.iter().find(|claim| claim.decided.len() > 1).unwrap();
    assert_eq!(again.attestations.len(), first.attestations.len());
    ledger.check().unwrap();
}

#[test]
fn wrong_decisions_change_nothing() {
    let (_folder, mut ledger) = two_reports();
    let before = all(&ledger);
    type Change<'c> = &'c dyn Fn(&mut NewDecision);
    let wrong: [(Target, Act, Change<'_>, &str); 8] = [
        (
            Target::Report,
            Act::Merge,
            &|_| {},
            "no decision on a report",
        ),
        (Target::Report, Act::Remove, &|_| {}, "report: is needed"),
        (
            Target::Report,
            Act::Remove,
            &|new| new.report = Some(9),
            "no such report",
        ),
        (
            Target::Report,
            Act::Edit,
            &|new| new.report = Some(1),
            "nothing is edited",
        ),
        (
            Target::Story,
            Act::Merge,
            &|new| {
                new.story = Some(1);
                new.into = Some(99);
            },
            "no such story",
        ),
        (
            Target::Claim,
            Act::Status,
            &|new| new.claim = Some("9.9".into()),
            "no such claim",
        ),
        (
            Target::Claim,
            Act::Split,
            &|new| {
                new.claim = Some("1.1".into());
                new.attestations = vec![77];
            },
            "attestations",
        ),
        (Target::Row, Act::Edit, &|_| {}, "no decision on a row"),
    ];
    for (on, act, with, why) in wrong {
        let mut new = NewDecision::by("Ada", "2026-04-13", on, act);
        with(&mut new);
        let error = ledger.decide(&new, &read).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    assert_eq!(all(&ledger), before);
    assert_eq!(
        ledger.count_decisions(&DecisionQuery::default()).unwrap(),
        0
    );
}

#[test]
fn the_queue_has_what_nobody_decided_on() {
    let (_folder, mut ledger) = two_reports();
    let (rows, all) = ledger
        .queue(&QueueQuery {
            limit: Some(500),
            ..QueueQuery::default()
        })
        .unwrap();
    assert_eq!(rows.len(), all);
    let unsure: Vec<f32> = rows
        .iter()
        .filter(|row| row.why == Why::Unsure)
        .map(|row| row.confidence)
        .collect();
    assert!(unsure.is_sorted(), "{unsure:?}");
    let first = rows
        .iter()
        .find(|row| row.report == 1 && row.row == "s1")
        .unwrap();
    assert!(first.words.contains("Nine people"));
    decide(&mut ledger, 1, "s1", Decision::Accept, json!({}));
    let (rows, _) = ledger.queue(&QueueQuery::default()).unwrap();
    assert!(
        rows.iter()
            .all(|row| (row.report, row.row.as_str()) != (1, "s1"))
    );
}
