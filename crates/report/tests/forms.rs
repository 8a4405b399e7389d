//! Sixty pages in the forms in which newspapers tell what their pages are: JSON-LD, OpenGraph, Dublin Core, microdata,
//! and none. Each form comes in the shapes that are met in the wild: graphs with references, wrappers, names in one
//! string, handles in place of names, drafts that are hidden, headlines left over from a form.
#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::io::Cursor;

use sayso_report::{ReadOptions, from_stream};

struct Article {
    title: &'static str,
    outlet: &'static str,
    date: [u16; 3],
    authors: &'static [&'static str],
}

const ARTICLES: [Article; 12] = [
    Article {
        title: "Orlen mill sold after three hundred years",
        outlet: "Harbour Post",
        date: [2026, 3, 2],
        authors: &["Ada Lund"],
    },
    Article {
        title: "Ferry fares to rise: harbour board",
        outlet: "The Enn Valley Star",
        date: [2025, 11, 30],
        authors: &["Tom Berg", "Mina Falk"],
    },
    Article {
        title: "“We were not asked,” say Kell fishermen",
        outlet: "Kell Courier",
        date: [2024, 7, 19],
        authors: &["Ruth Dalman"],
    },
    Article {
        title: "Study: river towns drink more salt",
        outlet: "Northern Wire",
        date: [2026, 1, 8],
        authors: &["Emil Radek", "Ines Halvorsen", "Jonna Vik"],
    },
    Article {
        title: "Fire at Tarn depot kills two - police",
        outlet: "Tarn Telegraph",
        date: [2023, 2, 14],
        authors: &["Ludo van den Akker"],
    },
    Article {
        title: "Council votes on night trains",
        outlet: "Evening Standard of Orlen",
        date: [2026, 4, 21],
        authors: &["Anton Velasco"],
    },
    Article {
        title: "How the Enn bridge fell",
        outlet: "Bridge & Road",
        date: [2022, 9, 5],
        authors: &["Marta Lindqvist", "Rolf Anders"],
    },
    Article {
        title: "Storm shuts five schools in Port Callow",
        outlet: "Port Callow Gazette",
        date: [2025, 12, 12],
        authors: &["Petra Lund"],
    },
    Article {
        title: "Vaccine trial begins in Halm",
        outlet: "Halm Times",
        date: [2024, 5, 6],
        authors: &["Henrik Csanyi"],
    },
    Article {
        title: "Explainer: who owns the lock gates?",
        outlet: "Lockside",
        date: [2026, 2, 27],
        authors: &["Oksana Tkachenko", "Ada Lund"],
    },
    Article {
        title: "Miners end strike after nine weeks",
        outlet: "Coal & Iron News",
        date: [2021, 10, 1],
        authors: &["Volodymyr Shevchuk"],
    },
    Article {
        title: "Mayor denies taking harbour money",
        outlet: "Harbour Post",
        date: [2026, 3, 9],
        authors: &["Jonna Vik"],
    },
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Article {
    fn iso(&self) -> String {
        let [year, month, day] = self.date;
        format!("{year}-{month:02}-{day:02}")
    }

    fn words(&self, american: bool) -> String {
        let [year, month, day] = self.date;
        let month = MONTHS[usize::from(month) - 1];
        if american {
            format!("{month} {day}, {year}")
        } else {
            format!("{day} {month} {year}")
        }
    }

    /// "Ada Lund, Tom Berg and Mina Falk".
    fn byline(&self) -> String {
        match self.authors {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => self.authors.join(", "),
        }
    }

    fn title(&self) -> String {
        escaped(self.title)
    }

    fn outlet(&self) -> String {
        escaped(self.outlet)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

const BODY: &str = "<p>The board met on Monday for the third time this year, and its members heard from forty people of the town before they voted.</p>\
    <p>“Nobody in this hall was asked before the papers were signed,” said Ola Brandt, who has worked at the quay for thirty years and speaks for the crews.</p>\
    <p>The board’s chair said that a report would be laid before the council in May, and that nothing would be built before then.</p>\
    <p>Two earlier plans were given up in 2009 and 2014, when the money for them could not be found and the courts sent them back.</p>";

const BESIDE: &str = "<aside><h3>More news</h3><p class=byline>By Somebody Else</p><time datetime='2001-01-01'>1 January 2001</time><a href=/x>Old mill burns</a></aside>";

/// A page of an article with what its form puts into the head, above the body and below it.
fn page(article: &Article, shape: usize, head: &str, above: &str, below: &str) -> String {
    let mark = [" | ", " - ", " – "][shape % 3];
    // What a page's source holds that is none of it.
    let junk = match shape % 4 {
        0 => {
            "<!-- <meta property='og:site_name' content='Old Name'><meta name='date' content='1999-01-01'> -->"
        }
        1 => {
            "<script>var form = '<meta property=\"article:published_time\" content=\"1998-05-05\">';</script>"
        }
        2 => "<template><h1>Form</h1><meta property='og:title' content='Form'></template>",
        _ => {
            "<meta name='twitter:site' content='@paper'><meta property='article:publisher' content='https://social.example/paper'>"
        }
    };
    let hidden = if shape.is_multiple_of(2) {
        "<div style='display:none'><h1>Draft headline of last week</h1><p class='author'>Draft Writer</p></div>"
    } else {
        ""
    };
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{junk}<title>{title}{mark}{outlet}</title>{head}</head>\
         <body><header><a href=/>{outlet}</a><nav><ul><li class=user><span class=username>Username</span></li></ul></nav></header>\
         <main><article>{hidden}<h1>{title}</h1>{above}{BODY}{below}</article>{BESIDE}</main><footer><p>© 2026 All rights reserved</p></footer></body></html>",
        title = article.title(),
        outlet = article.outlet(),
    )
}

fn json_ld(article: &Article, shape: usize) -> String {
    let json = |text: &str| text.replace('"', "\\\"");
    let people: Vec<String> = article
        .authors
        .iter()
        .map(|name| format!("{{\"@type\": \"Person\", \"name\": \"{name}\"}}"))
        .collect();
    let (title, outlet, date) = (json(article.title), json(article.outlet), article.iso());
    let record = match shape % 4 {
        0 => format!(
            "{{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": \"{title}\", \"datePublished\": \"{date}T09:30:00+01:00\", \
             \"dateModified\": \"2026-05-05\", \"author\": [{}], \"publisher\": {{\"@type\": \"Organization\", \"name\": \"{outlet}\"}}}}",
            people.join(", ")
        ),
        1 => {
            let ids: Vec<String> = (0..people.len())
                .map(|at| format!("{{\"@id\": \"#p{at}\"}}"))
                .collect();
            let graph: Vec<String> = article
                .authors
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    format!("{{\"@type\": \"Person\", \"@id\": \"#p{at}\", \"name\": \"{name}\"}}")
                })
                .collect();
            format!(
                "{{\"@context\": \"https://schema.org\", \"@graph\": [{{\"@type\": \"WebSite\", \"name\": \"{outlet}\", \"publisher\": {{\"@id\": \"#o\"}}}}, \
                 {{\"@type\": \"WebPage\", \"name\": \"{title} - {outlet}\", \"datePublished\": \"{date}\"}}, \
                 {{\"@type\": [\"Article\"], \"headline\": \"{title}\", \"datePublished\": \"{date}\", \"author\": [{}], \"publisher\": {{\"@id\": \"#o\"}}}}, \
                 {{\"@type\": \"Organization\", \"@id\": \"#o\", \"name\": \"{outlet}\"}}, {}]}}",
                ids.join(", "),
                graph.join(", ")
            )
        }
        2 => format!(
            "//<![CDATA[\n[{{\"@type\": \"BlogPosting\", \"headline\": \"Post from form\", \"datePublished\": \"{date}\", \"author\": \"{}\", \"publisher\": \"{outlet}\"}}]\n//]]>",
            article.byline()
        ),
        _ => format!(
            "{{\"@type\": \"WebPage\", \"datePublished\": \"{date}\", \"mainEntity\": {{\"@type\": \"ReportageNewsArticle\", \"headline\": \"{title}\", \
             \"author\": {{\"@type\": \"Person\", \"name\": \"By {}\"}}, \"publisher\": {{\"name\": \"{outlet}\"}}}}}}",
            article.byline()
        ),
    };
    page(
        article,
        shape,
        &format!("<script type='application/ld+json'>{record}</script>"),
        "",
        "",
    )
}

