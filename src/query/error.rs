//! Why a query could not be answered.

use crate::store::StoreError;

/// Why a query could not be answered: always the archive's fault, never that of the filters.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct QueryError(#[from] pub StoreError);
