//! The forms in which reports attribute, each as users meet it.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::sync::LazyLock;

use sayso::{Reader, Report};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// One line a statement: kind, stance, source, cue and content, their pieces joined by " … ".
fn statements(text: &str) -> Vec<String> {
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let join = |spans: &[sayso::Span]| {
        spans
            .iter()
            .map(|span| span.slice(text))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let line = |statement: &sayso::Statement| {
        let negated = if statement.negated { "not " } else { "" };
        format!(
            "{} {negated}{} | {} | {} | {}",
            statement.kind.as_str(),
            statement.stance.as_str(),
            join(&statement.source),
            join(&statement.cue),
            join(&statement.content)
        )
    };
    reading.statements.iter().map(line).collect()
}

/// Asserts that one of the statements of `text` is `wanted`.
#[track_caller]
fn holds(text: &str, wanted: &str) {
    let found = statements(text);
    assert!(
        found.iter().any(|line| line == wanted),
        "no `{wanted}` in {found:#?}"
    );
}

#[test]
fn direct_speech_in_every_style_of_quotation_marks() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("„", "“"), ("«", "»")] {
        let text = format!("{open}The well has run dry,{close} farmer Ilse Brandt said on Monday.");
        let wanted = format!(
            "direct asserts | farmer Ilse Brandt | said | {open}The well has run dry,{close}"
        );
        holds(&text, &wanted);
    }
}

#[test]
fn a_name_behind_a_dash_signs_the_words_before_it() {
    let text = "What neighbours of the tannery say\n\n“The smell never leaves the house.” — Ana Reyes, 41\n\n\
                “They told us to shut the windows.”― Pavel Dorn";
    holds(
        text,
        "direct asserts | Ana Reyes, 41 | — | “The smell never leaves the house.”",
    );
    holds(
        text,
        "direct asserts | Pavel Dorn | ― | “They told us to shut the windows.”",
    );
}

#[test]
fn who_puts_a_number_on_something_is_its_source() {
    holds(
        "The barge sank on Monday. The harbour committee put the death toll at 14.",
        "indirect asserts | The harbour committee | put | the death toll at 14",
    );
    holds(
        "At least 3,000 people have died. The government’s own count is 2,900.",
        "indirect asserts | The government | count | 2,900",
    );
}

#[test]
fn what_an_agency_cites_is_told_by_those_it_cites() {
    let text = "NATO and Ukraine will hold talks on Tuesday, AFP reported, citing diplomats.";
    holds(
        text,
        "indirect asserts | diplomats | citing | NATO and Ukraine will hold talks on Tuesday",
    );
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let cited = reading
        .statements
        .iter()
        .position(|statement| statement.rule == "citing");
    assert_eq!(
        reading.say_so(cited.unwrap()),
        ["outlet", "Agence France-Presse", "diplomats"]
    );
    assert_eq!(
        reading.say_so_at(reading.places[0].span),
        reading.say_so(cited.unwrap())
    );
}

#[test]
fn a_reason_for_anonymity_is_no_content() {
    let text = "The ferry had not been inspected, two officials told Radio Lind on condition of anonymity because they \
                were not authorised to brief reporters.";
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let reason = reading.statements[0].anonymity.unwrap().slice(text);
    assert_eq!(
        reason,
        "on condition of anonymity because they were not authorised to brief reporters"
    );
    let contents = reading
        .statements
        .iter()
        .flat_map(|statement| &statement.content);
    for content in contents {
        assert!(!content.slice(text).contains("authorised"));
    }
    assert!(
        reading
            .events
            .iter()
            .all(|event| event.trigger.slice(text) != "authorised")
    );
}

#[test]
fn who_is_asked_does_not_ask() {
    let text = "Asked whether she would resign, Mayor Ines Halvorsen said: “Not this year.”";
    let found = statements(text);
    assert!(
        !found.iter().any(|line| line.contains("Halvorsen | Asked")),
        "{found:#?}"
    );
}

#[test]
fn an_agency_stands_between_the_outlet_and_who_speaks() {
    let text = "LISBON, March 3 (Reuters) - The strike goes on, union leader Rui Costa said.\n\nThe trains stood still.";
    let report = Report {
        outlet: Some("Harbour Post".into()),
        ..Report::from_text("report.txt", text)
    };
    let reading = READER.read(&report);
    assert_eq!(reading.say_so(0), ["Harbour Post", "Reuters", "Rui Costa"]);
    let own = sayso::Span::of(text, text.find("The trains").unwrap()..text.len()).unwrap();
    assert_eq!(reading.say_so_at(own), ["Harbour Post", "Reuters"]);
}

#[test]
fn a_quotation_that_a_cue_interrupts() {
    holds(
        "“We waited for hours,” Renata Solis said, “and nobody came.”",
        "direct asserts | Renata Solis | said | “We waited for hours,” … “and nobody came.”",
    );
}

#[test]
fn a_quotation_over_paragraphs_has_one_source() {
    let text =
        "“The dam held,” Governor Petra Lund said. “We were lucky.\n\n“Next time we may not be.”";
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let last = reading
        .statement_at(sayso::Span::of(text, text.len() - 12..text.len() - 6).unwrap())
        .unwrap();
    assert_eq!(reading.speaker_name(last), "Petra Lund");
}

#[test]
fn indirect_speech_passives_and_according_to() {
    holds(
        "The ministry said that the bridge would reopen in May.",
        "indirect asserts | The ministry | said | that the bridge would reopen in May",
    );
    holds(
        "According to the police, two men were hurt in the crash.",
        "indirect asserts | the police | According to | two men were hurt in the crash",
    );
    holds(
        "The general denied that his troops had crossed the river.",
        "indirect denies | The general | denied | that his troops had crossed the river",
    );
}

