//! What readers see of a report's entities, from syntax written by hand.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use sayso_analysis::{Analysis, MentionKind, Name, NameKind, conllu};
use sayso_bodies::Day;
use sayso_entities::{Entities, Entity, EntityKind, Resolver};

/// A report of paragraphs of sentences of words "form|UPOS|head|relation", then a letter where
/// the word heads a mention: `p` of a person, `o` of a body; in capitals the word starts a name
/// that runs on over the words marked `+`.
fn read(paragraphs: &[&[&str]]) -> (String, Analysis) {
    let mut source = String::new();
    let mut marks = Vec::new();
    for sentences in paragraphs {
        for (at, sentence) in sentences.iter().enumerate() {
            let rows: Vec<Vec<&str>> = sentence
                .split(' ')
                .map(|word| word.split('|').collect())
                .collect();
            let text: Vec<&str> = rows.iter().map(|row| row[0]).collect();
            if at == 0 {
                source.push_str("# newpar\n");
            }
            source.push_str(&format!("# text = {}\n", text.join(" ")));
            for (id, row) in rows.iter().enumerate() {
                let lemma = row[0].to_lowercase();
                let tag = match row[1] {
                    "PROPN" => "NNP",
                    "NOUN" if lemma.ends_with('s') => "NNS",
                    _ => "NN",
                };
                let lemma = if tag == "NNS" {
                    lemma.trim_end_matches('s')
                } else {
                    &lemma
                };
                source.push_str(&format!(
                    "{}\t{}\t{lemma}\t{}\t{tag}\t_\t{}\t{}\t_\t_\n",
                    id + 1,
                    row[0],
                    row[1],
                    row[2],
                    row[3]
                ));
                marks.push(row.get(4).copied().unwrap_or_default());
            }
            source.push('\n');
        }
    }
    let (text, mut analysis) = conllu::read(&source).unwrap().remove(0);
    for (id, mark) in marks.iter().enumerate() {
        analysis.words[id].mention = match *mark {
            "p" | "P" => Some(MentionKind::Person),
            "o" | "O" => Some(MentionKind::Organisation),
            _ => None,
        };
        let kind = match *mark {
            "P" => NameKind::Person,
            "O" => NameKind::Organisation,
            "L" => NameKind::Place,
            _ => continue,
        };
        let more = marks[id + 1..]
            .iter()
            .take_while(|mark| **mark == "+")
            .count();
        let words = id..id + 1 + more;
        let span = analysis.span_of(words.clone()).unwrap();
        analysis.names.push(Name {
            words,
            span,
            kind,
            confidence: 1.0,
        });
    }
    (text, analysis)
}

fn resolve(paragraphs: &[&[&str]], day: &str) -> (String, Entities) {
    let (text, analysis) = read(paragraphs);
    let entities = Resolver::new()
        .unwrap()
        .resolve(&text, &analysis, Day::parse(day));
    (text, entities)
}

fn named<'e>(entities: &'e Entities, name: &str) -> &'e Entity {
    let found = entities.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| {
        let names: Vec<&str> = entities
            .entities
            .iter()
            .map(|entity| entity.name.as_str())
            .collect();
        panic!("{name} is not among {names:?}")
    })
}

fn mentions<'t>(text: &'t str, entity: &Entity) -> Vec<&'t str> {
    entity
        .mentions
        .iter()
        .map(|mention| mention.span.slice(text))
        .collect()
}

const PRESIDENT: &[&str] = &[
    "Zelensky|PROPN|2|nsubj|P spoke|VERB|0|root in|ADP|4|case Ukraine|PROPN|2|obl|L .|PUNCT|2|punct",
    "The|DET|2|det president|NOUN|3|nsubj|p thanked|VERB|0|root AP|PROPN|3|obj|O .|PUNCT|3|punct",
];

#[test]
fn a_surname_alone_is_the_holder_of_the_day() {
    let (text, entities) = resolve(&[PRESIDENT], "2023-06-01");
    let zelensky = named(&entities, "Volodymyr Zelensky");
    assert_eq!(mentions(&text, zelensky), ["Zelensky", "The president"]);
    assert!(zelensky.from_registry);
    let agency = named(&entities, "Associated Press");
    assert_eq!(agency.kind, EntityKind::Organisation);
}

#[test]
fn a_surname_is_nobody_of_the_registry_before_the_office_was_held() {
    let (_, entities) = resolve(&[PRESIDENT], "2015-06-01");
    assert!(!named(&entities, "Zelensky").from_registry);
}

