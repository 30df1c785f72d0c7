"""Tables in the six languages of the UN, Italian, Portuguese and German: names of columns, dates, times, lengths, digits, types, breaks, people."""

import datetime as dt

import pytest
from test_tabular import OSLO, rows

from igfdata.importers import read
from igfdata.importers.combine import read_together
from igfdata.importers.parsing.times import parse_minutes

WEEK = {"days": (dt.date(2026, 6, 22), dt.date(2026, 6, 26))}


def said(imported):
    return "\n".join(map(str, imported.problems))


@pytest.mark.parametrize("text", [
    "Titolo;Data;Ora inizio;Ora fine;Sala;Tipo di sessione\nGioco;23 giugno 2026;9.30;10.30;A;Laboratorio\n",
    "Titolo della sessione;Giorno;Orario;Luogo;Tipologia\nGioco;martedì 23 giugno;dalle 9.30 alle 10.30;A;Laboratorio\n",
    "Название;Дата;Начало;Окончание;Зал;Тип\nGioco;23 июня 2026 г.;9:30;10:30;A;Семинар\n",
    "Тема;Дата проведения;Время;Место проведения;Вид\nGioco;вторник, 23 июня;с 9:30 до 10:30;A;Мастер-класс\n",
    "标题;日期;开始时间;结束时间;会议室;类型\nGioco;2026年6月23日;9:30;10:30;A;研讨会\n",
    "会议名称;日期;时间;地点;会议类型\nGioco;6月23日（星期二）;上午9点半至10点30分;A;工作坊\n",
    "العنوان;التاريخ;وقت البدء;وقت الانتهاء;القاعة;النوع\nGioco;٢٣ يونيو ٢٠٢٦;٠٩:٣٠;١٠:٣٠;A;ورشة عمل\n",
    "عنوان الجلسة;التاريخ;الوقت;المكان;نوع الجلسة\nGioco;الثلاثاء، 23 حزيران/يونيه 2026;من 9:30 إلى 10:30 صباحًا;A;ورشة\n",
    "Título de la sesión;Fecha;Hora de inicio;Hora de finalización;Lugar;Tipo\nGioco;23 de junio de 2026;9:30 h;10:30 h;A;Taller\n",
    "Intitulé de la session;Date de la séance;Heure début;Heure fin;Lieu de la session;Type\nGioco;mardi 23 juin 2026;9 h 30;10 h 30;A;Atelier\n",
    "Título da sessão;Data;Início;Fim;Sala;Tipo\nGioco;23 de junho de 2026;9h30;10h30;A;Oficina\n",
    "Titel der Sitzung;Datum der Sitzung;Uhrzeit;Raum;Art\nGioco;Di, 23. Juni 2026;9.30 bis 10.30 Uhr vormittags;A;Werkstatt\n",
    "Ｔｉｔｌｅ;Ｄａｔｅ;Ｔｉｍｅ;Ｒｏｏｍ;Ｔｙｐｅ\nGioco;２０２６－０６－２３;０９：３０－１０：３０;A;Ｗｏｒｋｓｈｏｐ\n",
])  # fmt: skip
def test_a_table_in_each_language(text):
    (row,) = rows(text, **WEEK)
    found = [row[name] for name in ("title", "date", "start", "end", "duration_min", "room", "type")]
    assert found == ["Gioco", "2026-06-23", "09:30", "10:30", "60", "A", "Workshop"]


@pytest.mark.parametrize(("cell", "start"), [
    ("2:30 م", "14:30"), ("下午2:30", "14:30"), ("14时", "14:00"), ("2 часа дня", "14:00"), ("9 часов утра", "09:00"), ("ore 9", "09:00"),
    ("mezzogiorno", "12:00"), ("полночь", "24:00"), ("الساعة ٩", "09:00"), ("9h du matin", "09:00"), ("晚上12点", ""), ("9", ""),
])  # fmt: skip
def test_times_of_other_languages(cell, start):
    assert rows(f"Title;Date;Start\nPlay;2026-06-23;{cell}\n")[0]["start"] == start


@pytest.mark.parametrize(("cell", "date"), [
    ("Giorno 2", "2026-06-23"), ("День 2", "2026-06-23"), ("اليوم الثاني", "2026-06-23"), ("第二天", "2026-06-23"), ("周三", "2026-06-24"),
    ("1° giugno 2026", "2026-06-01"), ("31 كانون الثاني 2026", "2026-01-31"),
])  # fmt: skip
def test_days_of_other_languages(cell, date):
    assert rows(f"Title;Day\nPlay;{cell}\n", **WEEK)[0]["date"] == date


