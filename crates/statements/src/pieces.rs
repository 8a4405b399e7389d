use std::cmp::Reverse;

use sayso_text::Span;

use crate::Statement;

/// The content pieces of statements, for asking which of them hold a span.
pub struct Pieces {
    /// Piece and statement, by start.
    pieces: Vec<(Span, usize)>,
    /// The farthest end of the pieces up to each.
    reach: Vec<usize>,
}

impl Pieces {
    /// Indexes the contents of statements.
    pub fn new(statements: &[Statement]) -> Self {
        let numbered = statements.iter().enumerate();
        let mut pieces: Vec<(Span, usize)> = numbered
            .flat_map(|(number, statement)| {
                statement.content.iter().map(move |&piece| (piece, number))
            })
            .collect();
        pieces.sort();
        let mut far = 0;
        let reach = pieces
            .iter()
            .map(|(piece, _)| {
                far = far.max(piece.end());
                far
            })
            .collect();
        Self { pieces, reach }
    }

    /// The pieces that hold a span, each with the index of its statement.
    pub fn holding(&self, span: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        let after = self
            .pieces
            .partition_point(|(piece, _)| piece.start() <= span.start());
        let reached = (0..after)
            .rev()
            .take_while(move |&at| self.reach[at] >= span.end());
        reached
            .map(|at| self.pieces[at])
            .filter(move |(piece, _)| piece.contains(span))
    }

    /// The statement in which a span stands: the one whose piece is the shortest; of two with the same words, that of
    /// the later cue, which passes the other on ("AFP reported, citing diplomats").
    pub fn innermost(&self, span: Span) -> Option<usize> {
        let shortest = self
            .holding(span)
            .min_by_key(|(piece, number)| (piece.len(), Reverse(*number)));
        shortest.map(|(_, number)| number)
    }
}