#[test]
fn what_two_persons_say_of_themselves_in_an_interview() {
    let (text, entities) = resolve(
        &[
            &[
                "Ingrid|PROPN|0|root|P Solheim|PROPN|1|flat|+ and|CCONJ|4|cc Per|PROPN|1|conj|P Aune|PROPN|4|flat|+",
            ],
            &[
                "I|PRON|3|nsubj|p 'm|AUX|3|cop Ingrid|PROPN|0|root|P Solheim|PROPN|3|flat|+ .|PUNCT|3|punct",
            ],
            &[
                "And|CCONJ|4|cc I|PRON|4|nsubj|p 'm|AUX|4|cop Per|PROPN|0|root|P Aune|PROPN|4|flat|+ .|PUNCT|4|punct",
            ],
            &["We|PRON|2|nsubj|p paint|VERB|0|root boats|NOUN|2|obj .|PUNCT|2|punct"],
        ],
        "2024-05-01",
    );
    let ingrid = named(&entities, "Ingrid Solheim");
    assert_eq!(
        mentions(&text, ingrid),
        ["Ingrid Solheim", "I", "Ingrid Solheim"]
    );
    let both = named(&entities, "Ingrid Solheim and Per Aune");
    assert_eq!(mentions(&text, both), ["Ingrid Solheim and Per Aune", "We"]);
}

#[test]
fn who_is_called_up_has_the_next_turn() {
    let (text, entities) = resolve(
        &[
            &[
                "Thank|VERB|0|root you|PRON|1|obj .|PUNCT|1|punct",
                "Mrs.|PROPN|0|root Aune|PROPN|1|flat|P ?|PUNCT|1|punct",
            ],
            &["I|PRON|2|nsubj|p object|VERB|0|root .|PUNCT|2|punct"],
        ],
        "2024-05-01",
    );
    let aune = named(&entities, "Aune");
    assert_eq!(mentions(&text, aune), ["Mrs. Aune", "I"]);
}

#[test]
fn a_headline_and_the_kin_of_a_child() {
    let (text, entities) = resolve(
        &[
            &["Parents|NOUN|2|nsubj|p charged|VERB|0|root"],
            &[
                "Per|PROPN|7|nsubj|P Aune|PROPN|1|flat|+ and|CCONJ|5|cc his|PRON|5|nmod:poss|p wife|NOUN|1|conj|p Ida|PROPN|5|flat|P left|VERB|0|root their|PRON|9|nmod:poss|p daughter|NOUN|7|obj|p Liv|PROPN|9|appos|P .|PUNCT|7|punct",
                "The|DET|2|det parents|NOUN|3|nsubj|p fled|VERB|0|root .|PUNCT|3|punct",
            ],
        ],
        "2024-05-01",
    );
    let both = named(&entities, "Per Aune and his wife Ida");
    let found = mentions(&text, both);
    assert_eq!(found.first(), Some(&"Parents"), "{found:?}");
    assert_eq!(found.last(), Some(&"The parents"), "{found:?}");
    let ida = mentions(&text, named(&entities, "Ida"));
    assert!(
        ida.iter().any(|words| words.starts_with("his wife")),
        "{ida:?}"
    );
    assert!(mentions(&text, named(&entities, "Liv")).contains(&"their daughter"));
}

/// "GROUP attacked a base. The ADJECTIVE army said it fired back."
#[test]
fn the_army_of_a_country_is_never_a_group_of_it() {
    let bodies = sayso_bodies::Bodies::new().unwrap();
    let groups = bodies
        .all()
        .iter()
        .filter(|body| body.kind == sayso_bodies::BodyKind::Group && body.country.is_some());
    for group in groups {
        let country = bodies.country(group.country.as_deref().unwrap()).unwrap();
        let Some(adjective) = country.adjectives.iter().find(|word| !word.contains(' ')) else {
            continue;
        };
        let name: Vec<&str> = group.name.split(' ').collect();
        let attacked = name.len() + 1;
        let mut first = format!("{}|PROPN|{attacked}|nsubj|O", name[0]);
        for word in &name[1..] {
            first.push_str(&format!(" {word}|PROPN|1|flat|+"));
        }
        first.push_str(&format!(
            " attacked|VERB|0|root a|DET|{0}|det base|NOUN|{attacked}|obj .|PUNCT|{attacked}|punct",
            attacked + 2
        ));
        for noun in ["army", "government", "military", "police"] {
            let second = format!(
                "The|DET|3|det {adjective}|ADJ|3|amod {noun}|NOUN|4|nsubj|o said|VERB|0|root it|PRON|6|nsubj|o fired|VERB|4|ccomp"
            );
            let third =
                format!("The|DET|2|det {noun}|NOUN|3|nsubj|o said|VERB|0|root so|ADV|3|advmod");
            let (text, entities) = resolve(&[&[&first, &second, &third]], "2024-05-01");
            let of_group = named(&entities, &group.name);
            let found = mentions(&text, of_group);
            assert!(!found.iter().any(|words| words.contains(noun)), "{found:?}");
        }
    }
}

