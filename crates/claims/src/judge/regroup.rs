//! Claims put together as people decided: of the attestations that they say belong together.

use super::{Attestation, Claim, ClaimKind, Judge, Role, Story, Vote};
use crate::tables::Tables;

/// Makes claims of attestations.
pub struct Regroup<'s>(Judge<'s>);

impl<'s> Regroup<'s> {
    /// Of the reports of a story, by the tables that they were judged by.
    pub fn new(story: &'s Story, tables: &'s Tables) -> Self {
        let _scope = tables.enter();
        Self(Judge {
            decided: true,
            ..Judge::new(story, tables)
        })
    }

    /// The claim of some attestations, counted and judged as any other; `None` where nobody supports it.
    pub fn claim<'a>(
        &self,
        kind: ClaimKind,
        of: impl IntoIterator<Item = &'a Attestation>,
    ) -> Option<Claim> {
        let _scope = self.0.tables.enter();
        let votes = of.into_iter().filter_map(|one| {
            let mut all = self.0.items.iter();
            let item =
                all.find(|item| (item.report, item.number) == (one.report, one.proposition))?;
            // Who denies an account tells whose it is.
            let account = item
                .told
                .account_of
                .filter(|_| one.role == Role::Supports && item.told.rejects);
            Some(Vote {
                item: *item,
                figure: one.figure,
                role: one.role,
                voice: account.or(item.told.voice),
            })
        });
        self.0.claim(kind, votes.collect())
    }
}