fn open_graph(article: &Article, shape: usize) -> String {
    let suffix = if shape.is_multiple_of(2) {
        format!(" - {}", article.outlet())
    } else {
        String::new()
    };
    let head = format!(
        "<meta property='og:type' content=article><meta property=og:title content=\"{}{suffix}\"><meta content=\"{}\" property='og:site_name'>\
         <META PROPERTY='article:published_time' CONTENT='{}T23:10:00Z'><meta name=author content=\"{}\">",
        article.title(),
        article.outlet(),
        article.iso(),
        article.byline()
    );
    page(
        article,
        shape,
        &head,
        "<div class=meta><span class=date>Updated 5 May 2026</span></div>",
        "",
    )
}

fn dublin_core(article: &Article, shape: usize) -> String {
    let (dot, issued) = if shape.is_multiple_of(2) {
        ("DC.", "date.issued")
    } else {
        ("dcterms:", "created")
    };
    let creators: String = article
        .authors
        .iter()
        .map(|name| match name.split_once(' ') {
            Some((first, last)) if shape.is_multiple_of(3) && !last.contains(' ') => {
                format!("<meta name='{dot}creator' content='{last}, {first}'>")
            }
            _ => format!("<meta name='{dot}creator' content='{name}'>"),
        })
        .collect();
    let date = if shape % 4 == 3 {
        article.iso().replace('-', "/")
    } else {
        article.iso()
    };
    let head = format!(
        "<meta name='{dot}title' content=\"{}\">{creators}<meta name='{dot}{issued}' content='{date}'><meta name='{dot}publisher' content=\"{}\">",
        article.title(),
        article.outlet()
    );
    page(article, shape, &head, "", "")
}