#[test]
fn bodies_of_two_countries_are_two() {
    let (text, entities) = resolve(
        &[&[
            "The|DET|3|det Danish|ADJ|3|amod consulate|NOUN|5|nsubj:pass|o was|AUX|5|aux:pass hit|VERB|0|root .|PUNCT|5|punct",
            "The|DET|3|det Greek|ADJ|3|amod consulate|NOUN|5|nsubj:pass|o was|AUX|5|aux:pass spared|VERB|0|root .|PUNCT|5|punct",
        ]],
        "2024-05-01",
    );
    let danish = named(&entities, "The Danish consulate");
    assert_eq!(mentions(&text, danish), ["The Danish consulate"]);
    named(&entities, "The Greek consulate");
}

#[test]
fn given_names_tell_who_she_is() {
    let (text, entities) = resolve(
        &[&[
            "Kevin|PROPN|3|nsubj|P Aune|PROPN|1|flat|+ met|VERB|0|root Grace|PROPN|3|obj|P Solheim|PROPN|4|flat|+ .|PUNCT|3|punct",
            "She|PRON|2|nsubj|p said|VERB|0|root so|ADV|2|advmod .|PUNCT|2|punct",
            "He|PRON|2|nsubj|p denied|VERB|0|root it|PRON|2|obj .|PUNCT|2|punct",
        ]],
        "2024-05-01",
    );
    assert_eq!(
        mentions(&text, named(&entities, "Grace Solheim")),
        ["Grace Solheim", "She"]
    );
    assert_eq!(
        mentions(&text, named(&entities, "Kevin Aune")),
        ["Kevin Aune", "He"]
    );
}

#[test]
fn who_speaks_is_not_he_in_the_speech() {
    let (text, entities) = resolve(
        &[&[
            "“|PUNCT|3|punct He|PRON|3|nsubj|p hid|VERB|7|ccomp the|DET|5|det report|NOUN|3|obj ”|PUNCT|3|punct said|VERB|0|root Kevin|PROPN|7|nsubj|P Aune|PROPN|8|flat|+ .|PUNCT|7|punct",
        ]],
        "2024-05-01",
    );
    let kevin = named(&entities, "Kevin Aune");
    assert_eq!(mentions(&text, kevin), ["Kevin Aune"]);
}

#[test]
fn a_country_is_not_who_bears_its_name() {
    let (text, entities) = resolve(
        &[&[
            "Jordan|PROPN|2|nsubj|P closed|VERB|0|root its|PRON|4|nmod:poss border|NOUN|2|obj .|PUNCT|2|punct",
            "Jordan|PROPN|3|nsubj|P Holm|PROPN|1|flat|+ left|VERB|0|root .|PUNCT|3|punct",
        ]],
        "2024-05-01",
    );
    let person = named(&entities, "Jordan Holm");
    assert_eq!(mentions(&text, person), ["Jordan Holm"]);
    assert_eq!(named(&entities, "Jordan").kind, EntityKind::Country);
}

#[test]
fn an_appeal_is_a_whole_name() {
    let (_, entities) = resolve(
        &[&[
            "Feed|VERB|4|nsubj the|DET|3|det Nations|NOUN|1|obj said|VERB|0|root so|ADV|4|advmod .|PUNCT|4|punct",
        ]],
        "2024-05-01",
    );
    let charity = named(&entities, "Feed the Nations");
    assert_eq!(charity.kind, EntityKind::Organisation);
}

#[test]
fn an_initial_is_not_the_speaker() {
    let (text, entities) = resolve(
        &[&[
            "I|PRON|3|nsubj|p .|PUNCT|1|punct Holm|PROPN|4|nsubj|P left|VERB|0|root .|PUNCT|4|punct",
        ]],
        "2024-05-01",
    );
    assert_eq!(mentions(&text, named(&entities, "Holm")), ["Holm"]);
    assert!(entities.unresolved.is_empty());
}

#[test]
fn a_long_report_costs_no_more_a_word() {
    let paragraphs: Vec<&[&str]> = vec![PRESIDENT; 2_000];
    let (text, entities) = resolve(&paragraphs, "2023-06-01");
    let zelensky = named(&entities, "Volodymyr Zelensky");
    assert_eq!(mentions(&text, zelensky).len(), 4_000);
}
