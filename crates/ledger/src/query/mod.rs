//! What can be asked of a ledger.

mod browse;
mod detail;
mod figures;
mod map;
mod report;
mod search;
mod statements;
pub(crate) mod wanted;

pub use browse::{BrowseQuery, OutletFound, ReportListed, SnippetPiece, Voice};
pub use detail::{Details, EntityFound, PlaceFound, Reprinted, StatementDetail, TimeFound};
pub use figures::{FigureFound, FigureQuery};
pub use map::{MapQuery, Mapped};
pub use report::{ChangeFound, CopyFound, CreditFound, ReportFound, VersionFound};
pub use search::Found;
pub use statements::{StatementFound, StatementQuery};
