//! Events of sentences as the reading model analyses them (`sentences.conllu`).

use std::sync::LazyLock;

use sayso_analysis::{Analysis, conllu};
use sayso_entities::Resolver;
use sayso_events::{Event, EventType, Participant, Polarity, Status, Tables, find};

static READ: LazyLock<Vec<(String, Analysis)>> =
    LazyLock::new(|| conllu::read(include_str!("sentences.conllu")).expect("a sound file"));
static RESOLVER: LazyLock<Resolver> = LazyLock::new(|| Resolver::new().expect("sound tables"));
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new().expect("sound tables"));

fn events(start: &str) -> (&'static str, Vec<Event>) {
    events_with(start, &TABLES)
}

fn events_with(start: &str, tables: &Tables) -> (&'static str, Vec<Event>) {
    let (text, analysis) = READ
        .iter()
        .find(|(text, _)| text.starts_with(start))
        .unwrap_or_else(|| panic!("no sentence starts with {start:?}"));
    let entities = RESOLVER.resolve(text, analysis, None);
    let found = find(text, analysis, &entities, RESOLVER.bodies(), tables);
    (text, found)
}

fn named(text: &str, participants: &[Participant]) -> String {
    let all: Vec<&str> = participants
        .iter()
        .map(|participant| participant.span.slice(text))
        .collect();
    all.join(" + ")
}

#[track_caller]
fn check(start: &str, kind: EventType, cameo: &str, actor: &str, recipient: &str) {
    let (text, found) = events(start);
    let event = found
        .iter()
        .find(|event| event.code.kind == kind)
        .unwrap_or_else(|| panic!("{start:?} tells no {kind}: {found:#?}"));
    assert_eq!(event.code.cameo, cameo, "{text}");
    assert_eq!(named(text, &event.actors), actor, "{text}");
    assert_eq!(named(text, &event.recipients), recipient, "{text}");
}

#[test]
fn words_that_are_acts() {
    use EventType::{Accuse, Agree, Reject, Request, Threaten};
    check(
        "Norwegian",
        Agree,
        "030",
        "Norwegian negotiators",
        "Denmark",
    );
    check(
        "The rebels pledged",
        Agree,
        "0353",
        "The rebels",
        "the last nine hostages",
    );
    check(
        "The teachers",
        Request,
        "100",
        "The teachers' union",
        "the government",
    );
    check("Chad", Accuse, "1123", "Chad", "Libya");
    check("Cuba", Reject, "127", "Cuba", "American");
    check(
        "The premier",
        Reject,
        "1243",
        "The premier",
        "the prisoners",
    );
    check("Pakistan", Threaten, "1381", "Pakistan", "Indian airlines");
}

#[test]
fn deeds() {
    use EventType::{Aid, Assault, Coerce, Concede, Mobilize, Protest, Retreat, Sanction};
    check("Japan delivered", Aid, "071", "Japan", "Tonga");
    check(
        "The junta",
        Concede,
        "081",
        "The junta in Mali",
        "three newspapers",
    );
    check(
        "Russian",
        Retreat,
        "0874",
        "Russian troops",
        "the village of Novosil",
    );
    check("Sweden", Sanction, "162", "Sweden", "Eritrea");
    check("Moroccan", Coerce, "173", "Moroccan police", "a blogger");
    check("The army", Assault, "190", "The army", "the rebels");
    check("Belgian", Protest, "144", "Belgian farmers", "the motorway");
    check("Colombia", Mobilize, "154", "Colombia", "the border");
}

#[test]
fn several_participants() {
    use EventType::{Consult, Cooperate, Support};
    check(
        "The Turkish",
        Consult,
        "040",
        "The Turkish and Greek foreign ministers",
        "",
    );
    check("Poland", Support, "057", "Poland + Lithuania", "");
    check("India", Cooperate, "062", "India + Vietnam", "");
}

#[test]
fn passives_and_nouns() {
    use EventType::{Assault, Mobilize, Sanction};
    check(
        "The village",
        Assault,
        "194",
        "Serbian tanks",
        "The village",
    );
    check("The deployment", Mobilize, "154", "Kenyan troops", "Haiti");
    check("North Korean", Assault, "190", "", "North Korean units");
    check("Armenia", Sanction, "161", "Armenia", "Georgia");
}

#[test]
fn coordinated_verbs_share_their_subject() {
    let (text, found) = events("Soldiers attacked");
    let told: Vec<_> = found
        .iter()
        .map(|event| {
            (
                event.code.kind,
                named(text, &event.actors),
                named(text, &event.recipients),
            )
        })
        .collect();
    let soldiers = || "Soldiers".to_owned();
    assert_eq!(
        told,
        [
            (EventType::Assault, soldiers(), "the convoy".to_owned()),
            (EventType::Coerce, soldiers(), "two drivers".to_owned())
        ]
    );
}

