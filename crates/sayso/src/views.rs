//! What was read, lent with its words: views of a reading's rows that know the report they are of.

use std::fmt;
use std::ops::Deref;

use sayso_entities::Entity;
use sayso_events::Event;
use sayso_figures::Figure;
use sayso_places::Place;
use sayso_rows::{Id, sort};
use sayso_statements::Statement;
use sayso_text::Span;
use sayso_times::Time;

use crate::{Reading, Voice};

/// A voice of a reading; it displays as its name, or as what stands for one.
#[derive(Clone)]
pub struct VoiceRef<'r> {
    reading: &'r Reading<'r>,
    voice: Voice,
}

impl<'r> VoiceRef<'r> {
    /// What sort of voice it is.
    pub fn voice(&self) -> &Voice {
        &self.voice
    }

    /// Its name, where one is known; words that only describe a source are none.
    pub fn name(&self) -> Option<&str> {
        match self.voice {
            Voice::Outlet(Some(_)) | Voice::Agency(_) | Voice::Entity(_) => {
                Some(self.reading.voice_name(&self.voice))
            }
            _ => None,
        }
    }

    /// The entity, where the voice is one.
    pub fn entity(&self) -> Option<&'r Entity> {
        match self.voice {
            Voice::Entity(entity) => self.reading.entities.entities.get(entity),
            _ => None,
        }
    }
}

impl fmt::Display for VoiceRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.reading.voice_name(&self.voice))
    }
}

impl fmt::Debug for VoiceRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({self})", self.voice)
    }
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident of $row:ident in $all:ident, sort $sort:ident, span $span:expr;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub struct $name<'r> {
                reading: &'r Reading<'r>,
                at: usize,
                row: &'r $row,
            }

            impl<'r> $name<'r> {
                /// Its id in rows.
                pub fn id(self) -> Id<sort::$sort> {
                    Id::at(self.at)
                }

                /// From its first word to its last.
                pub fn span(self) -> Span {
                    let span: fn(&$row) -> Span = $span;
                    span(self.row)
                }

                /// Whose word it is: from the outlet to the last voice.
                pub fn say_so(self) -> Vec<VoiceRef<'r>> {
                    let voices = match self.statement_number() {
                        Some(statement) => self.reading.voices(statement),
                        None => self.reading.voices_at(self.span()),
                    };
                    let lent = |voice| VoiceRef { reading: self.reading, voice };
                    voices.into_iter().map(lent).collect()
                }
            }

            impl Deref for $name<'_> {
                type Target = $row;

                fn deref(&self) -> &$row {
                    self.row
                }
            }

            impl fmt::Debug for $name<'_> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{} {:?}", self.id(), self.text())
                }
            }
        )+

        impl<'t> Reading<'t> {
            $(
                #[doc = concat!("The ", stringify!($all), " with their words.")]
                pub fn $all<'r>(&'r self) -> impl ExactSizeIterator<Item = $name<'r>>
                where
                    't: 'r,
                {
                    let all = self.$all.iter().enumerate();
                    all.map(move |(at, row)| $name { reading: self, at, row })
                }
            )+
        }
    };
}

views! {
    /// A statement with its words; it gives the fields of [`Statement`] too.
    StatementRef of Statement in statements, sort Statement, span Statement::extent;
    /// A figure with its words; it gives the fields of [`Figure`] too.
    FigureRef of Figure in figures, sort Figure, span |figure| figure.span;
    /// A time expression with its words; it gives the fields of [`Time`] too.
    TimeRef of Time in times, sort Time, span |time| time.span;
    /// A place with its words; it gives the fields of [`Place`] too.
    PlaceRef of Place in places, sort Place, span |place| place.span;
    /// An event with its words; it gives the fields of [`Event`] too.
    EventRef of Event in events, sort Event, span |event| event.trigger;
}

macro_rules! in_statements {
    ($($name:ident)+) => {
        $(
            impl<'r> $name<'r> {
                fn statement_number(self) -> Option<usize> {
                    self.reading.statement_at(self.span())
                }

                /// Its words.
                pub fn text(self) -> &'r str {
                    self.span().slice(&self.reading.report.text)
                }

                /// The statement it stands in.
                pub fn statement(self) -> Option<StatementRef<'r>> {
                    self.statement_number().and_then(|at| self.reading.statements().nth(at))
                }
            }
        )+
    };
}

in_statements! { FigureRef TimeRef PlaceRef EventRef }

impl<'r> StatementRef<'r> {
    fn statement_number(self) -> Option<usize> {
        Some(self.at)
    }

    fn words(self, spans: &'r [Span]) -> impl Iterator<Item = &'r str> {
        let text = self.reading.report.text.as_str();
        spans.iter().map(move |span| span.slice(text))
    }

    /// What is said, its pieces parted by an ellipsis.
    pub fn text(self) -> String {
        self.pieces().collect::<Vec<_>>().join(" … ")
    }

    /// What is said, in pieces.
    pub fn pieces(self) -> impl Iterator<Item = &'r str> {
        self.words(&self.row.content)
    }

    /// The words that attribute it; `None` where there are none.
    pub fn cue(self) -> Option<&'r str> {
        self.words(&self.row.cue).next()
    }

    /// The words that name who says it; `None` where there are none.
    pub fn source(self) -> Option<&'r str> {
        self.words(&self.row.source).next()
    }

    /// Whose it is.
    pub fn speaker(self) -> VoiceRef<'r> {
        VoiceRef {
            reading: self.reading,
            voice: self.reading.voice(self.at),
        }
    }

    /// The statement that it stands in.
    pub fn parent(self) -> Option<StatementRef<'r>> {
        self.row
            .parent
            .and_then(|at| self.reading.statements().nth(at))
    }

    /// The figures in its words; those of statements in it are theirs.
    pub fn figures(self) -> impl Iterator<Item = FigureRef<'r>> {
        let all = self.reading.figures();
        all.filter(move |figure| figure.statement_number() == Some(self.at))
    }
}
