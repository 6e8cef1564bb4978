"""Invented articles as JSON Lines, for trying things out: `python3 articles.py 20000 > articles.jsonl`. Always the same ones."""
import json
import random
import sys

FIRST = "Ada Bruno Carla Dario Elena Farid Greta Henrik Ilse Jonas Karin Lars Mira Nadia Oskar Petra Rolf Selma Tomas Vera".split()
LAST = "Quill Ferrin Rautala Lindqvist Choque Varga Osman Petrov Moreau Keller Tanaka Novak Silva Brandt Okafor Haddad".split()
PLACES = "Helsinki Porto Oruro Vienna Lagos Osaka Bremen Tallinn Cairo Lyon".split()
BODIES = ["Harbour Authority", "Union of Pilots", "Ministry of Transport", "Reuters", "Red Cross", "Nordic Ferry Company"]
ROLES = ["mayor", "harbour master", "police chief", "spokeswoman", "engineer", "minister of transport"]
SAID = ["The second quay will open before the winter.", "Nobody was hurt, and that is what counts.", "We have no money for another bridge.",
        "The ferry will sail again as soon as the ice allows it.", "I have asked for the papers three times."]
PLAIN = ["The council met for two hours behind closed doors.", "Work on the quay began three years ago and has been delayed twice.",
         "Shops along the water stayed closed on Monday.", "The report, which has 140 pages, is to be published next week.",
         "Several hundred people had come in spite of the rain.", "It is the third such accident within a year."]


def article(number):
    pick = random.Random(number)
    people = [f"{pick.choice(FIRST)} {pick.choice(LAST)}" for _ in range(3)]
    place, body, month = pick.choice(PLACES), pick.choice(BODIES), 1 + number % 12
    text = [f"The {body} in {place} will not give way, {pick.choice(ROLES)} {people[0]} said on Monday."]
    for _ in range(pick.randrange(6, 14)):
        who = pick.choice(people)
        text.append(pick.choice([f"“{pick.choice(SAID)}” said {who}.", f"{who.split()[1]} added that the {pick.choice(ROLES)} had been told.",
                                 " ".join(pick.sample(PLAIN, 3)), f"{who}, {pick.choice(ROLES)} of {pick.choice(PLACES)}, was not there."]))
    return {"id": f"a{number}", "url": f"https://news.example/{number}", "site": "news.example", "headline": f"{body} in {place} stays firm",
            "byline": f"By {people[2]}", "published_at": f"2031-{month:02}-{1 + number % 28:02}", "body": "\n\n".join(text),
            "captions": [f"A ferry in the harbour of {place}. Photo: {people[1]}"]}


def line(number):
    """As Spark writes JSON."""
    return json.dumps(article(number), ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        print(line(number))