#[test]
fn the_future_is_an_intent() {
    check("Japan will", EventType::Agree, "0331", "Japan", "Tonga");
    check(
        "Syria will not",
        EventType::Reject,
        "1246",
        "Syria",
        "the valley",
    );
    check(
        "The mayor",
        EventType::Request,
        "100",
        "The mayor",
        "the company",
    );
    assert_eq!(events("Japan will").1[0].status, Status::Planned);
}

#[test]
fn how_far_it_has_come() {
    let told = |start: &str| {
        let event = events(start).1.remove(0);
        (event.status, event.polarity)
    };
    assert_eq!(told("Israeli jets"), (Status::Ongoing, Polarity::Positive));
    assert_eq!(told("Turkey may"), (Status::Possible, Polarity::Positive));
    assert_eq!(
        told("Chadian police"),
        (Status::Happened, Polarity::Negative)
    );
    assert_eq!(told("The general"), (Status::Denied, Polarity::Positive));
    check(
        "The general",
        EventType::Assault,
        "194",
        "his troops",
        "the hospital",
    );
}

#[test]
fn saying_is_no_event() {
    assert_eq!(events("The minister said").1, []);
}

#[test]
fn participants_are_coded() {
    let event = events("Russian").1.remove(0);
    assert_eq!(event.actors[0].countries, ["RU"]);
    assert_eq!(event.actors[0].sector.as_deref(), Some("MIL"));
    let event = events("The Turkish").1.remove(0);
    assert_eq!(event.actors[0].countries, ["TR", "GR"]);
    assert_eq!(event.actors[0].sector.as_deref(), Some("GOV"));
}

#[test]
fn the_clause_holds_what_belongs_to_the_event() {
    let (text, found) = events("The army");
    let (_, analysis) = READ.iter().find(|(other, _)| other == text).unwrap();
    let words: Vec<&str> = found[0]
        .clause
        .iter()
        .map(|&word| analysis.words[word].span.slice(text))
        .collect();
    assert!(words.contains(&"March"), "{words:?}");
    assert_eq!(found[0].trigger.slice(text), "launched");
}

#[test]
fn users_rows_find_new_events() {
    let rows = "trigger\tpos\tneeds\tactor\trecipient\ttype\tmode\tcontext\tcameo\n\
                anger\tverb\tobj=opposition\t\tobj\tACCUSE\tdisapprove\t\t110\n";
    let tables = Tables::with(&sayso_tables::Own::of("events/lexicon.tsv", rows)).unwrap();
    let (_, found) = events_with("The deployment", &tables);
    assert!(
        found.iter().any(|event| event.code.cameo == "110"),
        "{found:#?}"
    );
}

#[test]
fn laws() {
    for (text, analysis) in READ.iter() {
        let entities = RESOLVER.resolve(text, analysis, None);
        for event in find(text, analysis, &entities, RESOLVER.bodies(), &TABLES) {
            assert!((0.0..=1.0).contains(&event.confidence));
            assert!(!event.actors.is_empty() || !event.recipients.is_empty());
            assert!(event.clause.is_sorted() && event.words.is_sorted());
            assert!(!event.trigger.is_empty());
        }
    }
}

#[test]
fn those_who_were_lost_are_of_whoever_lost_them() {
    let (text, found) = events("The Tarn brigade");
    let killed = found
        .iter()
        .find(|event| event.trigger.slice(text) == "killed")
        .expect("an event");
    assert_eq!(named(text, &killed.recipients), "The Tarn brigade");
}

#[test]
fn what_is_said_of_a_noun_is_said_of_its_subject() {
    check(
        "Kenya is another",
        EventType::Support,
        "051",
        "Kenya",
        "Sudan",
    );
}

#[test]
fn an_ally_is_not_fought() {
    check(
        "Chechen soldiers",
        EventType::Assault,
        "190",
        "Chechen soldiers",
        "",
    );
}

#[test]
fn a_missile_launched_at_a_town_is_an_attack() {
    check(
        "Russia launched an intercontinental",
        EventType::Assault,
        "194",
        "Russia",
        "",
    );
}

#[test]
fn what_is_expected_of_others_is_planned() {
    let (text, found) = events("The governments of Egypt");
    let meets = found
        .iter()
        .find(|event| event.code.kind == EventType::Consult)
        .expect("an event");
    assert_eq!(meets.status, Status::Planned);
    assert_eq!(
        named(text, &meets.actors),
        "The governments of Egypt and Oman"
    );
}

#[test]
fn those_who_were_killed_did_not_kill() {
    check("The rebels say", EventType::Assault, "1823", "", "500");
}
