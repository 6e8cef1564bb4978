//! Makes `models/land.bin`, the coast lines of the map, of two `TopoJSON` files of Natural Earth's land (1:110m and 1:50m).
//!
//! ```text
//! cargo run --release --example build_land -- land-110m.json land-50m.json models/land.bin
//! ```
//!
//! The files are those of the npm package `world-atlas`. Coordinates are kept in twentieths of a degree, each point as its distance
//! from the one before; a ring that is then no more than a speck is left out.

use std::error::Error;
use std::fs;

use serde_json::Value;

/// Units of a degree.
const UNITS: i32 = 20;

/// A line that ends where it began, in units.
type Ring = Vec<(i32, i32)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [coarse, fine, out] = arguments.as_slice() else { return Err("usage: build_land COARSE FINE OUT".into()) };
    let mut bytes = Vec::new();
    // The coarse map is drawn small, and needs no island of less than half a degree.
    write(&mut bytes, &rings(&fs::read_to_string(coarse)?, 10)?);
    write(&mut bytes, &rings(&fs::read_to_string(fine)?, 4)?);
    Ok(fs::write(out, bytes)?)
}

/// The outer and inner rings of all polygons, in units; those smaller than `least` in both directions left out.
fn rings(text: &str, least: i32) -> Result<Vec<Ring>, Box<dyn Error>> {
    let topology: Value = serde_json::from_str(text)?;
    let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let scale = pair(&topology["transform"]["scale"]).ok_or("no scale")?;
    let origin = pair(&topology["transform"]["translate"]).ok_or("no translation")?;
    let mut arcs = Vec::new();
    for arc in topology["arcs"].as_array().ok_or("no arcs")? {
        let (mut x, mut y) = (0.0, 0.0);
        let mut points = Vec::new();
        for step in arc.as_array().ok_or("an arc without points")? {
            let (dx, dy) = pair(step).ok_or("a point without numbers")?;
            (x, y) = (x + dx, y + dy);
            #[allow(clippy::cast_possible_truncation)] // a place on the earth has few units
            let unit = |at: f64, scale: f64, origin: f64| ((at * scale + origin) * f64::from(UNITS)).round() as i32;
            points.push((unit(x, scale.0, origin.0), unit(y, scale.1, origin.1)));
        }
        arcs.push(points);
    }
    let mut found = Vec::new();
    collect(&topology["objects"]["land"], &arcs, &mut found);
    let mut found: Vec<_> = found.iter().flat_map(unrolled).collect();
    for ring in &mut found {
        ring.dedup();
        straighten(ring);
    }
    found.retain(|ring| {
        let extent = |of: fn(&(i32, i32)) -> i32| {
            ring.iter().map(of).max().unwrap_or(0) - ring.iter().map(of).min().unwrap_or(0)
        };
        ring.len() > 3 && (extent(|point| point.0) >= least || extent(|point| point.1) >= least)
    });
    Ok(found)
}

/// A ring that crosses the 180th meridian without its leap from one edge of the map to the other: it runs on beyond one edge, and
/// again as far beyond the other. What lies around a pole is closed along it.
fn unrolled(ring: &Ring) -> Vec<Ring> {
    let round = 360 * UNITS;
    let mut turns = 0;
    let mut run: Ring = Vec::with_capacity(ring.len());
    for (place, point) in ring.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).map(|before| ring[before]) {
            turns += i32::from(before.0 - point.0 > round / 2) - i32::from(point.0 - before.0 > round / 2);
        }
        run.push((point.0 + turns * round, point.1));
    }
    if turns != 0 {
        let pole = if ring[0].1 < 0 { -90 * UNITS } else { 90 * UNITS };
        run.extend([(run[run.len() - 1].0, pole), (run[0].0, pole)]);
    }
    let shifted = |by: i32| -> Ring { run.iter().map(|point| (point.0 + by, point.1)).collect() };
    let edge = round / 2;
    let copies: Vec<_> =
        [-round, round].map(shifted).into_iter().filter(|copy| copy.iter().any(|point| point.0.abs() < edge)).collect();
    [vec![run], copies].concat()
}

/// Leaves out every other point that lies on the line between its neighbours, to less than half a unit.
fn straighten(ring: &mut Ring) {
    let mut kept: Ring = Vec::with_capacity(ring.len());
    let mut place = 0;
    while place < ring.len() {
        kept.push(ring[place]);
        if let [one, middle, other] = ring[place..ring.len().min(place + 3)] {
            let (dx, dy) = (other.0 - one.0, other.1 - one.1);
            let area = (dx * (middle.1 - one.1) - dy * (middle.0 - one.0)).abs();
            if f64::from(area) <= 0.5 * f64::from(dx).hypot(f64::from(dy)) {
                place += 1;
            }
        }
        place += 1;
    }
    *ring = kept;
}

/// Every ring below `object`: an array of numbers of arcs.
fn collect(object: &Value, arcs: &[Ring], found: &mut Vec<Ring>) {
    for geometry in object["geometries"].as_array().into_iter().flatten() {
        collect(geometry, arcs, found);
    }
    if let Some(own) = object.get("arcs") {
        gather(own, arcs, found);
    }
}

fn gather(value: &Value, arcs: &[Ring], found: &mut Vec<Ring>) {
    let Some(list) = value.as_array() else { return };
    if !list.iter().all(Value::is_i64) {
        return list.iter().for_each(|inner| gather(inner, arcs, found));
    }
    let mut ring = Vec::new();
    for number in list.iter().filter_map(Value::as_i64) {
        // A number below nought is an arc turned around: -1 is the first.
        let arc = &arcs[usize::try_from(if number < 0 { -1 - number } else { number }).unwrap_or(0)];
        if number < 0 { ring.extend(arc.iter().rev()) } else { ring.extend(arc) }
    }
    found.push(ring);
}

fn write(bytes: &mut Vec<u8>, rings: &[Ring]) {
    number(bytes, i32::try_from(rings.len()).unwrap_or(0));
    for ring in rings {
        number(bytes, i32::try_from(ring.len()).unwrap_or(0));
        let (mut x, mut y) = (0, 0);
        for point in ring {
            number(bytes, point.0 - x);
            number(bytes, point.1 - y);
            (x, y) = *point;
        }
    }
}

/// A number in as few bytes as it needs: seven bits each, the sign in the lowest.
fn number(bytes: &mut Vec<u8>, number: i32) {
    let mut rest = ((number << 1) ^ (number >> 31)).cast_unsigned();
    loop {
        let [lowest, ..] = (rest & 0x7f).to_le_bytes();
        rest >>= 7;
        bytes.push(if rest > 0 { lowest | 0x80 } else { lowest });
        if rest == 0 {
            break;
        }
    }
}