@pytest.mark.parametrize(("text", "minutes"), [
    ("1½ h", 90), ("1 ½ hours", 90), ("1 1/2 h", 90), ("½ h", 30), ("1.5 h", 90), ("1,5 Std.", 90), ("90 минут", 90), ("1 ч 30 мин", 90), ("1小时30分", 90),
    ("٩٠ دقيقة", 90), ("１：３０", 90), ("1 ora e 30 minuti", 90), ("half an hour", 30), ("un’ora e mezza", 90), ("полтора часа", 90), ("1 day 2 hours", 1560),
    ("2 days", 2880), ("1.5", None), ("about an hour", None),
])  # fmt: skip
def test_lengths(text, minutes):
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "title", ["Pausa caffè", "Перерыв на обед", "Кофе-брейк", "茶歇", "استراحة غداء", "Pausa para el café"]
)
def test_breaks(title):
    text = f"Title;Date;Start\nPlay;2026-06-23;09:00\n{title};2026-06-23;10:00\n"
    assert [row["title"] for row in rows(text)] == ["Play"]
    assert title in said(read(text.encode(), **OSLO))


@pytest.mark.parametrize("word", ["Totale", "Итого", "المجموع", "合计"])
def test_rows_of_totals(word):
    imported = read(f"Title;Date;Start\nPlay;2026-06-23;09:00\n{word};1;\n".encode(), **OSLO)
    assert imported.sessions["title"].tolist() == ["Play"]
    assert "row 3: a row of totals; not read" in said(imported)


@pytest.mark.parametrize("column", ["Relatori", "Докладчики", "المتحدثون", "演讲者"])
def test_names_in_a_column_of_people_leave_the_title(column):
    imported = read(f"Title;Date;{column}\nPlay with Aurelia Testperson;2026-06-23;Aurelia Testperson\n".encode(), **OSLO)
    assert imported.sessions["title"].tolist() == ["Play with [removed]"]
    assert "Testperson" not in repr(imported)


def test_titles_without_a_latin_letter_are_titles():
    text = "Title,Stakeholder group\nПрава детей,Civil Society\nБезопасность,Government\n"
    imported = read(text.encode(), **OSLO)
    assert imported.sessions["title"].tolist() == ["Права детей", "Безопасность"]
    assert len(set(imported.participants["external_id"])) == 2


def test_files_with_one_id_for_two_titles_in_cyrillic_keep_both():
    files = [
        (f"{n}.csv", f"Title,Session ID,Room\n{title},7,A\n".encode())
        for n, title in enumerate(["Права детей", "Безопасность"])
    ]
    assert sorted(read_together(files, **OSLO).sessions["title"]) == ["Безопасность", "Права детей"]


def test_a_time_that_is_not_read_is_shown_in_its_language():
    imported = read("Title;Date;Start\nPlay;23 июня 2026;9:00 до 10:00 до 11:00\nLearn;23 июня 2026;у Ивана\n".encode(), **OSLO)
    assert [(p.record, p.value) for p in imported.problems if p.field == "start"] == [
        ("row 2", "9:00 до 10:00 до 11:00"), ("row 3", "(not shown)"),
    ]  # fmt: skip


@pytest.mark.parametrize(("cells", "group", "region"), [
    ("Société civile;Afrique", "Civil Society", "African Group"), ("Sector privado;América Latina y el Caribe", "Private Sector", "GRULAC"),
    ("Правительство;Восточная Европа", "Government", "Eastern European Group"), ("技术社群;亚太地区", "Technical Community", "Asia-Pacific Group"),
    ("منظمة دولية;أوروبا الغربية ودول أخرى", "Intergovernmental Organization", "WEOG"), ("Wissenschaft;Osteuropa", "Academia", "Eastern European Group"),
    ("Università;Asia e Pacifico", "Academia", "Asia-Pacific Group"), ("Juventude (online);África", "Youth", "African Group"),
    ("Tech community;Latin America", "Technical Community", "GRULAC"), ("Europe;Europe", "", ""),
])  # fmt: skip
def test_groups_of_people(cells, group, region):
    imported = read(f"Title;Stakeholder group;Regional group\nPlay;{cells}\n".encode(), **OSLO)
    assert imported.participants[["stakeholder_group", "regional_group"]].to_numpy().tolist() == [[group, region]]


def test_a_group_that_is_not_known_is_told_with_its_row():
    imported = read(b"Title;Regional group\nPlay;Europe orientales\nLearn;Testperson\n", **OSLO)
    assert [(p.record, p.field, p.value) for p in imported.problems if p.severity == "warning"] == [
        ("row 2", "regional_group", "Europe orientales"), ("row 3", "regional_group", "(not shown)"),
    ]  # fmt: skip
