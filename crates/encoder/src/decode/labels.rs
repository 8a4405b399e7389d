use std::ops::Range;

use sayso_analysis::{Deprel, MentionKind, NameKind, Role, Upos, Xpos};

use crate::error::ModelError;
use crate::model::Description;

/// Where each head's numbers stand in a row of outputs, checked against the code's labels.
#[derive(Clone, Debug)]
pub(crate) struct HeadsLayout {
    pub(crate) width: usize,
    pub(crate) role: Range<usize>,
    /// Persons, organisations and places, as UNER has them.
    pub(crate) name: Range<usize>,
    /// The same and facilities, groups and other names, as Worldwide newswire has them.
    pub(crate) news_name: Range<usize>,
    pub(crate) upos: Range<usize>,
    pub(crate) xpos: Range<usize>,
    pub(crate) starts: Range<usize>,
    pub(crate) mention: Range<usize>,
    pub(crate) arc_dependent: Range<usize>,
    pub(crate) arc_head: Range<usize>,
    pub(crate) relation_dependent: Range<usize>,
    pub(crate) relation_head: Range<usize>,
    pub(crate) cue_query: Range<usize>,
    pub(crate) source_query: Range<usize>,
    pub(crate) cue_key: Range<usize>,
    pub(crate) source_key: Range<usize>,
}

impl HeadsLayout {
    /// Finds the heads a description lists and holds its labels against the code's.
    pub(crate) fn new(description: &Description) -> Result<Self, ModelError> {
        let bio = |kinds: Vec<&str>| {
            let mut labels = vec!["O".to_owned()];
            labels.extend(
                kinds
                    .iter()
                    .flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]),
            );
            labels
        };
        let wanted = [
            ("role", bio(Role::ALL.iter().map(|l| l.as_str()).collect())),
            (
                "name",
                bio(NameKind::ALL.iter().map(|l| l.as_str()).collect()),
            ),
            (
                "news_name",
                bio(NameKind::ALL.iter().map(|l| l.as_str()).collect()),
            ),
            (
                "upos",
                Upos::ALL.iter().map(|l| l.as_str().to_owned()).collect(),
            ),
            (
                "xpos",
                Xpos::ALL.iter().map(|l| l.as_str().to_owned()).collect(),
            ),
            ("starts", vec!["no".to_owned(), "yes".to_owned()]),
            (
                "mention",
                std::iter::once("none")
                    .chain(MentionKind::ALL.iter().map(|l| l.as_str()))
                    .map(str::to_owned)
                    .collect(),
            ),
            (
                "deprel",
                Deprel::ALL.iter().map(|l| l.as_str().to_owned()).collect(),
            ),
        ];
        for (task, labels) in &wanted {
            if description.labels.get(*task) != Some(labels) {
                return Err(ModelError::Description(format!(
                    "its labels of `{task}` are not this program's"
                )));
            }
        }
        let head = |name: &str, width: Option<usize>| {
            let mut at = 0;
            for (other, size) in &description.heads {
                if other == name && width.is_none_or(|width| width == *size) {
                    return Ok(at..at + size);
                }
                at += size;
            }
            Err(ModelError::Description(format!(
                "it has no head `{name}` of the right width"
            )))
        };
        let labels = |task: &str| {
            head(
                task,
                wanted
                    .iter()
                    .find(|(name, _)| *name == task)
                    .map(|(_, labels)| labels.len()),
            )
        };
        Ok(Self {
            width: description.heads.iter().map(|(_, width)| width).sum(),
            role: labels("role")?,
            name: labels("name")?,
            news_name: labels("news_name")?,
            upos: labels("upos")?,
            xpos: labels("xpos")?,
            starts: labels("starts")?,
            mention: labels("mention")?,
            arc_dependent: head("arc_dependent", Some(128))?,
            arc_head: head("arc_head", Some(128))?,
            relation_dependent: head("relation_dependent", Some(128))?,
            relation_head: head("relation_head", Some(128))?,
            cue_query: head("link_query.cue", Some(64))?,
            source_query: head("link_query.source", Some(64))?,
            cue_key: head("link_key.cue", Some(64))?,
            source_key: head("link_key.source", Some(64))?,
        })
    }
}

/// The heads' numbers for the words of a passage.
pub(crate) struct Heads<'m> {
    pub(crate) layout: &'m HeadsLayout,
    /// A row for each word.
    pub(crate) words: Vec<f32>,
    /// The first mark's row of each window, and the first word that was kept of that window.
    pub(crate) marks: Vec<(usize, Vec<f32>)>,
}

impl Heads<'_> {
    /// Numbers of one head for one word.
    pub(crate) fn of(&self, word: usize, head: &Range<usize>) -> &[f32] {
        let row = word * self.layout.width;
        &self.words[row + head.start..row + head.end]
    }

    /// Numbers of one head for the mark of the window that a word was read in.
    pub(crate) fn mark(&self, word: usize, head: &Range<usize>) -> &[f32] {
        let window = self
            .marks
            .partition_point(|(first, _)| *first <= word)
            .saturating_sub(1);
        &self.marks[window].1[head.clone()]
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.words.len() / self.layout.width
    }
}
