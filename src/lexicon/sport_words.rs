//! Words that only reports of sport use. By hand.
//!
//! Words that politics has borrowed (`win`, `goal`, `race`, `season`) are left out: a few of these words together tell
//! a report of sport from any other.

use crate::lexicon::word_set::word_set;

word_set!(
    /// Nouns and verbs of games, matches and those who play them.
    SPORT_WORDS,
    "match, matches, scored, scorer, scorers, scoreless, goalless, striker, strikers, midfielder, midfielders,
    midfield, defender, goalkeeper, winger, fullback, playmaker, centre-back, coach, coached, halftime, half-time,
    kickoff, kick-off, extra-time, shootout, shoot-out, offside, equaliser, equalised, equalized, equalizer, hat-
    trick, crossbar, league, leagues, cup, championship, championships, tournament, tournaments, semifinal,
    semifinals, semi-final, semi-finals, quarterfinal, quarterfinals, quarter-final, quarter-finals, playoff,
    playoffs, play-off, play-offs, finalists, fixtures, fixture, standings, relegated, relegation, derby, referee,
    unbeaten, teammate, teammates, team-mate, wicket, wickets, innings, inning, batsman, batsmen, bowler, bowled,
    bowlers, lbw, umpire, overs, allrounder, all-rounder, homer, homers, pitcher, pitched, shortstop, baseman,
    outfielder, bullpen, touchdown, touchdowns, quarterback, linebacker, cornerback, rebounds, rebounding, three-
    pointers, seeded, seeding, unseeded, backhand, forehand, tiebreak, tie-break, birdie, birdies, bogey, bogeys,
    eagled, fairway, putt, sprinter, sprint, hurdles, metres, javelin, freestyle, breaststroke, peloton, placings,
    scrum, fly-half, flyhalf, heavyweight, middleweight, bout, knockouts, boxer, cyclist, cyclists, cricket,
    soccer, rugby, tennis, basketball, baseball, hockey, pct, gb, v, vs"
);
