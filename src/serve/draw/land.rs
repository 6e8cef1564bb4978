//! The land of the earth, as the map shows it.
//!
//! Source: Natural Earth, 1:110m and 1:50m, public domain; made by `examples/build_land.rs`.
//!
//! Invariant: total on any bytes; of a ring what is out of sight is cut off, so that a small view is small.

/// The two maps, one behind the other.
const LAND: &[u8] = include_bytes!("../../../models/land.bin");

/// Units of a degree.
pub(in crate::serve) const UNITS: f64 = DEGREE as f64;
/// The same as a whole number.
pub(in crate::serve) const DEGREE: i32 = 20;

/// A point in units: east of Greenwich, and north of the equator.
type Point = (i32, i32);

/// What a map shows: the least and greatest of both directions, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) struct View {
    /// The western and the eastern edge.
    pub(in crate::serve) x: (i32, i32),
    /// The southern and the northern edge.
    pub(in crate::serve) y: (i32, i32),
}

impl View {
    /// Between these degrees: west, east, south, north.
    pub(in crate::serve) const fn degrees(west: i32, east: i32, south: i32, north: i32) -> Self {
        Self { x: (west * 20, east * 20), y: (south * 20, north * 20) }
    }

    /// Whether it is so large that the coarse map shows all there is to see.
    fn is_coarse(self) -> bool {
        self.x.1 - self.x.0 > 120 * 20
    }

    /// What of a ring is in it, with a margin so that no cut is seen: each side in turn cuts off what is beyond it.
    ///
    /// Source: I. Sutherland and G. Hodgman, “Reentrant polygon clipping”, CACM 17(1), 1974.
    fn cut(self, ring: &[Point]) -> Vec<Point> {
        let margin = 2 * DEGREE;
        let turned = |ring: Vec<Point>| -> Vec<Point> { ring.into_iter().map(|(x, y)| (y, x)).collect() };
        let ring = beyond(ring, self.x.0 - margin, 1);
        let ring = beyond(&ring, self.x.1 + margin, -1);
        let ring = beyond(&turned(ring), self.y.0 - margin, 1);
        turned(beyond(&ring, self.y.1 + margin, -1))
    }
}

/// What of a ring lies east of `edge`; west of it where `side` is −1.
#[allow(clippy::cast_possible_truncation)] // between two points
fn beyond(ring: &[Point], edge: i32, side: i32) -> Vec<Point> {
    let is_in = |point: Point| (i64::from(point.0) - i64::from(edge)) * i64::from(side) >= 0;
    let mut kept = Vec::new();
    for (one, other) in ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)) {
        if is_in(one) {
            kept.push(one);
        }
        if is_in(one) != is_in(other) {
            let share = (f64::from(edge) - f64::from(one.0)) / (f64::from(other.0) - f64::from(one.0));
            kept.push((edge, (f64::from(one.1) + share * (f64::from(other.1) - f64::from(one.1))).round() as i32));
        }
    }
    kept
}

/// The land in `view` as the data of an SVG path, north up.
pub(in crate::serve) fn land(view: View) -> String {
    let mut bytes = LAND.iter().copied();
    let coarse = rings(&mut bytes);
    let rings = if view.is_coarse() { coarse } else { rings(&mut bytes) };
    let mut path = String::new();
    for ring in rings.iter().map(|ring| view.cut(ring)).filter(|ring| ring.len() > 2) {
        let mut at: Option<Point> = None;
        for (x, y) in &ring {
            match at {
                None => path += &format!("M{x} {}", -y),
                Some(before) if before == (*x, *y) => {}
                Some((before_x, before_y)) => path += &format!("l{} {}", x - before_x, before_y - y),
            }
            at = Some((*x, *y));
        }
        path.push('z');
    }
    path
}

/// The rings of one map.
fn rings(bytes: &mut impl Iterator<Item = u8>) -> Vec<Vec<Point>> {
    let count = number(bytes);
    let ring = |bytes: &mut _| {
        let points = number(bytes);
        let (mut x, mut y) = (0_i32, 0_i32);
        (0..points)
            .map(|_| {
                x = x.saturating_add(number(bytes));
                y = y.saturating_add(number(bytes));
                (x, y)
            })
            .collect()
    };
    (0..count).map(|_| ring(bytes)).collect()
}

/// A number: seven bits a byte, the lowest first, the sign in the lowest of all.
fn number(bytes: &mut impl Iterator<Item = u8>) -> i32 {
    let mut found = 0_u32;
    for (byte, shift) in bytes.zip([0, 7, 14, 21]) {
        found |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    (found >> 1).cast_signed() ^ -(found & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_land_is_where_it_is() {
        let inside = |degrees: (i32, i32), ring: &[Point]| {
            let (x, y) = (degrees.0 * 20, degrees.1 * 20);
            let mut odd = false;
            for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let (one, other) = ((i64::from(one.0), i64::from(one.1)), (i64::from(other.0), i64::from(other.1)));
                let (x, y) = (i64::from(x), i64::from(y));
                if (one.1 > y) != (other.1 > y) && x < (other.0 - one.0) * (y - one.1) / (other.1 - one.1) + one.0 {
                    odd = !odd;
                }
            }
            odd
        };
        let mut bytes = LAND.iter().copied();
        for map in [rings(&mut bytes), rings(&mut bytes)] {
            let check = |degrees: (i32, i32), expected: bool| {
                let hits = map.iter().filter(|ring| inside(degrees, ring)).count();
                assert_eq!(hits % 2 == 1, expected, "{degrees:?}");
            };
            check((10, 50), true);
            check((-100, 40), true);
            check((135, -25), true);
            check((-30, 40), false);
            check((80, -20), false);
        }
        assert_eq!(bytes.next(), None);
    }

    #[test]
    fn a_smaller_view_has_less_land() {
        let world = land(View::degrees(-180, 180, -60, 85));
        assert!(world.len() < 40_000, "{}", world.len());
        let malta = land(View::degrees(13, 15, 35, 37));
        assert!(!malta.is_empty() && malta.len() < world.len());
        assert_eq!(land(View::degrees(-40, -30, 20, 30)), "");
    }
}