fn microdata(article: &Article, shape: usize) -> String {
    let authors: String = article
        .authors
        .iter()
        .map(|name| format!("<span itemprop='author' itemscope itemtype='https://schema.org/Person'>By <a itemprop='url' href='/p'><span itemprop='name'>{name}</span></a></span> "))
        .collect();
    let date = if shape.is_multiple_of(2) {
        format!(
            "<time itemprop='datePublished' datetime='{}T08:00'>{}</time>",
            article.iso(),
            article.words(false)
        )
    } else {
        format!(
            "<meta itemprop='datePublished' content='{}'>",
            article.iso()
        )
    };
    let above = format!("<div class=head>{authors}{date}</div>");
    let below = format!(
        "<div itemprop='publisher' itemscope><img itemprop='logo' src='/x.png'><meta itemprop='name' content=\"{}\"></div>",
        article.outlet()
    );
    page(article, shape, "", &above, &below)
}

fn none(article: &Article, shape: usize) -> String {
    let date = article.words(shape.is_multiple_of(2));
    let byline = article.byline();
    let above = match shape % 4 {
        0 => format!(
            "<div class=sig><span class='pb-byline'>By <a href='/people/x'>{}</a></span> <span class='pb-timestamp'>{date}</span></div>",
            article.authors.join("</a> and <a href='/people/y'>")
        ),
        1 => format!("<p>By {byline}</p><p>{date}</p>"),
        2 => format!(
            "<div>{date} | 10:05</div><div class='article-author'>Written by {byline}</div>"
        ),
        _ => format!("<p class=dateline>Published: {date} at 9 a.m.</p>"),
    };
    let below = if shape % 4 == 3 {
        format!(
            "<div class='byline'>By <span id='author'>{byline} for {}</span></div>",
            article.outlet()
        )
    } else {
        String::new()
    };
    page(article, shape, "", &above, &below)
}

#[test]
fn what_pages_say_of_themselves_is_read_in_every_form() {
    type Form = fn(&Article, usize) -> String;
    let forms: [(&str, Form); 5] = [
        ("json-ld", json_ld),
        ("opengraph", open_graph),
        ("dublin core", dublin_core),
        ("microdata", microdata),
        ("none", none),
    ];
    let mut right = [0usize; 4];
    let mut all = 0;
    let mut wrong = String::new();
    for (form, make) in forms {
        for (shape, article) in ARTICLES.iter().enumerate() {
            let page = make(article, shape);
            let found: Vec<_> = from_stream(
                "page.html",
                Cursor::new(page),
                None,
                &ReadOptions::default(),
            )
            .collect();
            let report = found[0].as_ref().unwrap();
            let date = report.published.map(|published| published.date.to_string());
            let told = [
                (
                    report.title.as_deref() == Some(article.title),
                    format!("{:?}", report.title),
                ),
                (date == Some(article.iso()), format!("{date:?}")),
                (
                    report.outlet.as_deref() == Some(article.outlet),
                    format!("{:?}", report.outlet),
                ),
                (
                    report.authors == article.authors,
                    format!("{:?}", report.authors),
                ),
            ];
            all += 1;
            for (at, (is_right, found)) in told.into_iter().enumerate() {
                right[at] += usize::from(is_right);
                if !is_right {
                    wrong += &format!("{form} {shape}: {found}\n");
                }
            }
            assert!(
                report.text.starts_with("The board met")
                    && report.text.ends_with("sent them back."),
                "{form} {shape}: {}",
                report.text
            );
        }
    }
    let shares = right.map(|right| right as f64 / all as f64);
    assert!(
        shares.iter().all(|share| *share >= 0.97),
        "{shares:.3?}\n{wrong}"
    );
}
