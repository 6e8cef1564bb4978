//! Something that is found once and shown for a while.
//!
//! Invariant: it is found by one thread at a time, and what is older than a minute is found again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it is shown.
const WHILE: Duration = Duration::from_mins(1);

/// What was found, and when.
type Found<T> = Option<(Instant, Arc<T>)>;

/// What is kept; copies share it.
#[derive(Debug)]
pub(in crate::serve) struct Kept<T>(Arc<Mutex<Found<T>>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Kept<T> {
    /// What was found, or what is found now.
    ///
    /// # Errors
    /// Where it cannot be found.
    pub(in crate::serve) fn get<E>(&self, find: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = kept.as_ref().filter(|(since, _)| since.elapsed() < WHILE) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(find()?);
        *kept = Some((Instant::now(), Arc::clone(&found)));
        Ok(found)
    }

    /// Forgets it: it is another from now on.
    pub(in crate::serve) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_once_until_it_is_forgotten() {
        let kept = Kept::default();
        let mut times = 0;
        let mut get = |kept: &Kept<i32>| {
            *kept
                .get(|| {
                    times += 1;
                    Ok::<_, ()>(times)
                })
                .unwrap()
        };
        assert_eq!((get(&kept), get(&kept.clone())), (1, 1));
        kept.forget();
        assert_eq!(get(&kept), 2);
        assert!(Kept::<i32>::default().get(|| Err(())).is_err());
    }
}
