//! The ledger for language models: the Model Context Protocol on standard input and output.
//!
//! One JSON-RPC 2.0 message a line. Each answer of a tool has the words and the report they stand in, so that a
//! model can say whose word a thing is and a person can look it up.

mod rpc;
mod tools;

pub use rpc::serve;
