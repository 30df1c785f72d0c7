"""Names that people give the columns of a programme, in five languages: the one table in which a name is looked up.

Names are written without accents and punctuation, as :func:`igfdata.importers.columns.level` leaves them. The likelier
name of a field stands first; a column is read as the first field that knows its name.
"""

NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "title; session title; title of session; title of the session; session name; name of the session; name of session; event title; "
        "event name; title of event; title of the event; summary; session",
        "titre; titre de la session; titre de session; titre de la seance; titre de l evenement; intitule; nom de la session; seance",
        "titulo; titulo de la sesion; titulo de sesion; titulo del evento; nombre de la sesion; nombre del evento; sesion",
        "titel; titel der sitzung; titel der session; titel der veranstaltung; sitzungstitel; veranstaltungstitel; sitzung",
        "titulo da sessao; titulo do evento; titulo de sessao; nome da sessao; nome do evento; sessao",
    ),
    "external_id": ("external id; session id; id; uid; guid; event key; session key; event id; key",),
    "code": (
        "code; session code; number; no; nr; session number; session no; session nr; ref; reference",
        "numero; numero de session; n",
        "codigo; numero de sesion",
        "nummer; sitzungsnummer; kennung",
        "numero da sessao",
    ),
    "type": (
        "event type; session type; type; type of session; type of the session; kind; category; categories; track type",
        "type de session; type de seance; categorie",
        "tipo; tipo de sesion; categoria",
        "typ; art; sitzungstyp; sitzungsart; veranstaltungsart; kategorie",
        "tipo de sessao; tipo da sessao",
    ),
    "date": (
        "date; start date; session date; event date; date of session; day; date start",
        "jour; date de la session; date de debut",
        "fecha; dia; fecha de inicio",
        "datum; tag; startdatum",
        "data; data de inicio",
    ),
    "end_date": ("end date; date end; until date", "date de fin", "fecha de fin; fecha final", "enddatum", "data de termino; data final; data de fim"),
    "start": (
        "event start; session start; start; start time; time start; starts; starts at; starting time; begin; begins; beginning; from; dtstart; "
        "start date time; start datetime; date time; date and time; date start time; datetime; time; times; time slot; timeslot; slot; hours; hour; "
        "start end; start and end; start end time; from to; when; session time; schedule",
        "debut; heure; heures; heure de debut; horaire; horaires; date et heure; debut fin; commence",
        "hora; horas; hora de inicio; hora inicio; inicio; horario; horarios; desde; fecha y hora; inicio fin; comienzo",
        "uhrzeit; zeit; beginn; start; startzeit; anfang; anfangszeit; von; zeitraum; datum und uhrzeit; datum uhrzeit; von bis; beginn ende; zeiten",
        "hora inicial; data e hora; inicio e fim; comeco; inicio fim",
    ),
    "end": (
        "event end; session end; end; end time; time end; ends; ends at; ending time; finish; finishes; to; until; till; dtend; end date time; end datetime",
        "fin; heure de fin; jusqu a",
        "hora de fin; hora fin; final; hasta; hora final; termina",
        "ende; endzeit; schluss; bis; endet",
        "fim; termino; hora de termino; hora de fim; ate",
    ),
    "duration_min": (
        "duration min; duration; duration minutes; duration in minutes; duration in min; length; length minutes; minutes; min; duration hours; "
        "duration in hours; length in minutes",
        "duree; duree minutes; duree en minutes; duree min",
        "duracion; duracion minutos; duracion en minutos; minutos",
        "dauer; dauer minuten; dauer in minuten; lange; minuten; dauer min",
        "duracao; duracao em minutos; duracao minutos",
    ),
    "room": (
        "venue; room; room name; where; location; place; hall; session room; meeting room; conference room",
        "salle; lieu; endroit; local; emplacement; nom de la salle",
        "sala; lugar; ubicacion; salon; sede",
        "raum; ort; saal; veranstaltungsort; zimmer; raumname; standort",
        "localizacao; auditorio; nome da sala",
    ),
    "format": ("format; session format; seating; room layout; layout", "", "formato; formato de la sesion", "", "formato da sessao"),
    "subtheme": (
        "subtheme; sub theme; subthemes; theme; themes; track; tracks; thematic track; topic",
        "sous theme; thematique; volet; axe",
        "subtema; tema; eje tematico; temas",
        "unterthema; thema; themenbereich; themen",
        "sub tema; trilha; eixo; eixo tematico",
    ),
    "sdgs": ("sdgs; sdg; relation to sdgs; sustainable development goals", "odd", "ods", "", ""),
    "description": (
        "description; abstract; about; session description; details; content; short description; synopsis",
        "descriptif; resume; contenu",
        "descripcion; resumen; contenido",
        "beschreibung; inhalt; zusammenfassung; kurzbeschreibung",
        "descricao; resumo; conteudo",
    ),
    "source_urls": (
        "source urls; url; link; links; source url; web page; website; session url; session link",
        "lien; page web; site web; adresse web",
        "enlace; pagina web; sitio web",
        "webseite; internetseite; adresse",
        "pagina; ligacao; site",
    ),
    "status": ("status", "statut; etat", "estado", "", "situacao"),
    "active": ("active; published; is active; is published", "publie", "publicado; activo", "veroffentlicht; aktiv", "ativo"),
    "note": (
        "note; notes; remark; remarks; comment; comments",
        "remarque; remarques; commentaire",
        "nota; notas; observaciones",
        "bemerkung; bemerkungen; anmerkung; notiz",
        "observacoes",
    ),
    "role": ("role; role in session; role in the session", "role dans la session", "rol; funcion", "rolle; funktion", "papel; funcao"),
    "stakeholder_group": (
        "stakeholder group; stakeholder; speaker stakeholder group; stakeholder groups; stakeholder type; sector",
        "groupe de parties prenantes; partie prenante; parties prenantes; groupe d interet",
        "grupo de interes; grupo de partes interesadas; parte interesada; partes interesadas",
        "interessengruppe; stakeholdergruppe; stakeholder gruppe",
        "grupo de interesse; setor; parte interessada",
    ),
    "regional_group": (
        "regional group; region; speaker regional group; un regional group; regional groups",
        "groupe regional",
        "grupo regional",
        "regionalgruppe; regionale gruppe",
        "regiao",
    ),
}  # fmt: skip
"""Field → names in English, French, Spanish, German, Portuguese, separated by semicolons."""

LESS_SURE_TITLES = (
    "name; subject; topic; event; activity; item; agenda item; programme; program; theme; sujet; objet; activite; evenement; "
    "nom; tema; asunto; actividad; evento; nombre; thema; betreff; veranstaltung; programmpunkt; bezeichnung; programm; assunto; "
    "atividade; nome"
)
"""Names of columns that hold titles where no surer name is there, and columns of times or rooms stand beside them."""

OF_PEOPLE = (
    "e mail; email; mail; first name; last name; family name; given name; surname; full name; affiliation; organisation; organization; "
    "job title; position; biography; bio; phone; telephone; mobile; prenom; courriel; affiliation; fonction; apellido; apellidos; correo; "
    "organizacion; cargo; vorname; nachname; telefon; sobrenome; organizacao"
)
"""Names of columns that show that a table without times and rooms is a list of people."""
