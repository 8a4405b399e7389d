//! What can be asked of a ledger.

mod asked;
mod browse;
mod claims;
mod entities;
mod events;
mod figures;
mod glance;
mod hits;
mod map;
mod report;
mod reprinted;
mod search;
mod statements;
pub(crate) mod stored;
mod stories;
mod totals;
mod voices;
pub(crate) mod wanted;

pub use browse::{BrowseQuery, OutletFound, ReportListed, SnippetPiece, Voice};
pub use claims::{AttestationFound, ClaimFound, ClaimQuery};
pub use entities::{EntityListed, EntityQuery};
pub use events::EventQuery;
pub use figures::FigureQuery;
pub use glance::{Glance, Notable};
pub(crate) use hits::{Kept, hit_of};
pub use map::{MapQuery, Mapped};
pub use report::{ChangeFound, CopyFound, ReportFound, VersionFound};
pub use reprinted::Reprinted;
pub use search::Found;
pub use statements::StatementQuery;
pub use stored::{ReportQuery, Shared, Stored};
pub use stories::{InStory, StoryFound, StoryTold};
pub use totals::Totals;
pub use voices::VoiceFound;
