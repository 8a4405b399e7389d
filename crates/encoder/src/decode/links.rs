use std::ops::Range;

use sayso_analysis::{ContentLink, Role, RoleSpan};

use super::tree::dot;
use super::{Heads, bucket, softmax};
use crate::model::{LinkBias, Model};

/// How far, in words, a content's cue or source may stand from it.
const REACH: usize = 250;
/// Words of a content that vote at most, spread over it.
const VOTERS: usize = 48;
/// Candidates kept of each end.
const KEPT: usize = 6;

/// For each content piece, the cues and sources it may belong to: every word of the piece shares out
/// one vote among the first words of the candidates and "none"; the votes are averaged.
/// `paragraph_of` gives each word's paragraph.
pub(crate) fn link(
    model: &Model,
    heads: &Heads<'_>,
    roles: &[RoleSpan],
    paragraph_of: &[usize],
) -> Vec<ContentLink> {
    let layout = heads.layout;
    let cues = End::new(
        roles,
        Role::Cue,
        &layout.cue_query,
        &layout.cue_key,
        &model.cue_bias,
    );
    let sources = End::new(
        roles,
        Role::Source,
        &layout.source_query,
        &layout.source_key,
        &model.source_bias,
    );
    (0..roles.len())
        .filter(|&at| roles[at].role == Role::Content)
        .map(|content| {
            let words = &roles[content].words;
            let [cues, sources] = [&cues, &sources].map(|end| end.rank(heads, words, paragraph_of));
            ContentLink {
                content,
                cues,
                sources,
            }
        })
        .collect()
}

/// One end of the links: all cues, or all sources.
struct End<'a> {
    /// Indices into the roles, and each one's first word.
    all: Vec<usize>,
    first: Vec<usize>,
    query: &'a Range<usize>,
    key: &'a Range<usize>,
    bias: &'a LinkBias,
}

impl<'a> End<'a> {
    fn new(
        roles: &[RoleSpan],
        role: Role,
        query: &'a Range<usize>,
        key: &'a Range<usize>,
        bias: &'a LinkBias,
    ) -> Self {
        let all: Vec<usize> = (0..roles.len())
            .filter(|&at| roles[at].role == role)
            .collect();
        let first = all.iter().map(|&at| roles[at].words.start).collect();
        Self {
            all,
            first,
            query,
            key,
            bias,
        }
    }

    /// The likeliest candidates of a content, best first.
    fn rank(
        &self,
        heads: &Heads<'_>,
        words: &Range<usize>,
        paragraph_of: &[usize],
    ) -> Vec<(usize, f32)> {
        let from = self
            .first
            .partition_point(|&first| first + REACH < words.start);
        let to = self
            .first
            .partition_point(|&first| first < words.end + REACH)
            .max(from);
        let mut shares = vec![0f32; to - from];
        let mut votes = Vec::with_capacity(shares.len() + 1);
        let step = words.len().div_ceil(VOTERS).max(1);
        let voters = words.clone().step_by(step);
        let count = voters.len() as f32;
        for word in voters {
            self.vote(heads, word, from..to, paragraph_of, &mut votes);
            for (share, vote) in shares.iter_mut().zip(&votes) {
                *share += vote / count;
            }
        }
        let mut ranked: Vec<(usize, f32)> =
            self.all[from..to].iter().copied().zip(shares).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(KEPT);
        ranked
    }

    /// One word's shares of the candidates, the last that of "none".
    fn vote(
        &self,
        heads: &Heads<'_>,
        word: usize,
        candidates: Range<usize>,
        paragraph_of: &[usize],
        votes: &mut Vec<f32>,
    ) {
        let scale = 1.0 / (self.query.len() as f32).sqrt();
        let asked = heads.of(word, self.query);
        let here = self.first.partition_point(|&first| first < word);
        votes.clear();
        for candidate in candidates {
            let first = self.first[candidate];
            let rank = if candidate >= here {
                6 + (candidate - here).min(5)
            } else {
                (here - 1 - candidate).min(5)
            };
            let apart =
                (paragraph_of[first] as isize - paragraph_of[word] as isize).clamp(-3, 3) + 3;
            let place = self.bias.distance[bucket(first as isize - word as isize)]
                + self.bias.rank[rank]
                + self.bias.paragraph[apart as usize];
            votes.push(dot(asked, heads.of(first, self.key)) * scale + place);
        }
        votes.push(dot(asked, heads.mark(word, self.key)) * scale);
        softmax(votes);
    }
}