#[test]
fn nested_statements_have_a_parent() {
    let text = "The envoy said that the rebels had denied shelling the hospital.";
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let inner = reading
        .statements
        .iter()
        .find(|statement| statement.parent.is_some())
        .unwrap();
    let outer = &reading.statements[inner.parent.unwrap()];
    assert_eq!(outer.source[0].slice(text), "The envoy");
    assert!(
        inner.content[0]
            .slice(text)
            .ends_with("shelling the hospital")
    );
}

#[test]
fn unnamed_sources_keep_the_reason() {
    let text = "The talks have failed, said a Western diplomat who asked not to be named.";
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let statement = &reading.statements[0];
    assert!(
        statement
            .anonymity
            .unwrap()
            .slice(text)
            .contains("asked not to be named")
    );
}

#[test]
fn transcripts_name_their_speakers() {
    let text = "REYES: We were never asked about the closure.\n\nMODERATOR: When did you learn of it?\n\nREYES: From the radio.";
    holds(
        text,
        "direct asserts | REYES | : | We were never asked about the closure.",
    );
    holds(
        text,
        "direct asks | MODERATOR | : | When did you learn of it?",
    );
}

#[test]
fn scare_quotes_titles_and_nicknames_are_no_statements() {
    for text in [
        "The barge, known as “the Needle”, carries gravel up the river.",
        "Her second novel, “The Salt Road”, won a prize last year.",
        "Pavel “the Crow” Dimitrov was arrested in March.",
    ] {
        assert_eq!(statements(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn unclosed_quotations_end_with_their_paragraph() {
    let text = "“The road is gone, mayor Ute Haas said.\n\nThe rain stopped at noon.";
    for line in statements(text) {
        assert!(!line.contains("The rain stopped"), "{line}");
    }
}

#[test]
fn headlines_and_datelines_stay_out_of_contents() {
    let text = "Fire closes market\n\nLINDHAVEN — A fire closed the fish market on Friday, the mayor said.";
    holds(
        text,
        "indirect asserts | the mayor | said | A fire closed the fish market on Friday",
    );
}

#[test]
fn a_paragraph_behind_a_colon_is_said_by_who_stands_before_it() {
    holds(
        "The strike goes on.\n\nThe mayor added:\n\nIt is typical of the owners. They knew of the leak and kept \
         still. The town will not forget it.\n\nThe owners did not answer.",
        "indirect asserts | The mayor | added: | It is typical of the owners. They knew of the leak and kept still. \
         The town will not forget it.",
    );
}

#[test]
fn doing_something_to_somebody_reports_nothing() {
    for text in [
        "The board of the port named a new pilot on Monday.",
        "Residents of Harsk have voted to keep the old bridge.",
    ] {
        assert_eq!(statements(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn who_will_not_say_it_refuses() {
    let text = "The ministry declined to comment on the report. A spokeswoman for the yard would not say who had been hurt.";
    let found = statements(text);
    assert!(
        found.iter().all(|line| line.contains("refuses")) && !found.is_empty(),
        "{found:#?}"
    );
}

#[test]
fn who_is_urged_is_no_part_of_what_is_urged() {
    holds(
        "The mayor urged the dockers’ union to end the strike.",
        "indirect requests | The mayor | urged | to end the strike",
    );
    holds(
        "The opposition accused the harbour board of hiding the report.",
        "indirect accuses | The opposition | accused | hiding the report",
    );
}

#[test]
fn a_quotation_that_opens_a_paragraph_goes_on_without_a_cue() {
    let text = "“The dam held,” Governor Petra Lund said. “We were lucky.\n\n“Next time we may not be.”\n\n\
                Opposition leader Pavel Dorrin disagreed.";
    let report = Report::from_text("report.txt", text);
    let reading = READER.read(&report);
    let at = text.find("Next").unwrap();
    let last = reading
        .statement_at(sayso::Span::of(text, at..at + 4).unwrap())
        .unwrap();
    let statement = &reading.statements[last];
    assert!(
        statement.cue.is_empty() && statement.source.is_empty(),
        "{statement:?}"
    );
    assert_eq!(reading.speaker_name(last), "Petra Lund");
}

#[test]
fn a_headline_names_whose_word_it_is_behind_a_mark() {
    let found = statements(
        "Nine dead after blast at mill in Harsk: police\n\nA blast hit a mill in the town of Harsk.",
    );
    assert!(
        found[0].ends_with("| police | : | Nine dead after blast at mill in Harsk"),
        "{found:#?}"
    );
}

/// An outlet that is called as those are whom it cites is another voice; two sources that nothing names are two.
#[test]
fn voices_of_one_name_are_kept_apart() {
    let report = Report {
        outlet: Some("Police".into()),
        ..Report::from_text(
            "a.txt",
            "The police said on Monday that the bridge was shut.",
        )
    };
    let reading = READER.read(&report);
    let say_so = reading.say_so(0);
    assert_eq!(say_so.len(), 2, "{say_so:?}");
    assert_eq!(say_so[0], "Police");
    assert_eq!(say_so[1].to_lowercase(), "the police");
    assert_eq!(
        reading.voices(0)[0],
        sayso::Voice::Outlet(Some("Police".into()))
    );
    // An outlet that speaks of itself by its name stands once.
    let own = Report {
        outlet: Some("Reuters".into()),
        ..Report::from_text(
            "b.txt",
            "Reuters reported on Monday that the bridge was shut.",
        )
    };
    assert_eq!(READER.read(&own).say_so(0), ["Reuters"]);
}
