<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>Command</name>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifica</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etichetta</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aiuto</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Finestra</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Spostarsi</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Guardare</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Trovare</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Commands</name>
    <message>
        <source>No project is open</source>
        <translation>Nessun progetto aperto</translation>
    </message>
    <message>
        <source>%1 belongs to lists and fields</source>
        <translation>%1 appartiene alle liste e ai campi</translation>
    </message>
    <message>
        <source>Choose another key.</source>
        <translation>Scegli un altro tasto.</translation>
    </message>
    <message>
        <source>%1 gives the class %2 in this label scheme</source>
        <translation>%1 dà la classe %2 in questo schema di etichette</translation>
    </message>
    <message>
        <source>Choose another key, or change the scheme.</source>
        <translation>Scegli un altro tasto, o cambia lo schema.</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”</source>
        <translation>%1 è il tasto di «%2»</translation>
    </message>
    <message>
        <source>Choose another key, or give that command another one first.</source>
        <translation>Scegli un altro tasto, o prima danne un altro a quel comando.</translation>
    </message>
    <message>
        <source>The key of “%1” is part of the label scheme</source>
        <translation>Il tasto di «%1» fa parte dello schema di etichette</translation>
    </message>
    <message>
        <source>Change it in the scheme.</source>
        <translation>Cambialo nello schema.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::DisplayBar</name>
    <message>
        <source>ZScale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99.5 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min–max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utente</translation>
    </message>
    <message>
        <source>The numbers you set with the handles under the stamps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limiti</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Lineare</translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sqrt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asinh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hist-eq</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Mappa di colori</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Inverti</translation>
    </message>
    <message>
        <source>The colour map from its other end (I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Unisci</translation>
    </message>
    <message>
        <source>Zoom and pan the three stamps together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Blocca</translation>
    </message>
    <message>
        <source>Keep your limits, contrast and zoom for the next candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>North up, east left; off: as stored, first row at the bottom (O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The crosshair at the source (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>Dati</translation>
    </message>
    <message>
        <source>what vetting asks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campi</translation>
    </message>
    <message>
        <source>Search names and values</source>
        <translation>Cerca nomi e valori</translation>
    </message>
    <message>
        <source>Search the fields</source>
        <translation>Cerca nei campi</translation>
    </message>
    <message>
        <source>Fields of the packet</source>
        <translation>Campi del pacchetto</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FieldsPanel</name>
    <message>
        <source>%1, as the packet has them</source>
        <translation>%1, come nel pacchetto</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 di %2</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FilterLine</name>
    <message>
        <source>filter: drb &gt; 0.9</source>
        <translation>filtro: drb &gt; 0.9</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Shows only what this lets through, as in  drb &gt; 0.9 and magpsf &lt; 18.5 and label is none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::HeaderBar</name>
    <message>
        <source>Copy ▾</source>
        <translation>Copia ▾</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Alert id</source>
        <translation>Id della segnalazione</translation>
    </message>
    <message>
        <source>Position, sexagesimal</source>
        <translation>Posizione, sessagesimale</translation>
    </message>
    <message>
        <source>Position, degrees</source>
        <translation>Posizione, gradi</translation>
    </message>
    <message>
        <source>The candidate before</source>
        <translation>Il candidato precedente</translation>
    </message>
    <message>
        <source>The next candidate</source>
        <translation>Il prossimo candidato</translation>
    </message>
    <message>
        <source>FLAG</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Hints</name>
    <message>
        <source>A number labels this candidate and goes on. Space skips it, U takes back.</source>
        <translation>Un numero etichetta il candidato e passa oltre. Spazio lo salta, U torna indietro.</translation>
    </message>
    <message>
        <source>Ctrl+K finds every command, filter, object and place.</source>
        <translation>Ctrl+K trova ogni comando, filtro, oggetto e luogo.</translation>
    </message>
    <message>
        <source>/ leaves only what you want to see: drb &gt; 0.9 and label is none</source>
        <translation>/ lascia solo ciò che vuoi vedere: drb &gt; 0.9 and label is none</translation>
    </message>
    <message>
        <source>? shows every key there is.</source>
        <translation>? mostra tutti i tasti.</translation>
    </message>
    <message>
        <source>Drag with the right button on a stamp for contrast; double-click takes it back.</source>
        <translation>Trascina col tasto destro su un ritaglio per il contrasto; doppio clic lo annulla.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::KeySheet</name>
    <message>
        <source>a class of the scheme, and on</source>
        <translation>una classe dello schema, e oltre</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>next control</source>
        <translation>prossimo controllo</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>one step out</source>
        <translation>un passo indietro</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>held open with</source>
        <translation>resta aperto con</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::KeyTable</name>
    <message>
        <source>Give it a key…</source>
        <translation>Dagli un tasto…</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Nessun tasto</translation>
    </message>
    <message>
        <source>Its own key</source>
        <translation>Il suo tasto</translation>
    </message>
    <message>
        <source>A command or a key</source>
        <translation>Un comando o un tasto</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Cerca comandi e tasti</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tasto</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Il suo</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>I comandi e i loro tasti</translation>
    </message>
    <message>
        <source>Class keys belong to the label scheme: change them there.</source>
        <translation>I tasti delle classi appartengono allo schema di etichette: si cambiano lì.</translation>
    </message>
    <message>
        <source>the scheme's</source>
        <translation>dello schema</translation>
    </message>
    <message>
        <source>Choose a command first</source>
        <translation>Scegli prima un comando</translation>
    </message>
    <message>
        <source>The label scheme says this key</source>
        <translation>Questo tasto lo dice lo schema di etichette</translation>
    </message>
    <message>
        <source>Then press the key</source>
        <translation>Poi premi il tasto</translation>
    </message>
    <message>
        <source>It stays in the menus and in the palette</source>
        <translation>Resta nei menu e nella ricerca</translation>
    </message>
    <message>
        <source>It has no key</source>
        <translation>Non ha un tasto</translation>
    </message>
    <message>
        <source>The key it came with</source>
        <translation>Il tasto con cui è nato</translation>
    </message>
    <message>
        <source>It has its own key</source>
        <translation>Ha già il suo tasto</translation>
    </message>
    <message>
        <source>Press the new key of “%1”. Esc leaves it as it is.</source>
        <translation>Premi il nuovo tasto di «%1». Esc lo lascia com’è.</translation>
    </message>
    <message>
        <source>%1 it is.</source>
        <translation>%1: fatto.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::LabelBar</name>
    <message>
        <source>Space</source>
        <translation>Spazio</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Salta</translation>
    </message>
    <message>
        <source>On to the next, without a label</source>
        <translation>Al prossimo, senza etichetta</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Take back your last label, and go there</source>
        <translation>Ritira la tua ultima etichetta, e va’ lì</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Segna</translation>
    </message>
    <message>
        <source>Set this one aside for a second look</source>
        <translation>Mettilo da parte per un secondo sguardo</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Write a line about this candidate</source>
        <translation>Scrivi una riga su questo candidato</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>tieni</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>lascia</translation>
    </message>
    <message>
        <source>double host? ask the observer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label: %1, and on to the next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Labelling</name>
    <message>
        <source>Note kept.</source>
        <translation>Nota salvata.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Ritirato.</translation>
    </message>
    <message>
        <source>Done again.</source>
        <translation>Rifatto.</translation>
    </message>
    <message>
        <source>Nothing of yours to take back.</source>
        <translation>Niente di tuo da ritirare.</translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation>Niente da rifare.</translation>
    </message>
    <message>
        <source>Not saved: </source>
        <translation>Non salvato: </translation>
    </message>
</context>
<context>
    <name>vetrina::ui::LimitsStrip</name>
    <message>
        <source>Limits of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a handle to set the limits; with the keyboard ← → move it, ↑ ↓ take the other one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::MainWindow</name>
    <message>
        <source>Scan</source>
        <translation>Esame</translation>
    </message>
    <message>
        <source>One candidate at a time (Ctrl+1)</source>
        <translation>Un candidato alla volta (Ctrl+1)</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Nessun progetto aperto</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Apri un progetto</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Nuovo progetto</translation>
    </message>
    <message>
        <source>night.vetrina</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects (*.vetrina)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose packets or archives</source>
        <translation>Scegli pacchetti o archivi</translation>
    </message>
    <message>
        <source>Alert packets and archives (*.avro *.tar *.tar.gz *.tgz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go to add these packets to %1.</source>
        <translation>Lascia per aggiungere questi pacchetti a %1.</translation>
    </message>
    <message>
        <source>Let go to open these.</source>
        <translation>Lascia per aprirli.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nuovo progetto…</translation>
    </message>
    <message>
        <source>An empty one, for packets to come</source>
        <translation>Vuoto, per pacchetti che verranno</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Apri progetto…</translation>
    </message>
    <message>
        <source>A folder whose name ends in .vetrina</source>
        <translation>Una cartella il cui nome finisce in .vetrina</translation>
    </message>
    <message>
        <source>Add packets…</source>
        <translation>Aggiungi pacchetti…</translation>
    </message>
    <message>
        <source>Alert packets and archives, into this project</source>
        <translation>Pacchetti e archivi, in questo progetto</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Chiudi progetto</translation>
    </message>
    <message>
        <source>Back to the first page</source>
        <translation>Torna alla prima pagina</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Esci</translation>
    </message>
    <message>
        <source>Everything is saved already</source>
        <translation>Tutto è già salvato</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Tema chiaro</translation>
    </message>
    <message>
        <source>Or dark</source>
        <translation>O scuro</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Schermo intero</translation>
    </message>
    <message>
        <source>The window fills the screen; again ends it</source>
        <translation>La finestra riempie lo schermo; di nuovo per finire</translation>
    </message>
    <message>
        <source>Scan workspace</source>
        <translation>Area Esame</translation>
    </message>
    <message>
        <source>One candidate at a time</source>
        <translation>Un candidato alla volta</translation>
    </message>
    <message>
        <source>Pane before</source>
        <translation>Riquadro precedente</translation>
    </message>
    <message>
        <source>Where the keys go</source>
        <translation>Dove vanno i tasti</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Prossimo riquadro</translation>
    </message>
    <message>
        <source>Where the keys go: queue, stamps, fields, keys</source>
        <translation>Dove vanno i tasti: coda, ritagli, campi, tasti</translation>
    </message>
    <message>
        <source>Score this project</source>
        <translation>Valuta questo progetto</translation>
    </message>
    <message>
        <source>What has no score of the model yet</source>
        <translation>Ciò che il modello non ha ancora valutato</translation>
    </message>
    <message>
        <source>Keys in Scan</source>
        <translation>Tasti in Esame</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferenze…</translation>
    </message>
    <message>
        <source>Theme, display, keys, engine</source>
        <translation>Tema, immagini, tasti, motore</translation>
    </message>
    <message>
        <source>Tour…</source>
        <translation>Visita guidata…</translation>
    </message>
    <message>
        <source>Five minutes through the window</source>
        <translation>Cinque minuti attraverso la finestra</translation>
    </message>
    <message>
        <source>Every key, as it is now</source>
        <translation>Tutti i tasti, come sono ora</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Cambia tasti…</translation>
    </message>
    <message>
        <source>Give a command another key</source>
        <translation>Dai un altro tasto a un comando</translation>
    </message>
    <message>
        <source>About Vetrina…</source>
        <translation>Informazioni su Vetrina…</translation>
    </message>
    <message>
        <source>Versions and licence</source>
        <translation>Versioni e licenza</translation>
    </message>
    <message>
        <source>What Vetrina is for</source>
        <translation>A che serve Vetrina</translation>
    </message>
    <message>
        <source>You look at the alerts of a night, one after the other, and say what each of them is. Every answer is on the disk before the window says Saved. Nothing you drop here is changed: a project stands beside it.</source>
        <translation>Guardi le segnalazioni di una notte, una dopo l’altra, e dici che cosa sono. Ogni risposta è sul disco prima che la finestra dica Salvato. Ciò che trascini qui non cambia: il progetto gli sta accanto.</translation>
    </message>
    <message>
        <source>Begin with packets</source>
        <translation>Si comincia dai pacchetti</translation>
    </message>
    <message>
        <source>Drop alert packets, a folder of them or a .tar.gz anywhere on this window: a project is made beside them and its candidates stand in the queue while the rest still comes in. A project that was open before is at the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue</source>
        <translation>La coda</translation>
    </message>
    <message>
        <source>Who comes next, in the order you choose: the likeliest first, the most uncertain, the newest. What is behind you stays in its place; what arrives goes in ahead of you. %1 and %2 move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter line</source>
        <translation>La riga del filtro</translation>
    </message>
    <message>
        <source>Leaves only what you want to see: drb &gt; 0.9 and magpsf &lt; 18.5, or label is none. %1 goes there, Enter comes back. A mistake is underlined and said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three stamps</source>
        <translation>Tre ritagli</translation>
    </message>
    <message>
        <source>Science, template and their difference, north up, on the pixels as they were measured. The wheel zooms about the cursor, the middle button moves, the right one drags contrast; double-click takes it back. Position and value under the cursor stand at the right of the status bar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the packet says</source>
        <translation>Che cosa dice il pacchetto</translation>
    </message>
    <message>
        <source>Every field of the alert under the survey’s own name. %1 searches them; any of them can stand in a filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the models say</source>
        <translation>Che cosa dicono i modelli</translation>
    </message>
    <message>
        <source>The classifier’s probabilities, the survey’s own scores beside them, and what was said of this candidate before. The candidate on screen is scored first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One key, one label</source>
        <translation>Un tasto, un’etichetta</translation>
    </message>
    <message>
        <source>A number labels and goes on. Space skips, %1 takes back, without end and after a restart too; %2 flags, %3 writes a note. Keys act wherever the focus is, except in a text field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Tutto il resto</translation>
    </message>
    <message>
        <source>%1 finds every command, field and filter, an object by its name, and the candidate nearest to coordinates that you paste. %2 shows every key; Ctrl+Enter on a command gives it another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it saved?</source>
        <translation>È salvato?</translation>
    </message>
    <message>
        <source>Green and “Saved”: everything you said is on the disk, whatever happens now. Quit when you like: the window comes back at this candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Trova un comando…</translation>
    </message>
    <message>
        <source>Commands, fields, filters, objects, coordinates</source>
        <translation>Comandi, campi, filtri, oggetti, coordinate</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::OpinionsPanel</name>
    <message>
        <source>Classifier</source>
        <translation>Classificatore</translation>
    </message>
    <message>
        <source>Probabilities of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>ancora nulla</translation>
    </message>
    <message>
        <source>%1 has not come to this one yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scores yet.</source>
        <translation>Ancora nessuna valutazione.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Palette</name>
    <message>
        <source>Commands, objects, coordinates</source>
        <translation>Comandi, oggetti, coordinate</translation>
    </message>
    <message>
        <source>Commands, fields, filters, objects, coordinates</source>
        <translation>Comandi, campi, filtri, oggetti, coordinate</translation>
    </message>
    <message>
        <source>What to do or where to go</source>
        <translation>Che cosa fare o dove andare</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Che cosa si è trovato</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>scegli</translation>
    </message>
    <message>
        <source>do it</source>
        <translation>esegui</translation>
    </message>
    <message>
        <source>give it a key</source>
        <translation>dagli un tasto</translation>
    </message>
    <message>
        <source>also: 19.684 -23.529, ZTF23…, drb &gt; 0.9</source>
        <translation>anche: 19.684 -23.529, ZTF23…, drb &gt; 0.9</translation>
    </message>
    <message>
        <source>%1 · %2 ms</source>
        <translation>%1 · %2 ms</translation>
    </message>
    <message>
        <source>Nothing is called so: no command, field, filter, object or id.</source>
        <translation>Nulla si chiama così: nessun comando, campo, filtro, oggetto o id.</translation>
    </message>
    <message>
        <source>Press the new key of “%1”. Backspace takes its key away, Esc leaves it as it is.</source>
        <translation>Premi il nuovo tasto di «%1». Backspace gli toglie il tasto, Esc lo lascia com’è.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::PaletteSearch</name>
    <message>
        <source>yes or no</source>
        <translation>sì o no</translation>
    </message>
    <message>
        <source>text</source>
        <translation>testo</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>numero intero</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numero</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>lets %L1 of the candidates through</source>
        <translation>lascia passare %L1 candidati</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source> · %1″ from there</source>
        <translation> · a %1″ da lì</translation>
    </message>
    <message>
        <source>No candidate within %1″ of %2</source>
        <translation>Nessun candidato entro %1″ da %2</translation>
    </message>
    <message>
        <source>only what lies within %1″</source>
        <translation>solo ciò che sta entro %1″</translation>
    </message>
    <message>
        <source> · 1 alert</source>
        <translation> · 1 segnalazione</translation>
    </message>
    <message>
        <source> · %L1 alerts</source>
        <translation> · %L1 segnalazioni</translation>
    </message>
    <message>
        <source> · labelled by you, %1</source>
        <translation> · etichettato da te, %1</translation>
    </message>
    <message>
        <source>1 command</source>
        <translation>1 comando</translation>
    </message>
    <message>
        <source>%1 commands</source>
        <translation>%1 comandi</translation>
    </message>
    <message>
        <source>1 filter</source>
        <translation>1 filtro</translation>
    </message>
    <message>
        <source>%1 filters</source>
        <translation>%1 filtri</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 campo</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 campi</translation>
    </message>
    <message>
        <source>1 object</source>
        <translation>1 oggetto</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 oggetti</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Lì</translation>
    </message>
    <message>
        <source>Commands you used last</source>
        <translation>Comandi usati per ultimi</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandi</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtri</translation>
    </message>
    <message>
        <source>Survey fields</source>
        <translation>Campi della survey</translation>
    </message>
    <message>
        <source>Objects you labelled last</source>
        <translation>Oggetti etichettati per ultimi</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Oggetti</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Preferences</name>
    <message>
        <source>Appearance</source>
        <translation>Aspetto</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Scuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Chiaro</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Interface scale</source>
        <translation>Scala dell’interfaccia</translation>
    </message>
    <message>
        <source>Of everything; from the next start of Vetrina.</source>
        <translation>Di tutto; dal prossimo avvio di Vetrina.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>From the next start. What is not translated stays English.</source>
        <translation>Dal prossimo avvio. Ciò che non è tradotto resta in inglese.</translation>
    </message>
    <message>
        <source>Show all hints again</source>
        <translation>Mostra di nuovo i suggerimenti</translation>
    </message>
    <message>
        <source>The lines in the status bar that say what a key does, once each.</source>
        <translation>Le righe nella barra di stato che dicono che cosa fa un tasto, una volta ciascuna.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Esame</translation>
    </message>
    <message>
        <source>Fetch ahead</source>
        <translation>Leggi in anticipo</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>candidati</translation>
    </message>
    <message>
        <source>What comes next is read and decoded before you ask for it.</source>
        <translation>Ciò che segue è letto e decodificato prima che tu lo chieda.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Pazienza</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>How long the candidate before stays on screen while the next one is late.</source>
        <translation>Quanto resta sullo schermo il candidato precedente se il prossimo tarda.</translation>
    </message>
    <message>
        <source>How stamps are shown</source>
        <translation>Come si mostrano i ritagli</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limiti</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Scala</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Mappa di colori</translation>
    </message>
    <message>
        <source>North up, east left</source>
        <translation>Nord in alto, est a sinistra</translation>
    </message>
    <message>
        <source>Crosshair at the source</source>
        <translation>Mirino sulla sorgente</translation>
    </message>
    <message>
        <source>Zoom and pan the three panels together</source>
        <translation>Zoom e spostamento dei tre riquadri insieme</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Invertito</translation>
    </message>
    <message>
        <source>A new project begins with what was used last</source>
        <translation>Un nuovo progetto comincia con ciò che si è usato per ultimo</translation>
    </message>
    <message>
        <source>Otherwise with what is chosen here. A project that was open before comes back as you left it.</source>
        <translation>Altrimenti con ciò che è scelto qui. Un progetto già aperto torna come l’hai lasciato.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etichette</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Il tuo nome</translation>
    </message>
    <message>
        <source>Stands with every label you give, from the next project that is opened.</source>
        <translation>Sta accanto a ogni etichetta che dai, dal prossimo progetto aperto.</translation>
    </message>
    <message>
        <source>Open this project again</source>
        <translation>Riapri questo progetto</translation>
    </message>
    <message>
        <source>With the name above.</source>
        <translation>Con il nome qui sopra.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motore</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>Il più veloce che c’è</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processore</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>From the next project that is opened.</source>
        <translation>Dal prossimo progetto aperto.</translation>
    </message>
    <message>
        <source>All %1 cores</source>
        <translation>Tutti i %1 core</translation>
    </message>
    <message>
        <source>1 core</source>
        <translation>1 core</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 core</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>The promoted one, else the newest</source>
        <translation>Quello promosso, o il più nuovo</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <source>Scores this project from now on.</source>
        <translation>Da ora valuta questo progetto.</translation>
    </message>
    <message>
        <source>No model in the library has weights yet: Model &gt; Score this project asks for some.</source>
        <translation>Nessun modello della libreria ha ancora dei pesi: Modello &gt; Valuta questo progetto li chiede.</translation>
    </message>
    <message>
        <source>With this device and so many threads.</source>
        <translation>Con questo dispositivo e questi thread.</translation>
    </message>
    <message>
        <source>Closes it and opens it; nothing is lost</source>
        <translation>Lo chiude e lo riapre; nulla si perde</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Nessun progetto aperto</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::ProblemBar</name>
    <message>
        <source>Retry</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>A problem</source>
        <translation>Un problema</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Put this away</source>
        <translation>Metti via</translation>
    </message>
    <message>
        <source>Put this problem away</source>
        <translation>Metti via questo problema</translation>
    </message>
    <message>
        <source>Copy these words, to ask somebody</source>
        <translation>Copia queste parole, per chiedere a qualcuno</translation>
    </message>
    <message>
        <source>Try the same again</source>
        <translation>Riprova la stessa cosa</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueueDelegate</name>
    <message>
        <source>not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueueModel</name>
    <message>
        <source>, labelled %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Coda</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Etichettati</translation>
    </message>
    <message>
        <source>Order of the queue</source>
        <translation>Ordine della coda</translation>
    </message>
    <message>
        <source>Candidates in the queue</source>
        <translation>Candidati nella coda</translation>
    </message>
    <message>
        <source>No candidates yet. Drop packets, folders or archives on this window.</source>
        <translation>Ancora nessun candidato. Trascina pacchetti, cartelle o archivi su questa finestra.</translation>
    </message>
    <message>
        <source>Nothing passes this filter. Empty the line to see all.</source>
        <translation>Nulla passa questo filtro. Svuota la riga per vedere tutto.</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>l’ultimo</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation>%1 davanti</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>circa %1 min</translation>
    </message>
    <message>
        <source>Score, highest first</source>
        <translation>Valutazione, prima la più alta</translation>
    </message>
    <message>
        <source>Most uncertain first</source>
        <translation>Prima i più incerti</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Prima i più nuovi</translation>
    </message>
    <message>
        <source>Brightest first</source>
        <translation>Prima i più brillanti</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>A caso</translation>
    </message>
    <message>
        <source>Not yet seen first</source>
        <translation>Prima i mai visti</translation>
    </message>
    <message>
        <source>As they arrived</source>
        <translation>Come sono arrivati</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>Aree di lavoro</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>Every key (?)</source>
        <translation>Tutti i tasti (?)</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::RecentCard</name>
    <message>
        <source>empty</source>
        <translation>vuoto</translation>
    </message>
    <message>
        <source>done</source>
        <translation>finito</translation>
    </message>
    <message>
        <source>%1 to look at</source>
        <translation>%1 da guardare</translation>
    </message>
    <message>
        <source>a moment ago</source>
        <translation>un momento fa</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 min fa</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>oggi %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Apri %1</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::ScanPage</name>
    <message>
        <source>Skip</source>
        <translation>Salta</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Segna</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Nota…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ripeti</translation>
    </message>
    <message>
        <source>Next candidate</source>
        <translation>Prossimo candidato</translation>
    </message>
    <message>
        <source>Candidate before</source>
        <translation>Candidato precedente</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ingrandisci</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Rimpicciolisci</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Adatta</translation>
    </message>
    <message>
        <source>Stretch before</source>
        <translation>Scala precedente</translation>
    </message>
    <message>
        <source>Next stretch</source>
        <translation>Prossima scala</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Inverti</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Mirino</translation>
    </message>
    <message>
        <source>North up or as stored</source>
        <translation>Nord in alto o come registrato</translation>
    </message>
    <message>
        <source>Copy pixel, position and value</source>
        <translation>Copia pixel, posizione e valore</translation>
    </message>
    <message>
        <source>Search the fields</source>
        <translation>Cerca nei campi</translation>
    </message>
    <message>
        <source>Label it %1, and on to the next</source>
        <translation>Etichetta %1, e al prossimo</translation>
    </message>
    <message>
        <source>There is no candidate to label</source>
        <translation>Non c’è un candidato da etichettare</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>Questo progetto è aperto in sola lettura</translation>
    </message>
    <message>
        <source>That was the last one of this queue.</source>
        <translation>Era l’ultimo di questa coda.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copiato: %1</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SearchField</name>
    <message>
        <source>Commands, objects, coordinates</source>
        <translation>Comandi, oggetti, coordinate</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Segmented</name>
    <message>
        <source>%1: more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vetrina::ui::StampView</name>
    <message>
        <source>Science</source>
        <translation>Scienza</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Riferimento</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenza</translation>
    </message>
    <message>
        <source>%1 stamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no cutout in the packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No %1 to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys still label this candidate.</source>
        <translation>I tasti etichettano comunque questo candidato.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::StatusLine</name>
    <message>
        <source>%1 k stamps/s</source>
        <translation>%1 k ritagli/s</translation>
    </message>
    <message>
        <source>%1 stamps/s</source>
        <translation>%1 ritagli/s</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Ferma</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Put this hint away for ever</source>
        <translation>Metti via per sempre questo suggerimento</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>Nessun progetto aperto</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>Sola lettura</translation>
    </message>
    <message>
        <source>%1 not saved</source>
        <translation>%1 non salvati</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Salvo %1</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Salvato</translation>
    </message>
    <message>
        <source>No scores</source>
        <translation>Nessuna valutazione</translation>
    </message>
    <message>
        <source>engine starts with the first score</source>
        <translation>il motore parte con la prima valutazione</translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation>Coda %1</translation>
    </message>
    <message>
        <source>1 label</source>
        <translation>1 etichetta</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 etichette</translation>
    </message>
    <message>
        <source> · %1 / min</source>
        <translation> · %1 / min</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Tour</name>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Avanti</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fine</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Visita guidata</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 di %2</translation>
    </message>
    <message>
        <source>This is the first</source>
        <translation>È il primo</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::WelcomePage</name>
    <message>
        <source>Drop a night here</source>
        <translation>Trascina qui una notte</translation>
    </message>
    <message>
        <source>Packets, folders, .tar.gz.
A project is made beside them; what you drop stays as it is.</source>
        <translation>Pacchetti, cartelle, .tar.gz.
Il progetto nasce accanto; ciò che trascini resta com’è.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Scegli file…</translation>
    </message>
    <message>
        <source>No project was open here yet. Drop a night at the right, or open a project.</source>
        <translation>Nessun progetto è ancora stato aperto qui. Trascina una notte a destra, o apri un progetto.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Progetti recenti</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Filtra per nome</translation>
    </message>
    <message>
        <source>Filter the recent projects by name</source>
        <translation>Filtra per nome i progetti recenti</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nuovo progetto…</translation>
    </message>
    <message>
        <source>Ctrl O</source>
        <translation>Ctrl O</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Apri…</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versione %1</translation>
    </message>
    <message>
        <source>Four keys to begin with</source>
        <translation>Quattro tasti per cominciare</translation>
    </message>
    <message>
        <source>label, and on to the next</source>
        <translation>etichetta, e al prossimo</translation>
    </message>
    <message>
        <source>undo, without end</source>
        <translation>annulla, senza fine</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spazio</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>salta</translation>
    </message>
    <message>
        <source>every key</source>
        <translation>tutti i tasti</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Questo computer</translation>
    </message>
    <message>
        <source>%1 candidates are left of %2</source>
        <translation>Restano %1 candidati di %2</translation>
    </message>
    <message>
        <source>Enter goes on where you were.</source>
        <translation>Invio riprende da dove eri.</translation>
    </message>
    <message>
        <source>Look at a night</source>
        <translation>Guarda una notte</translation>
    </message>
    <message>
        <source>Drop alert packets on the window and begin: candidates, their scores, one key a label.</source>
        <translation>Trascina i pacchetti sulla finestra e comincia: candidati, valutazioni, un tasto un’etichetta.</translation>
    </message>
</context>
</TS>
