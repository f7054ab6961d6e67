<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>ClassRow</name>
    <message>
        <source>Blue</source>
        <translation>Blu</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grigio</translation>
    </message>
</context>
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
        <source>Go</source>
        <translation>Vai</translation>
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
    <name>Facts</name>
    <message>
        <source>none</source>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sì</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vuoto</translation>
    </message>
    <message>
        <source>The survey does not say what it means.</source>
        <translation>La survey non dice che cosa significa.</translation>
    </message>
</context>
<context>
    <name>LightCurve</name>
    <message>
        <source>%1 d</source>
        <translation>%1 g</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 %2 mag/d in %3</source>
        <translation>%1 %2 mag/g in %3</translation>
    </message>
    <message>
        <source>a line through %1 detections in %2</source>
        <translation>una retta per %1 rivelazioni in %2</translation>
    </message>
    <message>
        <source>the last two nights, %1 apart</source>
        <translation>le ultime due notti, a %1 di distanza</translation>
    </message>
    <message>
        <source>%1: %2%3 mag a day (%4); less is brighter</source>
        <translation>%1: %2%3 mag al giorno (%4); meno è più brillante</translation>
    </message>
    <message>
        <source>band not said</source>
        <translation>banda non detta</translation>
    </message>
    <message>
        <source>%1 nothing above %2 (5σ)</source>
        <translation>%1 nulla sopra %2 (5σ)</translation>
    </message>
    <message>
        <source>%1 %2 forced</source>
        <translation>%1 %2 forzata</translation>
    </message>
    <message>
        <source>%1 forced, nothing above %2 (5σ)</source>
        <translation>%1 forzata, nulla sopra %2 (5σ)</translation>
    </message>
    <message>
        <source>S/N %1</source>
        <translation>S/N %1</translation>
    </message>
    <message>
        <source>%1 µJy</source>
        <translation>%1 µJy</translation>
    </message>
    <message>
        <source>fainter than in the template</source>
        <translation>più debole che nel riferimento</translation>
    </message>
    <message>
        <source> · this alert</source>
        <translation> · questa segnalazione</translation>
    </message>
    <message>
        <source> · %1 before</source>
        <translation> · %1 prima</translation>
    </message>
    <message>
        <source> · %1 later</source>
        <translation> · %1 dopo</translation>
    </message>
    <message>
        <source>%1 · click to go there</source>
        <translation>%1 · clic per andarci</translation>
    </message>
    <message>
        <source>%1 · not in this project</source>
        <translation>%1 · non in questo progetto</translation>
    </message>
    <message>
        <source>g − r = %1 ± %2, measured %3 apart</source>
        <translation>g − r = %1 ± %2, misurato a %3 di distanza</translation>
    </message>
    <message>
        <source>brightest %1 %2, %3 before this alert</source>
        <translation>massimo %1 %2, %3 prima di questa segnalazione</translation>
    </message>
    <message>
        <source>peak %1 %2</source>
        <translation>massimo %1 %2</translation>
    </message>
    <message>
        <source>first detected %1 before this alert</source>
        <translation>rivelato per la prima volta %1 prima di questa segnalazione</translation>
    </message>
</context>
<context>
    <name>OrderControl</name>
    <message>
        <source>Oldest first</source>
        <translation>Prima i più vecchi</translation>
    </message>
    <message>
        <source>Faintest first</source>
        <translation>Prima i più deboli</translation>
    </message>
    <message>
        <source>Last arrived first</source>
        <translation>Prima gli ultimi arrivati</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>A caso</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Making the demo night: %L1 of %L2</source>
        <translation>Creo la notte dimostrativa: %L1 di %L2</translation>
    </message>
    <message>
        <source>Opening the project…</source>
        <translation>Apro il progetto…</translation>
    </message>
    <message>
        <source>This project can&apos;t be written: labels are not kept.</source>
        <translation>Questo progetto non si può scrivere: le etichette non si conservano.</translation>
    </message>
    <message>
        <source>These packets come next.</source>
        <translation>Questi pacchetti vengono dopo.</translation>
    </message>
    <message>
        <source>%L1 of about %L2 packets</source>
        <translation>%L1 di circa %L2 pacchetti</translation>
    </message>
    <message>
        <source>%L1 packets</source>
        <translation>%L1 pacchetti</translation>
    </message>
    <message>
        <source>%L1 new candidates</source>
        <translation>%L1 nuovi candidati</translation>
    </message>
    <message>
        <source>, %L1 were there already</source>
        <translation>, %L1 c’erano già</translation>
    </message>
    <message>
        <source>, stopped</source>
        <translation>, fermato</translation>
    </message>
    <message>
        <source>, %L1 refused: %2</source>
        <translation>, %L1 rifiutati: %2</translation>
    </message>
    <message>
        <source>Weights of a model</source>
        <translation>Pesi di un modello</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>Pesi (*.safetensors)</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Importa un modello</translation>
    </message>
    <message>
        <source>Which card describes these weights?</source>
        <translation>Quale scheda descrive questi pesi?</translation>
    </message>
    <message>
        <source>%1 is in the library.</source>
        <translation>%1 è nella libreria.</translation>
    </message>
    <message>
        <source>vetrina doctor says more</source>
        <translation>vetrina doctor dice di più</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>saltato</translation>
    </message>
    <message>
        <source>%1 s  %2</source>
        <translation>%1 s  %2</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::About</name>
    <message>
        <source>About Vetrina</source>
        <translation>Informazioni su Vetrina</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Preferenze</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>The desktop application in which astronomers vet alert candidates.</source>
        <translation>L’applicazione con cui gli astronomi vagliano i candidati delle segnalazioni.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: you may use, study, share and change it; there is no warranty. It uses Qt, QCustomPlot, SQLite, CFITSIO, libarchive, oneTBB, LibTorch and others under their own licences.</source>
        <translation>Software libero sotto la GNU General Public License, versione 3 o successiva: puoi usarlo, studiarlo, condividerlo e cambiarlo; non c’è alcuna garanzia. Usa Qt, QCustomPlot, SQLite, CFITSIO, libarchive, oneTBB, LibTorch e altri, ciascuno con la propria licenza.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>The versions, for a report</source>
        <translation>Le versioni, per una segnalazione di errore</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::BadgeStrip</name>
    <message>
        <source>Badges</source>
        <translation>Distintivi</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Blink</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::CandidateMenus</name>
    <message>
        <source>Copy the link of</source>
        <translation>Copia il collegamento di</translation>
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
        <source>Object</source>
        <translation>Oggetto</translation>
    </message>
    <message>
        <source>Alert id</source>
        <translation>Id della segnalazione</translation>
    </message>
    <message>
        <source>Finder line</source>
        <translation>Riga per la mappa di campo</translation>
    </message>
    <message>
        <source>All fields, tab-separated</source>
        <translation>Tutti i campi, separati da tabulazioni</translation>
    </message>
    <message>
        <source>All fields, JSON</source>
        <translation>Tutti i campi, JSON</translation>
    </message>
    <message>
        <source>There is no candidate</source>
        <translation>Non c’è un candidato</translation>
    </message>
    <message>
        <source>%1 has no page for this candidate</source>
        <translation>%1 non ha una pagina per questo candidato</translation>
    </message>
    <message>
        <source>Opened in %1: %2</source>
        <translation>Aperto in %1: %2</translation>
    </message>
    <message>
        <source>No browser here opened %1; its link is copied</source>
        <translation>Nessun browser qui ha aperto %1; il collegamento è copiato</translation>
    </message>
    <message>
        <source>the link of %1</source>
        <translation>il collegamento di %1</translation>
    </message>
    <message>
        <source>This alert has none: %1</source>
        <translation>Questa segnalazione non ne ha: %1</translation>
    </message>
    <message>
        <source>Copied %1: %2</source>
        <translation>Copiato %1: %2</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::ClassRow</name>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>Vermiglio</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Giallo</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Viola</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrato</translation>
    </message>
    <message>
        <source>Diamond</source>
        <translation>Rombo</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>Triangolo</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>Croce</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Anello</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Registrata come</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Breve</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Codice</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tasto</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Colore</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Segno</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Su</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Giù</translation>
    </message>
    <message>
        <source>Remove this class</source>
        <translation>Togli questa classe</translation>
    </message>
    <message>
        <source>As it is read</source>
        <translation>Come si legge</translation>
    </message>
    <message>
        <source>What labels and filters say: label = &apos;supernova&apos;</source>
        <translation>Ciò che dicono etichette e filtri: label = &apos;supernova&apos;</translation>
    </message>
    <message>
        <source>On a narrow key</source>
        <translation>Su un tasto stretto</translation>
    </message>
    <message>
        <source>In tags and lists</source>
        <translation>In cartellini e liste</translation>
    </message>
    <message>
        <source>The key that gives it; with Shift, to the whole object</source>
        <translation>Il tasto che la dà; con Maiusc, a tutto l’oggetto</translation>
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
    <name>vetrina::ui::CompletionPopup</name>
    <message>
        <source>Words that may stand here</source>
        <translation>Parole che possono stare qui</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::CurveLegend</name>
    <message>
        <source>Marks of the light curve</source>
        <translation>Segni della curva di luce</translation>
    </message>
    <message>
        <source>band not said</source>
        <translation>banda non detta</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>limite</translation>
    </message>
    <message>
        <source>fainter</source>
        <translation>più debole</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>forzata</translation>
    </message>
    <message>
        <source>A disc is g, a square r, a diamond i, a triangle u, a plus z, a cross y.
An open triangle downwards is a 5σ limit; a hollow mark is fainter than in the template;
a small one was measured there without an alert.</source>
        <translation>Un disco è g, un quadrato r, un rombo i, un triangolo u, un più z, una croce y.
Un triangolo vuoto in giù è un limite a 5σ; un segno vuoto è più debole che nel riferimento;
uno piccolo fu misurato lì senza una segnalazione.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::CurvePlot</name>
    <message>
        <source>days from this alert</source>
        <translation>giorni da questa segnalazione</translation>
    </message>
    <message>
        <source>difference flux, µJy</source>
        <translation>flusso della differenza, µJy</translation>
    </message>
    <message>
        <source>difference magnitude</source>
        <translation>magnitudine della differenza</translation>
    </message>
    <message>
        <source>this alert, the first detection</source>
        <translation>questa segnalazione, la prima rivelazione</translation>
    </message>
    <message>
        <source>this alert</source>
        <translation>questa segnalazione</translation>
    </message>
    <message>
        <source>first detection, %1 d</source>
        <translation>prima rivelazione, %1 g</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::CutPlot</name>
    <message>
        <source>Cut through the source</source>
        <translation>Taglio attraverso la sorgente</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::DisplayBar</name>
    <message>
        <source>Limits</source>
        <translation>Limiti</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Scala</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Immagini</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Sovrapposto</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Alterna</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Altro ▾</translation>
    </message>
    <message>
        <source>ZScale</source>
        <translation>ZScale</translation>
    </message>
    <message>
        <source>99.5 %</source>
        <translation>99,5 %</translation>
    </message>
    <message>
        <source>Min–max</source>
        <translation>Min–max</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utente</translation>
    </message>
    <message>
        <source>The numbers you set with the handles under the stamps</source>
        <translation>I numeri che hai messo con le maniglie sotto i ritagli</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Lineare</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Sqrt</source>
        <translation>Radice</translation>
    </message>
    <message>
        <source>Asinh</source>
        <translation>Asinh</translation>
    </message>
    <message>
        <source>Hist-eq</source>
        <translation>Ist-eq</translation>
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
        <translation>La mappa di colori dall’altro capo (I)</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Unisci</translation>
    </message>
    <message>
        <source>Zoom and pan the three stamps together</source>
        <translation>Zoom e spostamento dei tre ritagli insieme</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Blocca</translation>
    </message>
    <message>
        <source>Keep your limits, contrast and zoom for the next candidate</source>
        <translation>Tieni limiti, contrasto e zoom per il prossimo candidato</translation>
    </message>
    <message>
        <source>N up</source>
        <translation>N su</translation>
    </message>
    <message>
        <source>North up, east left; off: as stored, first row at the bottom (O)</source>
        <translation>Nord in alto, est a sinistra; spento: come registrato, prima riga in basso (O)</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>Mirino</translation>
    </message>
    <message>
        <source>The crosshair at the source (X)</source>
        <translation>Il mirino sulla sorgente (X)</translation>
    </message>
    <message>
        <source>Science, template and difference in turn, in the place of the panel in hand, every %1 (B)
+ and − change the rate.</source>
        <translation>Scienza, riferimento e differenza a turno, al posto del riquadro in uso, ogni %1 (B)
+ e − cambiano il ritmo.</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Smussa</translation>
    </message>
    <message>
        <source>Lin</source>
        <translation>Lin</translation>
    </message>
    <message>
        <source>Hist</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>More of the display</source>
        <translation>Altro sulle immagini</translation>
    </message>
    <message>
        <source>Scaling of one panel, smoothing, blink, pixel table, cut</source>
        <translation>Scala di un riquadro, smussatura, alternanza, tabella dei pixel, taglio</translation>
    </message>
    <message>
        <source>Scale the panel in hand only</source>
        <translation>Scala solo il riquadro in uso</translation>
    </message>
    <message>
        <source>All panels as the one in hand</source>
        <translation>Tutti i riquadri come quello in uso</translation>
    </message>
    <message>
        <source>Smooth by</source>
        <translation>Smussa con</translation>
    </message>
    <message>
        <source>Smoothing radius</source>
        <translation>Raggio della smussatura</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Blink every</source>
        <translation>Alterna ogni</translation>
    </message>
    <message>
        <source>Blink with the limits of Science</source>
        <translation>Alterna con i limiti di Scienza</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Campo visivo</translation>
    </message>
    <message>
        <source>The whole stamp</source>
        <translation>Tutto il ritaglio</translation>
    </message>
    <message>
        <source>%1″, of every survey</source>
        <translation>%1″, per ogni survey</translation>
    </message>
    <message>
        <source>North up</source>
        <translation>Nord in alto</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Mirino</translation>
    </message>
    <message>
        <source>Pixel table</source>
        <translation>Tabella dei pixel</translation>
    </message>
    <message>
        <source>Cut through the source</source>
        <translation>Taglio attraverso la sorgente</translation>
    </message>
    <message>
        <source>One panel alone</source>
        <translation>Un solo riquadro</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Salienza</translation>
    </message>
    <message>
        <source>What the model&apos;s answer rests on (S)</source>
        <translation>Su che cosa poggia la risposta del modello (S)</translation>
    </message>
    <message>
        <source>How saliency is found and shown</source>
        <translation>Come la salienza è trovata e mostrata</translation>
    </message>
    <message>
        <source>Method, class, lines or colour</source>
        <translation>Metodo, classe, linee o colore</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::EmptyState</name>
    <message>
        <source>Add packets…</source>
        <translation>Aggiungi pacchetti…</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Svuota il filtro</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nulla da mostrare</translation>
    </message>
    <message>
        <source>No candidate matches this filter</source>
        <translation>Nessun candidato passa questo filtro</translation>
    </message>
    <message>
        <source>No candidates yet</source>
        <translation>Ancora nessun candidato</translation>
    </message>
    <message>
        <source>What arrives and matches shows up by itself.</source>
        <translation>Ciò che arriva e lo passa compare da sé.</translation>
    </message>
    <message>
        <source>Drop packets, folders or archives on this window, or look for them.</source>
        <translation>Trascina pacchetti, cartelle o archivi su questa finestra, o cercali.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::EpochDelegate</name>
    <message>
        <source>not in
project</source>
        <translation>non nel
progetto</translation>
    </message>
    <message>
        <source>no stamp</source>
        <translation>nessun ritaglio</translation>
    </message>
    <message>
        <source>this alert</source>
        <translation>questa segnalazione</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::EpochModel</name>
    <message>
        <source>no date</source>
        <translation>senza data</translation>
    </message>
    <message>
        <source>%1%2 h</source>
        <translation>%1%2 h</translation>
    </message>
    <message>
        <source>%1%2 d</source>
        <translation>%1%2 g</translation>
    </message>
    <message>
        <source>%1 days, %2 %3</source>
        <translation>%1 giorni, %2 %3</translation>
    </message>
    <message>
        <source>, fainter than in the template</source>
        <translation>, più debole che nel riferimento</translation>
    </message>
    <message>
        <source>, this alert</source>
        <translation>, questa segnalazione</translation>
    </message>
    <message>
        <source>, no cutouts in this project</source>
        <translation>, senza ritagli in questo progetto</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::EpochStrip</name>
    <message>
        <source>Stamp of each epoch</source>
        <translation>Ritaglio di ogni epoca</translation>
    </message>
    <message>
        <source>Blink against</source>
        <translation>Alterna con</translation>
    </message>
    <message>
        <source>Epochs of the object</source>
        <translation>Epoche dell’oggetto</translation>
    </message>
    <message>
        <source>Science</source>
        <translation>Scienza</translation>
    </message>
    <message>
        <source>The science stamp of each epoch</source>
        <translation>Il ritaglio di scienza di ogni epoca</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenza</translation>
    </message>
    <message>
        <source>The difference stamp of each epoch</source>
        <translation>Il ritaglio di differenza di ogni epoca</translation>
    </message>
    <message>
        <source>Blink this alert against the chosen epoch</source>
        <translation>Alterna questa segnalazione con l’epoca scelta</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>No other alert of %1 is in this project.</source>
        <translation>Nessun’altra segnalazione di %1 è in questo progetto.</translation>
    </message>
    <message>
        <source>Its packet&apos;s history names one more, without cutouts.</source>
        <translation>La storia nel pacchetto ne nomina un’altra, senza ritagli.</translation>
    </message>
    <message>
        <source>Its packet&apos;s history names %1 more, without cutouts.</source>
        <translation>La storia nel pacchetto ne nomina altre %1, senza ritagli.</translation>
    </message>
    <message>
        <source>Shows this alert and the chosen epoch in turn</source>
        <translation>Mostra a turno questa segnalazione e l’epoca scelta</translation>
    </message>
    <message>
        <source>There is no other epoch with cutouts in this project</source>
        <translation>In questo progetto non c’è un’altra epoca con ritagli</translation>
    </message>
    <message>
        <source>Above: that epoch.
Esc: this alert again</source>
        <translation>Sopra: quell’epoca.
Esc: di nuovo questa</translation>
    </message>
    <message>
        <source>%1 with cutouts</source>
        <translation>%1 con ritagli</translation>
    </message>
    <message>
        <source>The packet of that alert is not in this project, so there are no stamps of it.</source>
        <translation>Il pacchetto di quella segnalazione non è in questo progetto: non ce ne sono ritagli.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FactsChooser</name>
    <message>
        <source>Choose the facts</source>
        <translation>Scegli i dati</translation>
    </message>
    <message>
        <source>Search names and meanings</source>
        <translation>Cerca nomi e significati</translation>
    </message>
    <message>
        <source>Search the facts</source>
        <translation>Cerca nei dati</translation>
    </message>
    <message>
        <source>Facts, those ticked are shown in this order</source>
        <translation>Dati, quelli spuntati si mostrano in quest’ordine</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Usa questi</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Ripristina</translation>
    </message>
    <message>
        <source>The facts and the order that Vetrina comes with</source>
        <translation>I dati e l’ordine con cui arriva Vetrina</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Dati</translation>
    </message>
    <message>
        <source>Tick with Space, drag to reorder, or Alt+Up and Alt+Down.</source>
        <translation>Spunta con Spazio, trascina per riordinare, o Alt+Su e Alt+Giù.</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 scelti</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>Dati</translation>
    </message>
    <message>
        <source>Which facts</source>
        <translation>Quali dati</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Scelti</translation>
    </message>
    <message>
        <source>The facts you chose, in your order</source>
        <translation>I dati che hai scelto, nel tuo ordine</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutti</translation>
    </message>
    <message>
        <source>Every field of the packet, with its meaning (Ctrl+F)</source>
        <translation>Ogni campo del pacchetto, con il suo significato (Ctrl+F)</translation>
    </message>
    <message>
        <source>Choose the facts and their order</source>
        <translation>Scegli i dati e il loro ordine</translation>
    </message>
    <message>
        <source>Choose the facts</source>
        <translation>Scegli i dati</translation>
    </message>
    <message>
        <source>Search names, values, meanings</source>
        <translation>Cerca nomi, valori, significati</translation>
    </message>
    <message>
        <source>Search the fields</source>
        <translation>Cerca nei campi</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 di %2</translation>
    </message>
    <message>
        <source>What the fields mean could not be read: %1</source>
        <translation>Non si è potuto leggere che cosa significano i campi: %1</translation>
    </message>
    <message>
        <source>There is no candidate whose facts could be chosen</source>
        <translation>Non c’è un candidato i cui dati si possano scegliere</translation>
    </message>
    <message>
        <source>Copied %1: %2</source>
        <translation>Copiato %1: %2</translation>
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
        <source>Shows only what this lets through, as in  drb &gt; 0.9 and magpsf &lt; 18.5 and label is none
Tab takes what is offered, the arrows bring back earlier filters</source>
        <translation>Mostra solo ciò che questo lascia passare, come in  drb &gt; 0.9 and magpsf &lt; 18.5 and label is none
Tab prende ciò che è offerto, le frecce riportano i filtri precedenti</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::FiltersPanel</name>
    <message>
        <source>Ctrl+click joins it with and</source>
        <translation>Ctrl+clic lo unisce con and</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Salva questo filtro…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Rinomina…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Elimina</translation>
    </message>
    <message>
        <source>Filters that have names</source>
        <translation>Filtri che hanno un nome</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtri</translation>
    </message>
    <message>
        <source>Shipped with Vetrina</source>
        <translation>Forniti con Vetrina</translation>
    </message>
    <message>
        <source>Second pass</source>
        <translation>Secondo passaggio</translation>
    </message>
    <message>
        <source>Saved in this project</source>
        <translation>Salvati in questo progetto</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>Questo progetto è aperto in sola lettura</translation>
    </message>
    <message>
        <source>It ships with Vetrina</source>
        <translation>È fornito con Vetrina</translation>
    </message>
    <message>
        <source>Another name (F2)</source>
        <translation>Un altro nome (F2)</translation>
    </message>
    <message>
        <source>Takes it out of the project (Del)</source>
        <translation>Lo toglie dal progetto (Canc)</translation>
    </message>
    <message>
        <source>There is no filter in the line</source>
        <translation>Non c’è un filtro nella riga</translation>
    </message>
    <message>
        <source>Save this filter as</source>
        <translation>Salva questo filtro come</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>un nome</translation>
    </message>
    <message>
        <source>Saved as “%1”: use it as filter &quot;%1&quot;.</source>
        <translation>Salvato come «%1»: si usa come filter &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>Rinomina «%1»</translation>
    </message>
    <message>
        <source>It is “%1” now.</source>
        <translation>Ora è «%1».</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::HeaderBar</name>
    <message>
        <source>Open in ▾</source>
        <translation>Apri in ▾</translation>
    </message>
    <message>
        <source>Open in</source>
        <translation>Apri in</translation>
    </message>
    <message>
        <source>Copy ▾</source>
        <translation>Copia ▾</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
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
        <translation>SEGNATO</translation>
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
    <name>vetrina::ui::HistoryList</name>
    <message>
        <source>by %1</source>
        <translation>di %1</translation>
    </message>
    <message>
        <source>after looking for %1 s</source>
        <translation>dopo averlo guardato per %1 s</translation>
    </message>
    <message>
        <source>It was undone since.</source>
        <translation>È stato poi annullato.</translation>
    </message>
    <message>
        <source>, in %1 s</source>
        <translation>, in %1 s</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::KeySheet</name>
    <message>
        <source>a class of the scheme, and on</source>
        <translation>una classe dello schema, e oltre</translation>
    </message>
    <message>
        <source>Shift %1</source>
        <translation>Maiusc %1</translation>
    </message>
    <message>
        <source>to the whole object</source>
        <translation>a tutto l’oggetto</translation>
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
        <source>the scheme&apos;s</source>
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
        <translation>doppia galassia? chiedi all’osservatore</translation>
    </message>
    <message>
        <source>%1: put it in or take it out</source>
        <translation>%1: mettila o toglila</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Etichetta: %1</translation>
    </message>
    <message>
        <source>Label: %1, and on to the next</source>
        <translation>Etichetta: %1, e al prossimo</translation>
    </message>
    <message numerus="yes">
        <source>For all %n alerts of the object</source>
        <translation>
            <numerusform>Per tutte le %n segnalazioni dell’oggetto</numerusform>
            <numerusform>Per tutte le %n segnalazioni dell’oggetto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For the newest alert; with Shift for all %n of the object</source>
        <translation>
            <numerusform>Per la segnalazione più nuova; con Maiusc per tutte le %n dell’oggetto</numerusform>
            <numerusform>Per la segnalazione più nuova; con Maiusc per tutte le %n dell’oggetto</numerusform>
        </translation>
    </message>
    <message>
        <source>With Shift: every alert of the object</source>
        <translation>Con Maiusc: ogni segnalazione dell’oggetto</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Avanti</translation>
    </message>
    <message numerus="yes">
        <source>All %n alerts</source>
        <translation>
            <numerusform>Tutte le %n segnalazioni</numerusform>
            <numerusform>Tutte le %n segnalazioni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 of %n alerts</source>
        <translation>
            <numerusform>1 di %n segnalazioni</numerusform>
            <numerusform>1 di %n segnalazioni</numerusform>
        </translation>
    </message>
    <message>
        <source>A class goes to all alerts of the object, one undo for all; again: to one</source>
        <translation>Una classe va a tutte le segnalazioni dell’oggetto, un annulla per tutte; di nuovo: a una</translation>
    </message>
    <message>
        <source>A class goes to the newest alert alone; this makes it go to all of the object</source>
        <translation>Una classe va alla sola segnalazione più nuova; così va a tutte quelle dell’oggetto</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Labelling</name>
    <message numerus="yes">
        <source>%1: all %n alerts of the object. U takes them back together.</source>
        <translation>
            <numerusform>%1: l’unica segnalazione dell’oggetto. U la ritira.</numerusform>
            <numerusform>%1: tutte le %n segnalazioni dell’oggetto. U le ritira insieme.</numerusform>
        </translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Nessuna etichetta</translation>
    </message>
    <message>
        <source>Note taken away.</source>
        <translation>Nota tolta.</translation>
    </message>
    <message>
        <source>Note kept.</source>
        <translation>Nota salvata.</translation>
    </message>
    <message numerus="yes">
        <source>%n not saved: </source>
        <translation>
            <numerusform>%n non salvato: </numerusform>
            <numerusform>%n non salvati: </numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back before it was saved.</source>
        <translation>Ritirato prima di essere salvato.</translation>
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
        <source>Not taken back: </source>
        <translation>Non ritirato: </translation>
    </message>
    <message>
        <source>Not done again: </source>
        <translation>Non rifatto: </translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Ritirato: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Rifatto: %1</translation>
    </message>
    <message>
        <source>label taken away</source>
        <translation>etichetta tolta</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>segno</translation>
    </message>
    <message>
        <source>flag taken away</source>
        <translation>segno tolto</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>salto</translation>
    </message>
    <message>
        <source>note taken away</source>
        <translation>nota tolta</translation>
    </message>
    <message>
        <source>note “%1”</source>
        <translation>nota «%1»</translation>
    </message>
    <message numerus="yes">
        <source>, all %n alerts</source>
        <translation>
            <numerusform>, tutte le %n segnalazioni</numerusform>
            <numerusform>, tutte le %n segnalazioni</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vetrina::ui::LightCurvePanel</name>
    <message>
        <source>Light curve</source>
        <translation>Curva di luce</translation>
    </message>
    <message>
        <source>Forced photometry</source>
        <translation>Fotometria forzata</translation>
    </message>
    <message>
        <source>Unit of the light curve</source>
        <translation>Unità della curva di luce</translation>
    </message>
    <message>
        <source>Time span of the light curve</source>
        <translation>Intervallo della curva di luce</translation>
    </message>
    <message>
        <source>Forced</source>
        <translation>Forzata</translation>
    </message>
    <message>
        <source>Mag</source>
        <translation>Mag</translation>
    </message>
    <message>
        <source>Magnitudes of the difference, AB (T)</source>
        <translation>Magnitudini della differenza, AB (T)</translation>
    </message>
    <message>
        <source>Flux</source>
        <translation>Flusso</translation>
    </message>
    <message>
        <source>Flux of the difference in microjansky, below zero where it is fainter (T)</source>
        <translation>Flusso della differenza in microjansky, sotto zero dove è più debole (T)</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 g</translation>
    </message>
    <message>
        <source>The 30 days before this alert (Y)</source>
        <translation>I 30 giorni prima di questa segnalazione (Y)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <source>Everything known, from other packets of the project too (Y)</source>
        <translation>Tutto ciò che si sa, anche da altri pacchetti del progetto (Y)</translation>
    </message>
    <message>
        <source>No light curve: this packet carries no measurement.</source>
        <translation>Nessuna curva di luce: questo pacchetto non porta misure.</translation>
    </message>
    <message>
        <source>This packet carries no forced photometry</source>
        <translation>Questo pacchetto non porta fotometria forzata</translation>
    </message>
    <message>
        <source>Fluxes measured at this place whether or not there was an alert</source>
        <translation>Flussi misurati in questo punto, con o senza una segnalazione</translation>
    </message>
    <message>
        <source>1 detection</source>
        <translation>1 rivelazione</translation>
    </message>
    <message>
        <source>%1 detections</source>
        <translation>%1 rivelazioni</translation>
    </message>
    <message>
        <source>1 limit</source>
        <translation>1 limite</translation>
    </message>
    <message>
        <source>%1 limits</source>
        <translation>%1 limiti</translation>
    </message>
    <message>
        <source>1 forced</source>
        <translation>1 forzata</translation>
    </message>
    <message>
        <source>%1 forced</source>
        <translation>%1 forzate</translation>
    </message>
    <message>
        <source>1 more from the project</source>
        <translation>1 altra dal progetto</translation>
    </message>
    <message>
        <source>%1 more from the project</source>
        <translation>altre %1 dal progetto</translation>
    </message>
    <message>
        <source>dated by exposure</source>
        <translation>datate per esposizione</translation>
    </message>
    <message>
        <source>This packet carries no forced photometry.</source>
        <translation>Questo pacchetto non porta fotometria forzata.</translation>
    </message>
    <message>
        <source>Copied the light curve as a table</source>
        <translation>Curva di luce copiata come tabella</translation>
    </message>
    <message>
        <source>There is no light curve to save.</source>
        <translation>Non c’è una curva di luce da salvare.</translation>
    </message>
    <message>
        <source>Save the light curve</source>
        <translation>Salva la curva di luce</translation>
    </message>
    <message>
        <source>Table (*.csv);;Picture (*.png);;Drawing (*.svg);;Document (*.pdf)</source>
        <translation>Tabella (*.csv);;Immagine (*.png);;Disegno (*.svg);;Documento (*.pdf)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvato %1</translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Tutto l’intervallo</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>Copia come tabella</translation>
    </message>
    <message>
        <source>Save as table or picture…</source>
        <translation>Salva come tabella o immagine…</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::LimitsEditor</name>
    <message>
        <source>Low limit of %1</source>
        <translation>Limite basso di %1</translation>
    </message>
    <message>
        <source>High limit of %1</source>
        <translation>Limite alto di %1</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::LimitsStrip</name>
    <message>
        <source>Limits of %1</source>
        <translation>Limiti di %1</translation>
    </message>
    <message>
        <source>Drag a handle to set the limits; double click: the rule&apos;s again.
With the keyboard ← → move it, ↑ ↓ take the other one, Enter takes exact numbers.</source>
        <translation>Trascina una maniglia per mettere i limiti; doppio clic: di nuovo quelli della regola.
Con la tastiera ← → la spostano, ↑ ↓ prendono l’altra, Invio prende numeri esatti.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::MainWindow</name>
    <message>
        <source>Open the demo night</source>
        <translation>Apri la notte dimostrativa</translation>
    </message>
    <message>
        <source>Simulated alerts of every kind, made on this machine in seconds</source>
        <translation>Allerte simulate di ogni tipo, create su questo computer in pochi secondi</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Esame</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
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
        <translation>notte.vetrina</translation>
    </message>
    <message>
        <source>Projects (*.vetrina)</source>
        <translation>Progetti (*.vetrina)</translation>
    </message>
    <message>
        <source>Choose packets or archives</source>
        <translation>Scegli pacchetti o archivi</translation>
    </message>
    <message>
        <source>Alert packets and archives (*.avro *.tar *.tar.gz *.tgz);;All files (*)</source>
        <translation>Pacchetti e archivi di segnalazioni (*.avro *.tar *.tar.gz *.tgz);;Tutti i file (*)</translation>
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
        <source>That is done in %1</source>
        <translation>Si fa in %1</translation>
    </message>
    <message>
        <source>%1 workspace</source>
        <translation>Area %1</translation>
    </message>
    <message>
        <source>One candidate at a time</source>
        <translation>Un candidato alla volta</translation>
    </message>
    <message>
        <source>This is the %1 workspace</source>
        <translation>Questa è l’area %1</translation>
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
        <source>Keys in %1</source>
        <translation>Tasti in %1</translation>
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
        <source>Scores</source>
        <translation>Valutazioni</translation>
    </message>
    <message>
        <source>no engine loaded yet</source>
        <translation>nessun motore ancora caricato</translation>
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
        <translation>Trascina i pacchetti delle segnalazioni, una loro cartella o un .tar.gz ovunque su questa finestra: un progetto nasce accanto a loro e i suoi candidati stanno nella coda mentre il resto ancora arriva. Un progetto già aperto prima è a sinistra.</translation>
    </message>
    <message>
        <source>The queue</source>
        <translation>La coda</translation>
    </message>
    <message>
        <source>Who comes next, in the order you choose: the likeliest first, the most uncertain, the newest. What is behind you stays in its place; what arrives goes in ahead of you. %1 and %2 move.</source>
        <translation>Chi viene dopo, nell’ordine che scegli: prima il più probabile, il più incerto, il più nuovo. Ciò che hai passato resta al suo posto; ciò che arriva va davanti a te. %1 e %2 spostano.</translation>
    </message>
    <message>
        <source>The filter line</source>
        <translation>La riga del filtro</translation>
    </message>
    <message>
        <source>Leaves only what you want to see: drb &gt; 0.9 and magpsf &lt; 18.5, or label is none. %1 goes there, Enter comes back. A mistake is underlined and said.</source>
        <translation>Lascia solo ciò che vuoi vedere: drb &gt; 0.9 and magpsf &lt; 18.5, o label is none. %1 ci va, Invio torna. Un errore è sottolineato e detto.</translation>
    </message>
    <message>
        <source>Three stamps</source>
        <translation>Tre ritagli</translation>
    </message>
    <message>
        <source>Science, template and their difference, north up, on the pixels as they were measured. The wheel zooms about the cursor, the middle button moves, the right one drags contrast; double-click takes it back. Position and value under the cursor stand at the right of the status bar.</source>
        <translation>Scienza, riferimento e la loro differenza, nord in alto, sui pixel come furono misurati. La rotella ingrandisce attorno al cursore, il tasto centrale sposta, il destro trascina il contrasto; il doppio clic lo riporta. Posizione e valore sotto il cursore stanno a destra nella barra di stato.</translation>
    </message>
    <message>
        <source>What the packet says</source>
        <translation>Che cosa dice il pacchetto</translation>
    </message>
    <message>
        <source>Every field of the alert under the survey’s own name. %1 searches them; any of them can stand in a filter.</source>
        <translation>Ogni campo della segnalazione sotto il nome della survey. %1 li cerca; ciascuno può stare in un filtro.</translation>
    </message>
    <message>
        <source>What the models say</source>
        <translation>Che cosa dicono i modelli</translation>
    </message>
    <message>
        <source>The classifier’s probabilities, the survey’s own scores beside them, and what was said of this candidate before. The candidate on screen is scored first.</source>
        <translation>Le probabilità del classificatore, accanto le valutazioni della survey, e ciò che si è detto prima di questo candidato. Il candidato sullo schermo è valutato per primo.</translation>
    </message>
    <message>
        <source>One key, one label</source>
        <translation>Un tasto, un’etichetta</translation>
    </message>
    <message>
        <source>A number labels and goes on. Space skips, %1 takes back, without end and after a restart too; %2 flags, %3 writes a note. Keys act wherever the focus is, except in a text field.</source>
        <translation>Un numero etichetta e passa oltre. Spazio salta, %1 ritira, senza fine e anche dopo un riavvio; %2 segna, %3 scrive una nota. I tasti agiscono ovunque sia il fuoco, tranne in un campo di testo.</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Tutto il resto</translation>
    </message>
    <message>
        <source>%1 finds every command, field and filter, an object by its name, and the candidate nearest to coordinates that you paste. %2 shows every key; Ctrl+Enter on a command gives it another one.</source>
        <translation>%1 trova ogni comando, campo e filtro, un oggetto dal nome, e il candidato più vicino alle coordinate che incolli. %2 mostra tutti i tasti; Ctrl+Invio su un comando gliene dà un altro.</translation>
    </message>
    <message>
        <source>Is it saved?</source>
        <translation>È salvato?</translation>
    </message>
    <message>
        <source>Green and “Saved”: everything you said is on the disk, whatever happens now. Quit when you like: the window comes back at this candidate.</source>
        <translation>Verde e «Salvato»: tutto ciò che hai detto è sul disco, qualunque cosa accada ora. Esci quando vuoi: la finestra torna a questo candidato.</translation>
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
    <name>vetrina::ui::NightExportPanel</name>
    <message>
        <source>Flagged</source>
        <translation>Segnati</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Saltati</translation>
    </message>
    <message>
        <source>With a note</source>
        <translation>Con una nota</translation>
    </message>
    <message>
        <source>Form of the export</source>
        <translation>Forma dell’esportazione</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salva…</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>One line a candidate, to paste</source>
        <translation>Una riga a candidato, da incollare</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Commas, a line of names</source>
        <translation>Virgole, una riga di nomi</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>An array of objects</source>
        <translation>Una lista di oggetti</translation>
    </message>
    <message>
        <source>VOTable</source>
        <translation>VOTable</translation>
    </message>
    <message>
        <source>For TOPCAT, Aladin, astropy</source>
        <translation>Per TOPCAT, Aladin, astropy</translation>
    </message>
    <message>
        <source>A line of the list</source>
        <translation>Una riga della lista</translation>
    </message>
    <message>
        <source>{object} {candid} {code} {label} {mag} {band} {ra} {dec} {note} {flag}</source>
        <translation>{object} {candid} {code} {label} {mag} {band} {ra} {dec} {note} {flag}</translation>
    </message>
    <message>
        <source>To the clipboard</source>
        <translation>Negli appunti</translation>
    </message>
    <message>
        <source>To a file</source>
        <translation>In un file</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Esporta</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidato</numerusform>
            <numerusform>%n candidati</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n candidates.</source>
        <translation>
            <numerusform>Copiato: %n candidato.</numerusform>
            <numerusform>Copiati: %n candidati.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the night</source>
        <translation>Salva la notte</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tutti i file (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates in %1.</source>
        <translation>
            <numerusform>%n candidato in %1.</numerusform>
            <numerusform>%n candidati in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not saved: </source>
        <translation>Non salvato: </translation>
    </message>
</context>
<context>
    <name>vetrina::ui::NightModel</name>
    <message>
        <source>flagged</source>
        <translation>segnato</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>saltato</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::NightPage</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Which of your labels</source>
        <translation>Quali delle tue etichette</translation>
    </message>
    <message>
        <source>Which candidates</source>
        <translation>Quali candidati</translation>
    </message>
    <message>
        <source>End of the night</source>
        <translation>Fine della notte</translation>
    </message>
    <message>
        <source>This sitting</source>
        <translation>Questa seduta</translation>
    </message>
    <message>
        <source>Since you last did nothing for half an hour</source>
        <translation>Da quando non hai fatto nulla per mezz’ora</translation>
    </message>
    <message>
        <source>This night</source>
        <translation>Questa notte</translation>
    </message>
    <message>
        <source>Since noon by this computer&apos;s clock</source>
        <translation>Da mezzogiorno secondo l’orologio di questo computer</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <source>Everything of yours in this project</source>
        <translation>Tutto ciò che è tuo in questo progetto</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back to Scan</source>
        <translation>Torna a Esame</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>etichettati</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>segnati</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>saltati</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>note</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>Tempo impiegato</translation>
    </message>
    <message>
        <source>Between what you did; pauses of more than five minutes do not count</source>
        <translation>Tra ciò che hai fatto; le pause di più di cinque minuti non contano</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>Labelled candidates by the time spent</source>
        <translation>Candidati etichettati per tempo impiegato</translation>
    </message>
    <message>
        <source>Median for a candidate</source>
        <translation>Mediana per candidato</translation>
    </message>
    <message>
        <source>From the sight of a candidate to its key, while the window is in front</source>
        <translation>Dalla vista di un candidato al suo tasto, mentre la finestra è davanti</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Guardati</translation>
    </message>
    <message>
        <source>Candidates that were on the screen</source>
        <translation>Candidati che sono stati sullo schermo</translation>
    </message>
    <message>
        <source>Never shown</source>
        <translation>Mai mostrati</translation>
    </message>
    <message>
        <source>Candidates of this project that you never looked at</source>
        <translation>Candidati di questo progetto che non hai mai guardato</translation>
    </message>
    <message>
        <source>Labels by class</source>
        <translation>Etichette per classe</translation>
    </message>
    <message>
        <source>What you saved</source>
        <translation>Ciò che hai salvato</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Etichettati</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Segnati</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Saltati</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Candidates of the night</source>
        <translation>Candidati della notte</translation>
    </message>
    <message>
        <source>go there</source>
        <translation>vacci</translation>
    </message>
    <message>
        <source>%1 / min</source>
        <translation>%1 / min</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 di %2</translation>
    </message>
    <message>
        <source>Nothing yet. What you label, flag, skip or note stands here.</source>
        <translation>Ancora nulla. Qui sta ciò che etichetti, segni, salti o annoti.</translation>
    </message>
    <message>
        <source>Nothing is flagged. F flags a candidate for a second look.</source>
        <translation>Nulla è segnato. F segna un candidato per un secondo sguardo.</translation>
    </message>
    <message>
        <source>Nothing is skipped without a label.</source>
        <translation>Nulla è saltato senza etichetta.</translation>
    </message>
    <message>
        <source>No notes. N writes one.</source>
        <translation>Nessuna nota. N ne scrive una.</translation>
    </message>
    <message>
        <source>No labels.</source>
        <translation>Nessuna etichetta.</translation>
    </message>
    <message>
        <source>Scan the flagged again</source>
        <translation>Esamina di nuovo i segnati</translation>
    </message>
    <message>
        <source>Scan the skipped again</source>
        <translation>Esamina di nuovo i saltati</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::NoticeBar</name>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Salva di nuovo</translation>
    </message>
    <message>
        <source>Ctrl E</source>
        <translation>Ctrl E</translation>
    </message>
    <message>
        <source>End of the night</source>
        <translation>Fine della notte</translation>
    </message>
    <message>
        <source>Copy these words</source>
        <translation>Copia queste parole</translation>
    </message>
    <message>
        <source>Try to save what is not saved, in the order of the key presses</source>
        <translation>Prova a salvare ciò che non è salvato, nell’ordine in cui furono premuti i tasti</translation>
    </message>
    <message>
        <source>What you saved, flagged and skipped</source>
        <translation>Ciò che hai salvato, segnato e saltato</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::OpinionsPanel</name>
    <message>
        <source>Classifier</source>
        <translation>Classificatore</translation>
    </message>
    <message>
        <source>No scores yet.</source>
        <translation>Ancora nessuna valutazione.</translation>
    </message>
    <message>
        <source>Score this project</source>
        <translation>Valuta questo progetto</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Survey</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Storia</translation>
    </message>
    <message>
        <source>local</source>
        <translation>locale</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>Pareri</translation>
    </message>
    <message>
        <source>What the other models and versions say of it</source>
        <translation>Che cosa ne dicono gli altri modelli e versioni</translation>
    </message>
    <message>
        <source>its own scores</source>
        <translation>le sue valutazioni</translation>
    </message>
    <message>
        <source>The survey&apos;s own scores</source>
        <translation>Le valutazioni della survey stessa</translation>
    </message>
    <message>
        <source>Times in UTC</source>
        <translation>Ore in UTC</translation>
    </message>
    <message>
        <source>Local time or UTC</source>
        <translation>Ora locale o UTC</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Probabilities of %1</source>
        <translation>Probabilità di %1</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>ancora nulla</translation>
    </message>
    <message>
        <source>1 other model</source>
        <translation>1 altro modello</translation>
    </message>
    <message>
        <source>%1 other models</source>
        <translation>altri %1 modelli</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>Chiudi %1</translation>
    </message>
    <message>
        <source>Unfold %1</source>
        <translation>Apri %1</translation>
    </message>
    <message>
        <source>No scores: %1</source>
        <translation>Nessuna valutazione: %1</translation>
    </message>
    <message>
        <source>%1 has not come to this one yet.</source>
        <translation>%1 non è ancora arrivato a questo.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::OrderControl</name>
    <message>
        <source>Anomaly: strangest first</source>
        <translation>Anomalia: i più strani per primi</translation>
    </message>
    <message>
        <source>Anomaly by %1: strangest first</source>
        <translation>Anomalia secondo %1: i più strani per primi</translation>
    </message>
    <message>
        <source>Informative: two classes closest first</source>
        <translation>Informativi: prima dove due classi sono più vicine</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margine</translation>
    </message>
    <message>
        <source>Where the model's two likeliest classes are nearly as likely</source>
        <translation>Dove le due classi più probabili per il modello lo sono quasi ugualmente</translation>
    </message>
    <message>
        <source>Farthest apart first</source>
        <translation>Prima le più lontane</translation>
    </message>
    <message>
        <source>Informative: least confident first</source>
        <translation>Informativi: prima i meno sicuri</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicurezza</translation>
    </message>
    <message>
        <source>Where what the model holds for likeliest is least likely</source>
        <translation>Dove ciò che il modello ritiene più probabile lo è meno</translation>
    </message>
    <message>
        <source>Most confident first</source>
        <translation>Prima i più sicuri</translation>
    </message>
    <message>
        <source>Informative: a batch with no two alike</source>
        <translation>Informativi: un gruppo senza due simili</translation>
    </message>
    <message>
        <source>Diverse</source>
        <translation>Diversi</translation>
    </message>
    <message>
        <source>A hundred without a label, of those that the model is least certain of the ones that look least alike: Map makes the vectors that this takes</source>
        <translation>Cento senza etichetta: tra quelli di cui il modello è meno certo, i meno simili fra loro; i vettori necessari li fa la Mappa</translation>
    </message>
    <message>
        <source>Informative: least certain first</source>
        <translation>Informativi: prima i meno certi</translation>
    </message>
    <message>
        <source>Informative</source>
        <translation>Informativi</translation>
    </message>
    <message>
        <source>What the model is least certain of first: a label tells most there</source>
        <translation>Prima ciò di cui il modello è meno certo: lì un’etichetta dice di più</translation>
    </message>
    <message>
        <source>Most certain first</source>
        <translation>Prima i più certi</translation>
    </message>
    <message>
        <source>Score, highest first</source>
        <translation>Valutazione, prima la più alta</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Valutazione</translation>
    </message>
    <message>
        <source>The model&apos;s first class, highest first</source>
        <translation>La prima classe del modello, prima la più alta</translation>
    </message>
    <message>
        <source>Lowest first</source>
        <translation>Prima la più bassa</translation>
    </message>
    <message>
        <source>Newest first, by night</source>
        <translation>Prima i più nuovi, per notte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Brightest first</source>
        <translation>Prima i più brillanti</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>Magnitudine</translation>
    </message>
    <message>
        <source>Not yet seen first</source>
        <translation>Prima i mai visti</translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation>Non visti</translation>
    </message>
    <message>
        <source>As they arrived</source>
        <translation>Come sono arrivati</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Arrivo</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>A caso</translation>
    </message>
    <message>
        <source>By a field…</source>
        <translation>Per un campo…</translation>
    </message>
    <message>
        <source>Highest first</source>
        <translation>Prima il più alto</translation>
    </message>
    <message>
        <source>Order of the queue</source>
        <translation>Ordine della coda</translation>
    </message>
    <message>
        <source>Order of the queue: %1</source>
        <translation>Ordine della coda: %1</translation>
    </message>
    <message>
        <source>Other orders, the other way round, by alert or by object</source>
        <translation>Altri ordini, al contrario, per segnalazione o per oggetto</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>oggetti</translation>
    </message>
    <message>
        <source>more</source>
        <translation>altro</translation>
    </message>
    <message>
        <source>, seed %1</source>
        <translation>, seme %1</translation>
    </message>
    <message>
        <source>By %1…</source>
        <translation>Per %1…</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Al contrario</translation>
    </message>
    <message>
        <source>Another random order</source>
        <translation>Un altro ordine a caso</translation>
    </message>
    <message>
        <source>Random by a seed…</source>
        <translation>A caso da un seme…</translation>
    </message>
    <message>
        <source>One row an object, newest alert in front</source>
        <translation>Una riga a oggetto, davanti la segnalazione più nuova</translation>
    </message>
    <message>
        <source>One in seven by chance, for a fair test</source>
        <translation>Uno su sette a caso, per una prova imparziale</translation>
    </message>
    <message>
        <source>The objects that a training keeps for its test come evenly among the others, whatever the model thinks of them: what it is measured by is then a fair sample of the night</source>
        <translation>Gli oggetti che un addestramento tiene per la sua prova compaiono regolarmente fra gli altri, qualunque cosa ne pensi il modello: ciò su cui è misurato è così un campione imparziale della notte</translation>
    </message>
    <message>
        <source>One row an alert</source>
        <translation>Una riga a segnalazione</translation>
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
        <source>Search</source>
        <translation>Cerca</translation>
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
        <source>Label: %1</source>
        <translation>Etichetta: %1</translation>
    </message>
    <message>
        <source>and on to the next</source>
        <translation>e al prossimo</translation>
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
    <name>vetrina::ui::PixelTable</name>
    <message>
        <source>Pixel values</source>
        <translation>Valori dei pixel</translation>
    </message>
    <message>
        <source>about pixel %1, %2</source>
        <translation>attorno al pixel %1, %2</translation>
    </message>
    <message>
        <source>This panel has no pixels.</source>
        <translation>Questo riquadro non ha pixel.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>Preferenze</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pagine</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspetto</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Esame</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Immagini</translation>
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
        <source>Engine</source>
        <translation>Motore</translation>
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
        <source>A label goes on to the next candidate</source>
        <translation>Un’etichetta passa al prossimo candidato</translation>
    </message>
    <message>
        <source>At once, and in every new project. One that was open before comes back as you left it.</source>
        <translation>Subito, e in ogni nuovo progetto. Uno già aperto prima torna come l’hai lasciato.</translation>
    </message>
    <message>
        <source>By object, a label goes to all its alerts</source>
        <translation>Per oggetto, un’etichetta va a tutte le sue segnalazioni</translation>
    </message>
    <message>
        <source>At once, and in every new project. With Shift a class key always does.</source>
        <translation>Subito, e in ogni nuovo progetto. Con Maiusc il tasto di una classe lo fa sempre.</translation>
    </message>
    <message>
        <source>Label scheme</source>
        <translation>Schema di etichette</translation>
    </message>
    <message>
        <source>Transient types</source>
        <translation>Tipi di transitori</translation>
    </message>
    <message>
        <source>Real or bogus</source>
        <translation>Reale o falso</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>Morfologia</translation>
    </message>
    <message>
        <source>Of new projects. Label &gt; Scheme changes it in the one that is open.</source>
        <translation>Dei nuovi progetti. Etichetta &gt; Schema lo cambia in quello aperto.</translation>
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
        <translation>non salvato</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueueModel</name>
    <message>
        <source>, labelled %1</source>
        <translation>, etichettato %1</translation>
    </message>
    <message>
        <source>, skipped</source>
        <translation>, saltato</translation>
    </message>
    <message>
        <source>, flagged</source>
        <translation>, segnato</translation>
    </message>
    <message>
        <source>, seen</source>
        <translation>, visto</translation>
    </message>
    <message numerus="yes">
        <source>, %n alerts</source>
        <translation>
            <numerusform>, %n segnalazione</numerusform>
            <numerusform>, %n segnalazioni</numerusform>
        </translation>
    </message>
    <message>
        <source>, not saved</source>
        <translation>, non salvato</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueuePanel</name>
    <message>
        <source>Nothing here has a vector.</source>
        <translation>Nulla qui ha un vettore.</translation>
    </message>
    <message>
        <source>This is by what the model is least certain of. Map makes vectors.</source>
        <translation>Questo è per ciò di cui il modello è meno certo. Mappa crea i vettori.</translation>
    </message>
    <message>
        <source>That was the last one of this queue; all of it was shown.</source>
        <translation>Era l’ultimo di questa coda; tutta è stata mostrata.</translation>
    </message>
    <message>
        <source>That was the last one of this queue; %1 of %2 were never shown.</source>
        <translation>Era l’ultimo di questa coda; %1 di %2 non sono mai stati mostrati.</translation>
    </message>
    <message>
        <source>Order by</source>
        <translation>Ordina per</translation>
    </message>
    <message>
        <source>a field</source>
        <translation>un campo</translation>
    </message>
    <message>
        <source>Smallest first; the menu turns it about. What has no value stands last.</source>
        <translation>Prima il più piccolo; il menu lo rovescia. Ciò che non ha valore sta in fondo.</translation>
    </message>
    <message>
        <source>Random by the seed</source>
        <translation>A caso dal seme</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un numero intero</translation>
    </message>
    <message>
        <source>The same seed gives the same order, on any machine.</source>
        <translation>Lo stesso seme dà lo stesso ordine, su ogni computer.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no whole number.</source>
        <translation>&apos;%1&apos; non è un numero intero.</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Vai a</translation>
    </message>
    <message>
        <source>number, candid or object</source>
        <translation>numero, candid o oggetto</translation>
    </message>
    <message>
        <source>A number of this queue (1 to %1), an alert&apos;s candid, or an object&apos;s name.</source>
        <translation>Un numero di questa coda (da 1 a %1), il candid di una segnalazione, o il nome di un oggetto.</translation>
    </message>
    <message>
        <source>It is not in this queue: the filter leaves it out.</source>
        <translation>Non è in questa coda: il filtro lo esclude.</translation>
    </message>
    <message>
        <source>There is no &apos;%1&apos; in this project.</source>
        <translation>Non c’è &apos;%1&apos; in questo progetto.</translation>
    </message>
    <message>
        <source>Labelled ones are shown too.</source>
        <translation>Si mostrano anche quelli etichettati.</translation>
    </message>
    <message>
        <source>Only those without a label are shown.</source>
        <translation>Si mostrano solo quelli senza etichetta.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Coda</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Etichettati</translation>
    </message>
    <message>
        <source>Filters that have names</source>
        <translation>Filtri che hanno un nome</translation>
    </message>
    <message>
        <source>Filters that have names, with their counts (Ctrl+L)</source>
        <translation>Filtri che hanno un nome, con quanti ne passano (Ctrl+L)</translation>
    </message>
    <message>
        <source>Candidates in the queue</source>
        <translation>Candidati nella coda</translation>
    </message>
    <message>
        <source>The filter “%1” is deleted.</source>
        <translation>Il filtro «%1» è eliminato.</translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation>Intendevi</translation>
    </message>
    <message>
        <source>Night %1</source>
        <translation>Notte %1</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>l’ultimo</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 rimasti</translation>
    </message>
    <message numerus="yes">
        <source>%Ln never shown</source>
        <translation>
            <numerusform>%Ln mai mostrato</numerusform>
            <numerusform>%Ln mai mostrati</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes to the first of them</source>
        <translation>Va al primo di loro</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>circa %1 min</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueueView</name>
    <message>
        <source>no date</source>
        <translation>senza data</translation>
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
    <name>vetrina::ui::RowDelegate</name>
    <message>
        <source>not here</source>
        <translation>non qui</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SaliencyLayer</name>
    <message>
        <source>Integrated gradients</source>
        <translation>Gradienti integrati</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Occlusione</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>non %1</translation>
    </message>
    <message>
        <source>%1 has nothing to show for %2: its map is zero everywhere.</source>
        <translation>%1 non ha nulla da mostrare per %2: la sua mappa è zero ovunque.</translation>
    </message>
    <message>
        <source>%1 has nothing to show for %2: its map is not a number.</source>
        <translation>%1 non ha nulla da mostrare per %2: la sua mappa non è fatta di numeri.</translation>
    </message>
    <message>
        <source>completeness error %1 of %2</source>
        <translation>errore di completezza %1 su %2</translation>
    </message>
    <message>
        <source>all of it speaks against</source>
        <translation>tutto parla contro</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SaliencyMenu</name>
    <message>
        <source>Saliency</source>
        <translation>Salienza</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metodo</translation>
    </message>
    <message>
        <source>Where the last maps of the network that still have a place speak for the class; milliseconds</source>
        <translation>Dove le ultime mappe della rete che hanno ancora un luogo parlano per la classe; millisecondi</translation>
    </message>
    <message>
        <source>Each pixel&apos;s part of the answer, summed on the way from an empty stamp to this one; 50 passes</source>
        <translation>La parte di ogni pixel nella risposta, sommata sulla via da un ritaglio vuoto a questo; 50 passaggi</translation>
    </message>
    <message>
        <source>By how much the answer falls where a square is hidden; a pass a square</source>
        <translation>Di quanto cala la risposta dove un quadrato è nascosto; un passaggio per quadrato</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>What the model says</source>
        <translation>Quella che dice il modello</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Mostrata</translation>
    </message>
    <message>
        <source>As lines at 25, 50 and 75 %</source>
        <translation>Come linee al 25, 50 e 75 %</translation>
    </message>
    <message>
        <source>In colour over the stamps</source>
        <translation>A colori sopra i ritagli</translation>
    </message>
    <message>
        <source>Beside the stamps</source>
        <translation>Accanto ai ritagli</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacità</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Each stamp its own map</source>
        <translation>Una mappa per ogni ritaglio</translation>
    </message>
    <message>
        <source>Grad-CAM knows one map only: what the stamps tell is joined long before</source>
        <translation>Grad-CAM conosce una sola mappa: ciò che dicono i ritagli è unito molto prima</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SaliencyOverlay</name>
    <message>
        <source>Finding what this rests on…</source>
        <translation>Cerco su che cosa poggia…</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SaliencyPanel</name>
    <message>
        <source>Saliency</source>
        <translation>Salienza</translation>
    </message>
    <message>
        <source>Amber speaks for the class, blue against it. Click for other methods, classes and looks.</source>
        <translation>L&apos;ambra parla per la classe, il blu contro. Un clic per altri metodi, classi e aspetti.</translation>
    </message>
    <message>
        <source>Saliency of %1</source>
        <translation>Salienza di %1</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::ScanPage</name>
    <message>
        <source>Find what is unusual…</source>
        <translation>Trovare ciò che è insolito…</translation>
    </message>
    <message>
        <source>Find what is unusual</source>
        <translation>Trovare ciò che è insolito</translation>
    </message>
    <message>
        <source>A forest, or the distance to neighbours, learns what is usual among the survey's fields or a model's vectors; the strangest come first</source>
        <translation>Una foresta, o la distanza dai vicini, impara che cosa è usuale fra i campi della survey o i vettori di un modello; i più strani per primi</translation>
    </message>
    <message>
        <source>by what, among what</source>
        <translation>con che cosa, fra che cosa</translation>
    </message>
    <message>
        <source>Each has a column of its own: sort, filter and colour the map by it.</source>
        <translation>Ognuno ha una colonna sua: per ordinare, filtrare e colorare la mappa.</translation>
    </message>
    <message>
        <source>Once they are embedded, in the Map or under Looks like, what a model sees can be looked at, too.</source>
        <translation>Una volta calcolati i vettori, nella mappa o sotto Simili a questo, si può guardare anche ciò che vede un modello.</translation>
    </message>
    <message>
        <source>Choose one of those above.</source>
        <translation>Scegliere uno di quelli qui sopra.</translation>
    </message>
    <message>
        <source>It is being looked for</source>
        <translation>Lo si sta cercando</translation>
    </message>
    <message>
        <source>Order: strangest first</source>
        <translation>Ordine: i più strani per primi</translation>
    </message>
    <message>
        <source>First let Model &gt; Find what is unusual look for it</source>
        <translation>Prima lo cerchi Modello &gt; Trovare ciò che è insolito</translation>
    </message>
    <message>
        <source>First candidate</source>
        <translation>Primo candidato</translation>
    </message>
    <message>
        <source>Last candidate</source>
        <translation>Ultimo candidato</translation>
    </message>
    <message>
        <source>First one never shown</source>
        <translation>Il primo mai mostrato</translation>
    </message>
    <message>
        <source>All of this queue was shown.</source>
        <translation>Tutta questa coda è stata mostrata.</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Vai a…</translation>
    </message>
    <message>
        <source>A number, a candid or an object</source>
        <translation>Un numero, un candid o un oggetto</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Filters with names…</source>
        <translation>Filtri con un nome…</translation>
    </message>
    <message>
        <source>Shipped and saved ones, with counts</source>
        <translation>Forniti e salvati, con quanti ne passano</translation>
    </message>
    <message>
        <source>Only without a label</source>
        <translation>Solo senza etichetta</translation>
    </message>
    <message>
        <source>By object or by alert</source>
        <translation>Per oggetto o per segnalazione</translation>
    </message>
    <message>
        <source>One row an object, its newest alert in front</source>
        <translation>Una riga a oggetto, davanti la sua segnalazione più nuova</translation>
    </message>
    <message>
        <source>Order by a field…</source>
        <translation>Ordina per un campo…</translation>
    </message>
    <message>
        <source>Random order by a seed…</source>
        <translation>Ordine a caso da un seme…</translation>
    </message>
    <message>
        <source>Fold or open all nights</source>
        <translation>Chiudi o apri tutte le notti</translation>
    </message>
    <message>
        <source>Labels go to the whole object</source>
        <translation>Le etichette vanno a tutto l’oggetto</translation>
    </message>
    <message>
        <source>By object, a class goes to all its alerts; one undo for all</source>
        <translation>Per oggetto, una classe va a tutte le sue segnalazioni; un annulla per tutte</translation>
    </message>
    <message>
        <source>The queue is by alert; Shift with a class key labels the whole object</source>
        <translation>La coda è per segnalazione; Maiusc con il tasto di una classe etichetta tutto l’oggetto</translation>
    </message>
    <message>
        <source>A class goes to all alerts of the object.</source>
        <translation>Una classe va a tutte le segnalazioni dell’oggetto.</translation>
    </message>
    <message>
        <source>A class goes to the newest alert alone; with Shift to all of the object.</source>
        <translation>Una classe va alla sola segnalazione più nuova; con Maiusc a tutte quelle dell’oggetto.</translation>
    </message>
    <message>
        <source>Esc goes back to Scan first</source>
        <translation>Prima Esc torna a Esame</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>Questo progetto è aperto in sola lettura</translation>
    </message>
    <message>
        <source>There is no candidate to label</source>
        <translation>Non c’è un candidato da etichettare</translation>
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
        <source>Light curve: magnitudes or flux</source>
        <translation>Curva di luce: magnitudini o flusso</translation>
    </message>
    <message>
        <source>Light curve: 30 days or all</source>
        <translation>Curva di luce: 30 giorni o tutto</translation>
    </message>
    <message>
        <source>Epochs of the object</source>
        <translation>Epoche dell’oggetto</translation>
    </message>
    <message>
        <source>Light curve: forced photometry</source>
        <translation>Curva di luce: fotometria forzata</translation>
    </message>
    <message>
        <source>Light curve: copy the table</source>
        <translation>Curva di luce: copia la tabella</translation>
    </message>
    <message>
        <source>Light curve: save…</source>
        <translation>Curva di luce: salva…</translation>
    </message>
    <message>
        <source>Search the fields</source>
        <translation>Cerca nei campi</translation>
    </message>
    <message>
        <source>Choose the facts…</source>
        <translation>Scegli i dati…</translation>
    </message>
    <message>
        <source>Which facts stand in front, in which order</source>
        <translation>Quali dati stanno davanti, in quale ordine</translation>
    </message>
    <message>
        <source>All fields or the chosen facts</source>
        <translation>Tutti i campi o i dati scelti</translation>
    </message>
    <message>
        <source>Opinions of the other models</source>
        <translation>Pareri degli altri modelli</translation>
    </message>
    <message>
        <source>Copy the position</source>
        <translation>Copia la posizione</translation>
    </message>
    <message>
        <source>Open in %1</source>
        <translation>Apri in %1</translation>
    </message>
    <message>
        <source>Added to the filter: %1</source>
        <translation>Aggiunto al filtro: %1</translation>
    </message>
    <message>
        <source>On to the next, without a label</source>
        <translation>Al prossimo, senza etichetta</translation>
    </message>
    <message>
        <source>Set aside for a second look; again takes the flag away</source>
        <translation>Mette da parte per un secondo sguardo; di nuovo toglie il segno</translation>
    </message>
    <message>
        <source>A line about this candidate</source>
        <translation>Una riga su questo candidato</translation>
    </message>
    <message>
        <source>Takes back your last label, and goes there</source>
        <translation>Ritira la tua ultima etichetta, e va lì</translation>
    </message>
    <message>
        <source>Does again what was taken back</source>
        <translation>Rifà ciò che è stato ritirato</translation>
    </message>
    <message>
        <source>In the order of the queue</source>
        <translation>Nell’ordine della coda</translation>
    </message>
    <message>
        <source>Leaves only what you want to see</source>
        <translation>Lascia solo ciò che vuoi vedere</translation>
    </message>
    <message>
        <source>About the middle of the stamps</source>
        <translation>Attorno al centro dei ritagli</translation>
    </message>
    <message>
        <source>The whole stamp, and nothing but it</source>
        <translation>Tutto il ritaglio, e nient’altro</translation>
    </message>
    <message>
        <source>How brightness runs between the limits</source>
        <translation>Come va la luminosità tra i limiti</translation>
    </message>
    <message>
        <source>The colour map from its other end</source>
        <translation>La mappa di colori dall’altro capo</translation>
    </message>
    <message>
        <source>Where the alert says its source is</source>
        <translation>Dove la segnalazione dice che sta la sorgente</translation>
    </message>
    <message>
        <source>East left; or the first row at the bottom</source>
        <translation>Est a sinistra; o la prima riga in basso</translation>
    </message>
    <message>
        <source>Of the pixel under the cursor</source>
        <translation>Del pixel sotto il cursore</translation>
    </message>
    <message>
        <source>Names and values of the packet’s fields</source>
        <translation>Nomi e valori dei campi del pacchetto</translation>
    </message>
    <message>
        <source>How bright, or how much light</source>
        <translation>Quanto brilla, o quanta luce</translation>
    </message>
    <message>
        <source>Before this alert</source>
        <translation>Prima di questa segnalazione</translation>
    </message>
    <message>
        <source>Stamps of its earlier alerts, to step through</source>
        <translation>Ritagli delle sue segnalazioni precedenti, da scorrere</translation>
    </message>
    <message>
        <source>What was measured at its place without an alert</source>
        <translation>Ciò che si è misurato lì senza una segnalazione</translation>
    </message>
    <message>
        <source>As text, a point a line</source>
        <translation>Come testo, un punto a riga</translation>
    </message>
    <message>
        <source>As a picture or a table</source>
        <translation>Come immagine o tabella</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Salta</translation>
    </message>
    <message>
        <source>On to the next; a skip is kept where there is no label</source>
        <translation>Al prossimo; un salto si conserva dove non c’è un’etichetta</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Avanti</translation>
    </message>
    <message>
        <source>On to the next, the label stays</source>
        <translation>Al prossimo, l’etichetta resta</translation>
    </message>
    <message>
        <source>Take the label away</source>
        <translation>Togli l’etichetta</translation>
    </message>
    <message>
        <source>The candidate then has none</source>
        <translation>Il candidato allora non ne ha</translation>
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
        <source>Go on after a label</source>
        <translation>Passa oltre dopo un’etichetta</translation>
    </message>
    <message>
        <source>Or stay, until Space or an arrow goes on</source>
        <translation>O resta, finché Spazio o una freccia passa oltre</translation>
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
        <source>Save again</source>
        <translation>Salva di nuovo</translation>
    </message>
    <message>
        <source>What could not be saved, in the order of the key presses</source>
        <translation>Ciò che non si è potuto salvare, nell’ordine in cui furono premuti i tasti</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>Tutto è salvato</translation>
    </message>
    <message>
        <source>End of the night…</source>
        <translation>Fine della notte…</translation>
    </message>
    <message>
        <source>What you saved, flagged and skipped; export; go back to any</source>
        <translation>Ciò che hai salvato, segnato e saltato; esporta; torna a ciascuno</translation>
    </message>
    <message>
        <source>Label schemes…</source>
        <translation>Schemi di etichette…</translation>
    </message>
    <message>
        <source>Make and edit classes, their keys and colours</source>
        <translation>Crea e modifica le classi, i loro tasti e colori</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>%1, all its alerts</source>
        <translation>%1, tutte le sue segnalazioni</translation>
    </message>
    <message>
        <source>Every alert of this object gets the label; one undo for all</source>
        <translation>Ogni segnalazione di questo oggetto riceve l’etichetta; un annulla per tutte</translation>
    </message>
    <message>
        <source>Put it in or take it out</source>
        <translation>Mettila o toglila</translation>
    </message>
    <message>
        <source>Label it %1, and on to the next</source>
        <translation>Etichetta %1, e al prossimo</translation>
    </message>
    <message>
        <source>Whole object</source>
        <translation>Tutto l’oggetto</translation>
    </message>
    <message>
        <source>Scheme: %1</source>
        <translation>Schema: %1</translation>
    </message>
    <message>
        <source>Labelling with %1.</source>
        <translation>Si etichetta con %1.</translation>
    </message>
    <message>
        <source>%1, version %2: saved and in use.</source>
        <translation>%1, versione %2: salvato e in uso.</translation>
    </message>
    <message>
        <source>A label goes on by itself</source>
        <translation>Un’etichetta passa oltre da sé</translation>
    </message>
    <message>
        <source>A label goes on to the next.</source>
        <translation>Un’etichetta passa al prossimo.</translation>
    </message>
    <message>
        <source>A label stays on the candidate; Space goes on.</source>
        <translation>Un’etichetta resta sul candidato; Spazio passa oltre.</translation>
    </message>
    <message numerus="yes">
        <source>%n not saved. Save again, or leave once more to lose it.</source>
        <translation>
            <numerusform>%n non salvato. Salva di nuovo, o esci ancora una volta per perderlo.</numerusform>
            <numerusform>%n non salvati. Salva di nuovo, o esci ancora una volta per perderli.</numerusform>
        </translation>
    </message>
    <message>
        <source>Point at a pixel first: its place and value are copied.</source>
        <translation>Prima indica un pixel: si copiano il suo posto e il suo valore.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copiato: %1</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Salienza</translation>
    </message>
    <message>
        <source>What the model&apos;s answer rests on, over the stamps</source>
        <translation>Su che cosa poggia la risposta del modello, sopra i ritagli</translation>
    </message>
    <message>
        <source>Saliency fainter</source>
        <translation>Salienza più tenue</translation>
    </message>
    <message>
        <source>By three steps, then as bold as before</source>
        <translation>In tre passi, poi decisa come prima</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Alterna</translation>
    </message>
    <message>
        <source>Science, template, difference in turn in one place</source>
        <translation>Scienza, riferimento, differenza a turno nello stesso posto</translation>
    </message>
    <message>
        <source>Blink faster</source>
        <translation>Alterna più in fretta</translation>
    </message>
    <message>
        <source>Blink slower</source>
        <translation>Alterna più piano</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Smussa</translation>
    </message>
    <message>
        <source>For the eye: the values that are read stay true</source>
        <translation>Per l’occhio: i valori che si leggono restano quelli veri</translation>
    </message>
    <message>
        <source>Scale the panel in hand only</source>
        <translation>Scala solo il riquadro in uso</translation>
    </message>
    <message>
        <source>Limits in numbers…</source>
        <translation>Limiti in numeri…</translation>
    </message>
    <message>
        <source>Of the panel in hand</source>
        <translation>Del riquadro in uso</translation>
    </message>
    <message>
        <source>Pixel table</source>
        <translation>Tabella dei pixel</translation>
    </message>
    <message>
        <source>Values about the cursor, or the source</source>
        <translation>Valori attorno al cursore, o alla sorgente</translation>
    </message>
    <message>
        <source>Cut through the source</source>
        <translation>Taglio attraverso la sorgente</translation>
    </message>
    <message>
        <source>The three panels&apos; values along a line</source>
        <translation>I valori dei tre riquadri lungo una linea</translation>
    </message>
    <message>
        <source>One panel alone</source>
        <translation>Un solo riquadro</translation>
    </message>
    <message>
        <source>The panel in hand over the whole middle</source>
        <translation>Il riquadro in uso su tutto lo spazio centrale</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Salva l’immagine</translation>
    </message>
    <message>
        <source>Save the pixels</source>
        <translation>Salva i pixel</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Immagini (*.png)</translation>
    </message>
    <message>
        <source>FITS (*.fits)</source>
        <translation>FITS (*.fits)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvato %1</translation>
    </message>
    <message>
        <source>Saliency shown</source>
        <translation>Salienza mostrata</translation>
    </message>
    <message>
        <source>Saliency by Grad-CAM</source>
        <translation>Salienza con Grad-CAM</translation>
    </message>
    <message>
        <source>Saliency by integrated gradients</source>
        <translation>Salienza con gradienti integrati</translation>
    </message>
    <message>
        <source>With its completeness error</source>
        <translation>Con il suo errore di completezza</translation>
    </message>
    <message>
        <source>Saliency by occlusion</source>
        <translation>Salienza per occlusione</translation>
    </message>
    <message>
        <source>Saliency as lines</source>
        <translation>Salienza come linee</translation>
    </message>
    <message>
        <source>Saliency in colour over the stamps</source>
        <translation>Salienza a colori sopra i ritagli</translation>
    </message>
    <message>
        <source>Saliency beside the stamps</source>
        <translation>Salienza accanto ai ritagli</translation>
    </message>
    <message>
        <source>Saliency: each stamp its own map, or one for all</source>
        <translation>Salienza: una mappa per ogni ritaglio, o una per tutti</translation>
    </message>
    <message>
        <source>Saliency for the next class</source>
        <translation>Salienza per la classe seguente</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Somiglia a</translation>
    </message>
    <message>
        <source>More of the candidates that look like this one, with the keys</source>
        <translation>Altri candidati che somigliano a questo, con la tastiera</translation>
    </message>
    <message>
        <source>This project takes no vectors.</source>
        <translation>Questo progetto non accoglie vettori.</translation>
    </message>
    <message>
        <source>The window is too narrow for the column that shows what looks like this one.</source>
        <translation>La finestra è troppo stretta per la colonna che mostra che cosa somiglia a questo.</translation>
    </message>
    <message>
        <source>Back from what looks like it</source>
        <translation>Indietro da ciò che gli somiglia</translation>
    </message>
    <message>
        <source>To the candidate whose look-alike this one is</source>
        <translation>Al candidato al quale questo somiglia</translation>
    </message>
    <message>
        <source>No look-alike was gone to</source>
        <translation>Non si è andati a nessun candidato simile</translation>
    </message>
    <message>
        <source>Shift R goes back.</source>
        <translation>Maiusc R torna indietro.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SchemeDialog</name>
    <message>
        <source>Label schemes</source>
        <translation>Schemi di etichette</translation>
    </message>
    <message>
        <source>There is a scheme of that name.</source>
        <translation>C’è già uno schema con quel nome.</translation>
    </message>
    <message>
        <source>What labels are stored under</source>
        <translation>Sotto quale nome si registrano le etichette</translation>
    </message>
    <message>
        <source>Labels are stored under this name</source>
        <translation>Le etichette si registrano sotto questo nome</translation>
    </message>
    <message>
        <source>My scheme</source>
        <translation>Il mio schema</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuovo</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>versione %1</translation>
    </message>
    <message>
        <source>Save as version %1</source>
        <translation>Salva come versione %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salva</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>Questo progetto è aperto in sola lettura</translation>
    </message>
    <message>
        <source>Something is wrong in the fields marked red</source>
        <translation>C’è un errore nei campi segnati in rosso</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nulla è cambiato</translation>
    </message>
    <message>
        <source>Keeps it in this project and labels with it from now on</source>
        <translation>Lo conserva in questo progetto e da ora etichetta con esso</translation>
    </message>
    <message>
        <source>Not saved: </source>
        <translation>Non salvato: </translation>
    </message>
    <message>
        <source>Export the scheme</source>
        <translation>Esporta lo schema</translation>
    </message>
    <message>
        <source>Label schemes (*.json)</source>
        <translation>Schemi di etichette (*.json)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Scritto in %1.</translation>
    </message>
    <message>
        <source>Not written: </source>
        <translation>Non scritto: </translation>
    </message>
    <message>
        <source>Import a scheme</source>
        <translation>Importa uno schema</translation>
    </message>
    <message>
        <source>Label schemes (*.json);;All files (*)</source>
        <translation>Schemi di etichette (*.json);;Tutti i file (*)</translation>
    </message>
    <message>
        <source>Read. Save keeps it in this project.</source>
        <translation>Letto. Salva lo conserva in questo progetto.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuovo</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importa…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Esporta…</translation>
    </message>
    <message>
        <source>The scheme as it is kept, as a file for others</source>
        <translation>Lo schema com’è conservato, in un file per altri</translation>
    </message>
    <message>
        <source>Several classes at once: a key puts its class in or takes it out, Space goes on</source>
        <translation>Più classi insieme: un tasto mette o toglie la sua classe, Spazio passa oltre</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titolo</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Registrato come</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Che cos’è</translation>
    </message>
    <message>
        <source>Several classes at once</source>
        <translation>Più classi insieme</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Aggiungi una classe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>The keys as they will be</source>
        <translation>I tasti come saranno</translation>
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
        <translation>%1: altro</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SimilarPanel</name>
    <message>
        <source>Reading all vectors for the first time…</source>
        <translation>Leggo tutti i vettori per la prima volta…</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Somiglia a</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Etichetta: %1</translation>
    </message>
    <message>
        <source>Model: %1 %2</source>
        <translation>Modello: %1 %2</translation>
    </message>
    <message>
        <source>Distance %1: 0 looks the same, 1 has nothing in common</source>
        <translation>Distanza %1: 0 sembra uguale, 1 non ha nulla in comune</translation>
    </message>
    <message>
        <source>nearest of %1</source>
        <translation>i più vicini di %1</translation>
    </message>
    <message>
        <source>Nearest of other objects, by the angle between what %1 sees: of %2 candidates that have a vector, found by an index over %3 values of each that takes %4 of memory. R: more of them.</source>
        <translation>I più vicini di altri oggetti, secondo l&apos;angolo fra ciò che vede %1: dei %2 candidati che hanno un vettore, trovati da un indice di %3 valori ciascuno che occupa %4 di memoria. R: altri ancora.</translation>
    </message>
    <message>
        <source>No other object has a vector yet.</source>
        <translation>Nessun altro oggetto ha ancora un vettore.</translation>
    </message>
    <message>
        <source>It has no vector: %1</source>
        <translation>Non ha un vettore: %1</translation>
    </message>
    <message>
        <source>No vectors yet, and no model of the library makes them. Import a model: vetrina models import.</source>
        <translation>Ancora nessun vettore, e nessun modello della biblioteca ne fa. Importare un modello: vetrina models import.</translation>
    </message>
    <message>
        <source>This one has no vector yet.</source>
        <translation>Questo non ha ancora un vettore.</translation>
    </message>
    <message>
        <source>No vectors yet.</source>
        <translation>Ancora nessun vettore.</translation>
    </message>
    <message>
        <source>Embed %1 more with %2</source>
        <translation>Fare altri %1 vettori con %2</translation>
    </message>
    <message>
        <source>Embed %1 with %2</source>
        <translation>Fare %1 vettori con %2</translation>
    </message>
    <message>
        <source>%1 candidates have a vector of %2 now, %3 of them new, in %4 s.</source>
        <translation>Ora %1 candidati hanno un vettore di %2, %3 di essi nuovi, in %4 s.</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 non riusciti: %2</translation>
    </message>
    <message>
        <source>Embedding with %1…</source>
        <translation>Vettori con %1…</translation>
    </message>
    <message>
        <source>Embedding %1 of %2</source>
        <translation>Vettori: %1 di %2</translation>
    </message>
    <message>
        <source>, %1 a second, %2 s left</source>
        <translation>, %1 al secondo, ancora %2 s</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Fermare</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>Questo progetto è aperto in sola lettura</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::SimilarStrip</name>
    <message>
        <source>Candidates that look like this one</source>
        <translation>Candidati che somigliano a questo</translation>
    </message>
    <message>
        <source>no stamp</source>
        <translation>nessun ritaglio</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::StampRow</name>
    <message>
        <source>Its limits</source>
        <translation>I suoi limiti</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limiti</translation>
    </message>
    <message>
        <source>Its stretch</source>
        <translation>La sua scala</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Scala</translation>
    </message>
    <message>
        <source>Its colour map</source>
        <translation>La sua mappa di colori</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Mappa di colori</translation>
    </message>
    <message>
        <source>This panel only</source>
        <translation>Solo questo riquadro</translation>
    </message>
    <message>
        <source>All panels as this one</source>
        <translation>Tutti i riquadri come questo</translation>
    </message>
    <message>
        <source>Contrast, bias and zoom again as they were</source>
        <translation>Contrasto, luminosità e zoom di nuovo com’erano</translation>
    </message>
    <message>
        <source>Back to three panels</source>
        <translation>Torna a tre riquadri</translation>
    </message>
    <message>
        <source>This panel alone</source>
        <translation>Solo questo riquadro, da solo</translation>
    </message>
    <message>
        <source>End the blink</source>
        <translation>Ferma l’alternanza</translation>
    </message>
    <message>
        <source>Blink here</source>
        <translation>Alterna qui</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copia l’immagine</translation>
    </message>
    <message>
        <source>Copied the picture of %1.</source>
        <translation>Copiata l’immagine di %1.</translation>
    </message>
    <message>
        <source>Copy pixel, position and value</source>
        <translation>Copia pixel, posizione e valore</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copiato: %1</translation>
    </message>
    <message>
        <source>Save picture as PNG…</source>
        <translation>Salva l’immagine come PNG…</translation>
    </message>
    <message>
        <source>Save pixels as FITS…</source>
        <translation>Salva i pixel come FITS…</translation>
    </message>
    <message>
        <source>%1 · this alert</source>
        <translation>%1 · questa segnalazione</translation>
    </message>
    <message>
        <source>There is one picture only: nothing to blink with.</source>
        <translation>C’è una sola immagine: nulla con cui alternare.</translation>
    </message>
    <message>
        <source>Blinks every %1. + and − change it, B or Esc ends it.</source>
        <translation>Alterna ogni %1. + e − lo cambiano, B o Esc lo ferma.</translation>
    </message>
    <message>
        <source>Blinks every %1.</source>
        <translation>Alterna ogni %1.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::StampTools</name>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copia</translation>
    </message>
    <message>
        <source>Copy the table, with tabs between the values</source>
        <translation>Copia la tabella, con tabulazioni tra i valori</translation>
    </message>
    <message>
        <source>Copied %1 × %2 pixels.</source>
        <translation>Copiati %1 × %2 pixel.</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Taglio</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Sorgente</translation>
    </message>
    <message>
        <source>Through the source again, across and up</source>
        <translation>Di nuovo attraverso la sorgente, in orizzontale e in verticale</translation>
    </message>
    <message>
        <source>Pixels of %1</source>
        <translation>Pixel di %1</translation>
    </message>
    <message>
        <source>under the cursor</source>
        <translation>sotto il cursore</translation>
    </message>
    <message>
        <source>at the source</source>
        <translation>sulla sorgente</translation>
    </message>
    <message>
        <source> · mean %1 · median %2 · σ %3 · sum %4</source>
        <translation> · media %1 · mediana %2 · σ %3 · somma %4</translation>
    </message>
    <message>
        <source> · %1 missing</source>
        <translation> · %1 mancanti</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>along the line</source>
        <translation>lungo la linea</translation>
    </message>
    <message>
        <source>left to right</source>
        <translation>da sinistra a destra</translation>
    </message>
    <message>
        <source>bottom to top</source>
        <translation>dal basso in alto</translation>
    </message>
    <message>
        <source>above each stamp&apos;s median · drag a line on a stamp</source>
        <translation>sopra la mediana di ogni ritaglio · trascina una linea su un ritaglio</translation>
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
        <translation>Ritaglio: %1</translation>
    </message>
    <message>
        <source>no cutout in the packet</source>
        <translation>nessun ritaglio nel pacchetto</translation>
    </message>
    <message>
        <source>no pixel has a value</source>
        <translation>nessun pixel ha un valore</translation>
    </message>
    <message>
        <source>%1 px without a value</source>
        <translation>%1 px senza valore</translation>
    </message>
    <message>
        <source> · own scaling</source>
        <translation> · scala propria</translation>
    </message>
    <message>
        <source> · smoothed</source>
        <translation> · smussato</translation>
    </message>
    <message>
        <source>No %1 to show</source>
        <translation>Nessun ritaglio da mostrare: %1</translation>
    </message>
    <message>
        <source>The keys still label this candidate.</source>
        <translation>I tasti etichettano comunque questo candidato.</translation>
    </message>
    <message>
        <source>off the stamp</source>
        <translation>fuori dal ritaglio</translation>
    </message>
    <message>
        <source> · smoothed %1</source>
        <translation> · smussato %1</translation>
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
        <source>Undo</source>
        <translation>Annulla</translation>
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
    <message>
        <source> · %1 s</source>
        <translation> · %1 s</translation>
    </message>
    <message>
        <source>Labels of yours in this scheme; a minute over the last five; the median of the last 50 from the sight of a candidate to its key, while the window is in front</source>
        <translation>Le tue etichette in questo schema; al minuto negli ultimi cinque; la mediana delle ultime 50 dalla vista di un candidato al suo tasto, mentre la finestra è davanti</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::ToolPane</name>
    <message>
        <source>Close (%1 or Esc)</source>
        <translation>Chiudi (%1 o Esc)</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Chiudi %1</translation>
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
    <name>vetrina::ui::WaitBar</name>
    <message>
        <source>Waiting for the queue</source>
        <translation>In attesa della coda</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::WelcomePage</name>
    <message>
        <source>Open the demo night</source>
        <translation>Apri la notte dimostrativa</translation>
    </message>
    <message>
        <source>Simulated alerts of every kind, made on this machine in seconds</source>
        <translation>Allerte simulate di ogni tipo, create su questo computer in pochi secondi</translation>
    </message>
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
        <source>every command</source>
        <translation>ogni comando</translation>
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
<context>
    <name>vetrina::ui::AnomalyPanel</name>
    <message>
        <source>Forest</source>
        <translation>Foresta</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Vicini</translation>
    </message>
    <message>
        <source>An isolation forest: strange is who few random cuts tell apart from all others.</source>
        <translation>Una foresta di isolamento: strano è chi pochi tagli a caso separano da tutti gli altri.</translation>
    </message>
    <message>
        <source>The distance to the nearest neighbours: strange is who has none close by.</source>
        <translation>La distanza dai vicini più prossimi: strano è chi non ne ha accanto.</translation>
    </message>
    <message>
        <source>%1 · what %2 sees</source>
        <translation>%1 · ciò che vede %2</translation>
    </message>
    <message>
        <source>%1 Among the vectors of %2, of which there are %3.</source>
        <translation>%1 Fra i vettori di %2, che sono %3.</translation>
    </message>
    <message>
        <source>%1 · the survey's fields</source>
        <translation>%1 · i campi della survey</translation>
    </message>
    <message>
        <source>%1 By what the survey measured; says which fields make a candidate strange.</source>
        <translation>%1 Secondo ciò che la survey ha misurato; dice quali campi rendono strano un candidato.</translation>
    </message>
    <message>
        <source>%1 · filtered</source>
        <translation>%1 · filtrati</translation>
    </message>
    <message>
        <source>Learns from and measures what the filter lets through: %1</source>
        <translation>Impara da ciò che il filtro lascia passare, e lo misura: %1</translation>
    </message>
    <message>
        <source>%1 candidates measured by their vectors in %2 s: the strangest first.</source>
        <translation>%1 candidati misurati secondo i loro vettori in %2 s: i più strani per primi.</translation>
    </message>
    <message>
        <source>%1 have no vector.</source>
        <translation>%1 non hanno un vettore.</translation>
    </message>
    <message>
        <source>%1 have no field.</source>
        <translation>%1 non hanno alcun campo.</translation>
    </message>
    <message>
        <source>Anomaly</source>
        <translation>Anomalia</translation>
    </message>
    <message>
        <source>percentile of the night</source>
        <translation>percentile della notte</translation>
    </message>
    <message>
        <source>How unusual it is, by each scorer</source>
        <translation>Quanto è insolito, secondo ogni metodo</translation>
    </message>
    <message>
        <source>The fields that make it unusual</source>
        <translation>I campi che lo rendono insolito</translation>
    </message>
    <message>
        <source>&lt;qt&gt;%1: no stranger than this are &lt;b&gt;%2 %&lt;/b&gt; of the night. Its own value: %3&lt;/qt&gt;</source>
        <translation>&lt;qt&gt;%1: non più strano di questo è il &lt;b&gt;%2 %&lt;/b&gt; della notte. Il suo valore: %3&lt;/qt&gt;</translation>
    </message>
    <message>
        <source>&lt;qt&gt;&lt;b&gt;%1&lt;/b&gt;: the median of the project is %2; this lies %3 quartile distances from it. Shown is how much of the strangeness would go with the median in its place, by %4.&lt;/qt&gt;</source>
        <translation>&lt;qt&gt;&lt;b&gt;%1&lt;/b&gt;: la mediana del progetto è %2; questo ne dista %3 distanze interquartili. È mostrato quanta stranezza se ne andrebbe con la mediana al suo posto, secondo %4.&lt;/qt&gt;</translation>
    </message>
    <message>
        <source>Learning what is usual…</source>
        <translation>Si impara che cosa è usuale…</translation>
    </message>
    <message>
        <source>%1 candidates measured over %2 fields in %3 s: the strangest first.</source>
        <translation>%1 candidati misurati su %2 campi in %3 s: i più strani per primi.</translation>
    </message>
</context>
<context>
    <name>vetrina::ui::MapPage</name>
    <message>
        <source>All of the map is in sight.</source>
        <translation>Tutta la mappa è visibile.</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>Sulla mappa</translation>
    </message>
    <message>
        <source>Where the candidate stands in Map</source>
        <translation>Dove sta il candidato nella Mappa</translation>
    </message>
    <message>
        <source>There is no candidate to show</source>
        <translation>Non c’è un candidato da mostrare</translation>
    </message>
    <message>
        <source>%1 labelled %2: one undo takes all of them back.</source>
        <translation>%1 etichettati %2: un solo annulla li riprende tutti.</translation>
    </message>
    <message>
        <source>beginning…</source>
        <translation>si comincia…</translation>
    </message>
    <message>
        <source> · %1 a second</source>
        <translation> · %1 al secondo</translation>
    </message>
    <message>
        <source> · %1 min left</source>
        <translation> · ancora %1 min</translation>
    </message>
    <message>
        <source> · %1 s left</source>
        <translation> · ancora %1 s</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vettori</translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation>Disposizione</translation>
    </message>
    <message>
        <source>Main components</source>
        <translation>Componenti principali</translation>
    </message>
    <message>
        <source>There is no map yet</source>
        <translation>Non c’è ancora una mappa</translation>
    </message>
    <message>
        <source>Nothing is selected on the map</source>
        <translation>Sulla mappa non è selezionato nulla</translation>
    </message>
    <message>
        <source>Drag to pan</source>
        <translation>Trascina per spostare</translation>
    </message>
    <message>
        <source>Drag a lasso</source>
        <translation>Trascina un lazo</translation>
    </message>
    <message>
        <source>Drag a rectangle</source>
        <translation>Trascina un rettangolo</translation>
    </message>
    <message>
        <source>Fit the map</source>
        <translation>Tutta la mappa</translation>
    </message>
    <message>
        <source>Zoom in on the map</source>
        <translation>Ingrandisci la mappa</translation>
    </message>
    <message>
        <source>Zoom out of the map</source>
        <translation>Rimpicciolisci la mappa</translation>
    </message>
    <message>
        <source>Vectors, colours, points</source>
        <translation>Vettori, colori, punti</translation>
    </message>
    <message>
        <source>Show or fold the left column</source>
        <translation>Mostra o chiudi la colonna di sinistra</translation>
    </message>
    <message>
        <source>Colour by a field…</source>
        <translation>Colora secondo un campo…</translation>
    </message>
    <message>
        <source>Colour by label</source>
        <translation>Colora secondo l’etichetta</translation>
    </message>
    <message>
        <source>Colour by score</source>
        <translation>Colora secondo il punteggio</translation>
    </message>
    <message>
        <source>Colour by anomaly</source>
        <translation>Colora secondo l’anomalia</translation>
    </message>
    <message>
        <source>Colour by magnitude</source>
        <translation>Colora secondo la magnitudine</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>Colora secondo</translation>
    </message>
    <message>
        <source>Select all that are shown</source>
        <translation>Seleziona tutti quelli mostrati</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Togli la selezione</translation>
    </message>
    <message>
        <source>Similar to these</source>
        <translation>Simili a questi</translation>
    </message>
    <message>
        <source>Go on in Scan</source>
        <translation>Prosegui in Esame</translation>
    </message>
    <message>
        <source>The selection, or the point in hand</source>
        <translation>La selezione, o il punto in mano</translation>
    </message>
    <message>
        <source>Nothing is selected on the map, and no point is in hand</source>
        <translation>Sulla mappa non è selezionato nulla, e nessun punto è in mano</translation>
    </message>
    <message>
        <source>Show only…</source>
        <translation>Mostra solo…</translation>
    </message>
    <message>
        <source>The filter line of the map</source>
        <translation>La riga del filtro della mappa</translation>
    </message>
    <message>
        <source>No model here gives vectors</source>
        <translation>Nessun modello qui dà vettori</translation>
    </message>
    <message>
        <source>A map is being made</source>
        <translation>Si sta facendo una mappa</translation>
    </message>
    <message>
        <source>Embed and map what is new</source>
        <translation>Vettori e posti per ciò che è nuovo</translation>
    </message>
    <message>
        <source>What is on the map stays</source>
        <translation>Ciò che è sulla mappa resta</translation>
    </message>
    <message>
        <source>Refit the map</source>
        <translation>Rifai la mappa</translation>
    </message>
    <message>
        <source>Everything on it moves</source>
        <translation>Tutto vi si sposta</translation>
    </message>
    <message>
        <source>Stop making the map</source>
        <translation>Smetti di fare la mappa</translation>
    </message>
    <message>
        <source>No map is being made</source>
        <translation>Non si sta facendo una mappa</translation>
    </message>
    <message>
        <source>%1, all that are selected</source>
        <translation>%1, tutti i selezionati</translation>
    </message>
    <message>
        <source>Every candidate of the selection gets the label; one undo for all</source>
        <translation>Ogni candidato della selezione riceve l’etichetta; un solo annulla per tutti</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>Da %1 a %2</translation>
    </message>
    <message>
        <source>Select all of them; with Shift as well, with Alt no longer</source>
        <translation>Selezionali tutti; con Maiusc in aggiunta, con Alt non più</translation>
    </message>
    <message>
        <source>Select: %1</source>
        <translation>Seleziona: %1</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Mostra: %1</translation>
    </message>
    <message>
        <source>Show or hide them</source>
        <translation>Mostrali o nascondili</translation>
    </message>
    <message>
        <source>%1: the selection over all</source>
        <translation>%1: la selezione su tutti</translation>
    </message>
    <message>
        <source>%1 from %2 to %3: %4 selected of %5</source>
        <translation>%1 da %2 a %3: %4 selezionati su %5</translation>
    </message>
    <message>
        <source>The candidate under the cursor</source>
        <translation>Il candidato sotto il cursore</translation>
    </message>
    <message>
        <source>survey %1</source>
        <translation>survey %1</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>senza etichetta</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selezione</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campi</translation>
    </message>
    <message>
        <source>In the selection</source>
        <translation>Nella selezione</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>Da qui prosegui</translation>
    </message>
    <message>
        <source>Why these hang together</source>
        <translation>Perché stanno insieme</translation>
    </message>
    <message>
        <source>Draw a lasso about some points, click on one, or select all with Ctrl+A.</source>
        <translation>Traccia un lazo attorno ad alcuni punti, fai clic su uno, o selezionali tutti con Ctrl+A.</translation>
    </message>
    <message>
        <source>Only those without a label</source>
        <translation>Solo quelli senza etichetta</translation>
    </message>
    <message>
        <source>What is in the selection</source>
        <translation>Che cosa c’è nella selezione</translation>
    </message>
    <message>
        <source>Fields that set the selection apart</source>
        <translation>Campi che distinguono la selezione</translation>
    </message>
    <message>
        <source>selection over all</source>
        <translation>selezione su tutti</translation>
    </message>
    <message>
        <source>nearest the middle</source>
        <translation>più vicini al centro</translation>
    </message>
    <message>
        <source>Select the %1 candidates that look most like these to the model</source>
        <translation>Seleziona i %1 candidati che per il modello somigliano di più a questi</translation>
    </message>
    <message>
        <source>Those that have a label leave the selection</source>
        <translation>Quelli con un’etichetta escono dalla selezione</translation>
    </message>
    <message>
        <source>%1 labelled here, %2 of them otherwise</source>
        <translation>%1 etichettati qui, %2 di loro altrimenti</translation>
    </message>
    <message>
        <source>%1 labelled here</source>
        <translation>%1 etichettati qui</translation>
    </message>
    <message>
        <source>None of these has a label.</source>
        <translation>Nessuno di questi ha un’etichetta.</translation>
    </message>
    <message>
        <source>%1 σ</source>
        <translation>%1 σ</translation>
    </message>
    <message>
        <source>&lt;qt&gt;&lt;b&gt;%1&lt;/b&gt;: the mean is %2 here and %3 of all&lt;/qt&gt;</source>
        <translation>&lt;qt&gt;&lt;b&gt;%1&lt;/b&gt;: la media è %2 qui e %3 di tutti&lt;/qt&gt;</translation>
    </message>
    <message>
        <source>All of these have a label.</source>
        <translation>Tutti questi hanno un’etichetta.</translation>
    </message>
    <message>
        <source>Candidate %1 of those nearest the middle</source>
        <translation>Candidato %1 di quelli più vicini al centro</translation>
    </message>
    <message>
        <source>Open it in Scan</source>
        <translation>Aprilo in Esame</translation>
    </message>
    <message>
        <source>Open %1 in Scan</source>
        <translation>Apri %1 in Esame</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Togli</translation>
    </message>
    <message>
        <source>What to do with the selection</source>
        <translation>Che cosa fare della selezione</translation>
    </message>
    <message>
        <source>The queue of Scan becomes the selection</source>
        <translation>La coda di Esame diventa la selezione</translation>
    </message>
    <message>
        <source>Nothing is selected any longer</source>
        <translation>Nulla è più selezionato</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; selected</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; selezionati</translation>
    </message>
    <message>
        <source>Label %1 as %2: one undo</source>
        <translation>Etichetta %1 come %2: un solo annulla</translation>
    </message>
    <message>
        <source>No vectors yet, and no model here that gives any.
Import a model: vetrina models import</source>
        <translation>Ancora nessun vettore, e qui nessun modello che ne dia.
Importa un modello: vetrina models import</translation>
    </message>
    <message>
        <source>No vectors yet.</source>
        <translation>Ancora nessun vettore.</translation>
    </message>
    <message>
        <source>Embed %1 with %2</source>
        <translation>Vettori di %1 con %2</translation>
    </message>
    <message>
        <source>No %1 of these vectors yet.</source>
        <translation>Ancora nessuna %1 di questi vettori.</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Neighbours together, groups apart; sizes of islands and distances between them mean little</source>
        <translation>I vicini insieme, i gruppi separati; la grandezza delle isole e le distanze fra loro dicono poco</translation>
    </message>
    <message>
        <source>UMAP</source>
        <translation>UMAP</translation>
    </message>
    <message>
        <source>Map %1 vectors</source>
        <translation>Mappa di %1 vettori</translation>
    </message>
    <message>
        <source>Nothing is scored yet: Model &gt; Score this project</source>
        <translation>Ancora nessun punteggio: Modello &gt; Valuta questo progetto</translation>
    </message>
    <message>
        <source>Nothing was measured yet: Model &gt; Find what is unusual</source>
        <translation>Ancora nulla di misurato: Modello &gt; Trova ciò che è insolito</translation>
    </message>
    <message>
        <source>a column</source>
        <translation>una colonna</translation>
    </message>
    <message>
        <source>Numbers are shown by a scale from the lowest to the highest hundredth, words by class.</source>
        <translation>I numeri si mostrano con una scala dal più basso al più alto centesimo, le parole per classi.</translation>
    </message>
    <message>
        <source>There is no column “%1”.</source>
        <translation>Non c’è una colonna “%1”.</translation>
    </message>
    <message>
        <source>What dragging does</source>
        <translation>Che cosa fa il trascinare</translation>
    </message>
    <message>
        <source>What becomes of the selection before</source>
        <translation>Che cosa diventa la selezione di prima</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mappa</translation>
    </message>
    <message>
        <source>What was made by then stays</source>
        <translation>Ciò che è fatto fin lì resta</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Sposta</translation>
    </message>
    <message>
        <source>Drag moves the map, as the middle button always does (P)</source>
        <translation>Trascinare sposta la mappa, come sempre il tasto centrale (P)</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lazo</translation>
    </message>
    <message>
        <source>Draw about the points to select (L)</source>
        <translation>Traccia attorno ai punti da selezionare (L)</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rettangolo</translation>
    </message>
    <message>
        <source>Drag a rectangle about them (T)</source>
        <translation>Trascina un rettangolo attorno a loro (T)</translation>
    </message>
    <message>
        <source>The selection before goes</source>
        <translation>La selezione di prima se ne va</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Aggiungi</translation>
    </message>
    <message>
        <source>To the selection before; also with Shift held</source>
        <translation>Alla selezione di prima; anche tenendo Maiusc</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Togli</translation>
    </message>
    <message>
        <source>From the selection before; also with Alt held</source>
        <translation>Dalla selezione di prima; anche tenendo Alt</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colori</translation>
    </message>
    <message>
        <source>Vectors, colours, points, filter (V)</source>
        <translation>Vettori, colori, punti, filtro (V)</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Che cosa mostra la mappa</translation>
    </message>
    <message>
        <source>All of the map</source>
        <translation>Tutta la mappa</translation>
    </message>
    <message>
        <source>All candidates by what a model sees in them</source>
        <translation>Tutti i candidati secondo ciò che un modello vi vede</translation>
    </message>
    <message>
        <source>%1 on the map in %2 s</source>
        <translation>%1 sulla mappa in %2 s</translation>
    </message>
    <message>
        <source>, %1 of them placed without a refit</source>
        <translation>, %1 di loro posti senza rifarla</translation>
    </message>
    <message>
        <source>, %1 refused</source>
        <translation>, %1 rifiutati</translation>
    </message>
    <message>
        <source>%1 points · frame %2 ms</source>
        <translation>%1 punti · quadro %2 ms</translation>
    </message>
    <message>
        <source>points a pixel: 1 … %1, log</source>
        <translation>punti per pixel: 1 … %1, log</translation>
    </message>
    <message>
        <source>Kind of map</source>
        <translation>Tipo di mappa</translation>
    </message>
    <message>
        <source>How points are shown</source>
        <translation>Come si mostrano i punti</translation>
    </message>
    <message>
        <source>Vectors for those that came since, and their places; what is on the map stays</source>
        <translation>Vettori per quelli arrivati dopo, e i loro posti; ciò che è sulla mappa resta</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>Rifai</translation>
    </message>
    <message>
        <source>Make the map anew of all vectors; everything on it moves</source>
        <translation>Rifai la mappa di tutti i vettori; tutto vi si sposta</translation>
    </message>
    <message>
        <source>Size of the points</source>
        <translation>Grandezza dei punti</translation>
    </message>
    <message>
        <source>Opacity of the points</source>
        <translation>Opacità dei punti</translation>
    </message>
    <message>
        <source>Grey what is not selected</source>
        <translation>In grigio ciò che non è selezionato</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostra</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punti</translation>
    </message>
    <message>
        <source>Show only candidates that pass this filter</source>
        <translation>Mostra solo i candidati che passano questo filtro</translation>
    </message>
    <message>
        <source>drb &gt; 0.5</source>
        <translation>drb &gt; 0.5</translation>
    </message>
    <message>
        <source>Whose vectors</source>
        <translation>Vettori di chi</translation>
    </message>
    <message>
        <source>Along the two directions in which the vectors spread most</source>
        <translation>Lungo le due direzioni in cui i vettori si allargano di più</translation>
    </message>
    <message>
        <source>Neighbours together; distances between islands mean little</source>
        <translation>I vicini insieme; le distanze tra isole dicono poco</translation>
    </message>
    <message>
        <source>trustworthiness, k 10</source>
        <translation>affidabilità, k 10</translation>
    </message>
    <message>
        <source>1 where neighbours on the map are neighbours among the vectors (Venna and Kaski 2001)</source>
        <translation>1 dove i vicini sulla mappa sono vicini tra i vettori (Venna e Kaski 2001)</translation>
    </message>
    <message>
        <source>neighbours kept, k 10</source>
        <translation>vicini tenuti, k 10</translation>
    </message>
    <message>
        <source>The share of the ten nearest vectors that are among the ten nearest on the map</source>
        <translation>La parte dei dieci vettori più vicini che sono tra i dieci più vicini sulla mappa</translation>
    </message>
    <message>
        <source>placed without a refit</source>
        <translation>posti senza rifarla</translation>
    </message>
    <message>
        <source>Candidates that came after the map was made and were put among their neighbours</source>
        <translation>Candidati arrivati dopo che la mappa fu fatta e messi tra i loro vicini</translation>
    </message>
    <message>
        <source>What you said of them</source>
        <translation>Che cosa ne hai detto</translation>
    </message>
    <message>
        <source>What the model says of them</source>
        <translation>Che cosa ne dice il modello</translation>
    </message>
    <message>
        <source>How unusual they are in their night</source>
        <translation>Quanto sono insoliti nella loro notte</translation>
    </message>
    <message>
        <source>How bright they are</source>
        <translation>Quanto sono luminosi</translation>
    </message>
    <message>
        <source>Colour by any column</source>
        <translation>Colora secondo una colonna qualsiasi</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Marks where there are few, else their density</source>
        <translation>Segni dove sono pochi, altrimenti la loro densità</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Densità</translation>
    </message>
    <message>
        <source>How many lie where</source>
        <translation>Quanti stanno dove</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Segni</translation>
    </message>
    <message>
        <source>A mark each</source>
        <translation>Un segno ciascuno</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Grandezza</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacità</translation>
    </message>
    <message>
        <source>%1 vectors</source>
        <translation>%1 vettori</translation>
    </message>
    <message>
        <source>%1 · none yet</source>
        <translation>%1 · ancora nessuno</translation>
    </message>
    <message>
        <source>Whose vectors the map shows</source>
        <translation>Di chi sono i vettori che la mappa mostra</translation>
    </message>
    <message>
        <source>Measured at %1 of %2 points</source>
        <translation>Misurato in %1 di %2 punti</translation>
    </message>
    <message>
        <source>Place %1 new</source>
        <translation>Poni %1 nuovi</translation>
    </message>
    <message>
        <source>Field: %1</source>
        <translation>Campo: %1</translation>
    </message>
    <message>
        <source>Any field…</source>
        <translation>Un campo qualsiasi…</translation>
    </message>
    <message>
        <source>Every point is drawn.</source>
        <translation>Ogni punto è disegnato.</translation>
    </message>
    <message>
        <source>%1 of %2 points are drawn.</source>
        <translation>Sono disegnati %1 punti su %2.</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 selezionati</translation>
    </message>
    <message>
        <source>Selected: the %1 that look most like those.</source>
        <translation>Selezionati: i %1 che somigliano di più a quelli.</translation>
    </message>
    <message>
        <source>That candidate is not on this map: it has no vector yet.</source>
        <translation>Quel candidato non è su questa mappa: non ha ancora un vettore.</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>Senza valore</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Altri</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sì</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Map of the candidates</source>
        <translation>Mappa dei candidati</translation>
    </message>
    <message numerus="yes">
        <source> · %n candidates</source>
        <translation>
            <numerusform> · %n candidato</numerusform>
            <numerusform> · %n candidati</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>epoch</source>
        <translation>epoca</translation>
    </message>
    <message>
        <source>no epoch yet</source>
        <translation>ancora nessuna epoca</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>migliore %1</translation>
    </message>
    <message>
        <source>epoch %1: %2</source>
        <translation>epoca %1: %2</translation>
    </message>
    <message>
        <source>Fine-tune…</source>
        <translation>Affina…</translation>
    </message>
    <message>
        <source>A recipe, and what it would learn from</source>
        <translation>Una ricetta, e da che cosa imparerebbe</translation>
    </message>
    <message>
        <source>This is the Train workspace</source>
        <translation>Questo è l'ambiente Addestra</translation>
    </message>
    <message>
        <source>Retrain on what I labelled</source>
        <translation>Riaddestra su ciò che ho etichettato</translation>
    </message>
    <message>
        <source>Fine-tunes the default model on the labels as they are</source>
        <translation>Affina il modello predefinito sulle etichette così come sono</translation>
    </message>
    <message>
        <source>Fine-tuning on the labels as they are; Train shows how it goes.</source>
        <translation>Affinamento sulle etichette così come sono; Addestra mostra come va.</translation>
    </message>
    <message>
        <source>Roll back the default model</source>
        <translation>Torna al modello predefinito precedente</translation>
    </message>
    <message>
        <source>To the one that was promoted before</source>
        <translation>A quello promosso prima</translation>
    </message>
    <message>
        <source>Rolling back…</source>
        <translation>Ritorno al precedente…</translation>
    </message>
    <message>
        <source>%1 is the default now, and scores this project.</source>
        <translation>%1 è ora il predefinito e valuta questo progetto.</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Torna a %1</translation>
    </message>
    <message>
        <source>Training stops</source>
        <translation>L'addestramento si ferma</translation>
    </message>
    <message>
        <source>Training: epoch %1 of %2, %3/s</source>
        <translation>Addestramento: epoca %1 di %2, %3/s</translation>
    </message>
    <message>
        <source>Training: measuring</source>
        <translation>Addestramento: misura</translation>
    </message>
    <message>
        <source>Training: preparing</source>
        <translation>Addestramento: preparazione</translation>
    </message>
    <message>
        <source>Run %1 stands still. It goes on where it was: Train, Resume.</source>
        <translation>La prova %1 è in pausa. Riprende da dov'era: Addestra, Riprendi.</translation>
    </message>
    <message>
        <source>Run %1 made %2</source>
        <translation>La prova %1 ha prodotto %2</translation>
    </message>
    <message>
        <source>: AUC %1 on its test part</source>
        <translation>: AUC %1 sulla parte di test</translation>
    </message>
    <message>
        <source>: macro F1 %1 on its test part</source>
        <translation>: macro F1 %1 sulla parte di test</translation>
    </message>
    <message>
        <source>, %1 before</source>
        <translation>, %1 prima</translation>
    </message>
    <message>
        <source>Promote</source>
        <translation>Promuovi</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Confronto</translation>
    </message>
    <message>
        <source>Choose two runs to compare them on their test parts.</source>
        <translation>Scegli due prove per confrontarle sulle loro parti di test.</translation>
    </message>
    <message>
        <source>Runs %1 and %2</source>
        <translation>Prove %1 e %2</translation>
    </message>
    <message>
        <source>%1 was not measured on a test part.</source>
        <translation>%1 non è stata misurata su una parte di test.</translation>
    </message>
    <message>
        <source>same test part</source>
        <translation>stessa parte di test</translation>
    </message>
    <message>
        <source>other test parts</source>
        <translation>parti di test diverse</translation>
    </message>
    <message>
        <source>Grey: the 95 % intervals meet.</source>
        <translation>Grigio: gli intervalli al 95 % si toccano.</translation>
    </message>
    <message>
        <source>Their labels differ: each was tested on its own part. Grey: the 95 % intervals meet.</source>
        <translation>Le etichette sono diverse: ognuna è stata provata sulla propria parte. Grigio: gli intervalli al 95 % si toccano.</translation>
    </message>
    <message>
        <source>test part, %L1</source>
        <translation>parte di test, %L1</translation>
    </message>
    <message>
        <source>after</source>
        <translation>dopo</translation>
    </message>
    <message>
        <source>before</source>
        <translation>prima</translation>
    </message>
    <message>
        <source>What it started from has other classes: there is no before. Choose two runs to compare them.</source>
        <translation>Il modello di partenza ha altre classi: non c'è un prima. Scegli due prove per confrontarle.</translation>
    </message>
    <message>
        <source>Before and after it learned, on candidates of objects that it never saw. Grey: the 95 % intervals meet.</source>
        <translation>Prima e dopo l'addestramento, su candidati di oggetti mai visti. Grigio: gli intervalli al 95 % si toccano.</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice di confusione</translation>
    </message>
    <message>
        <source>%1: %2 of %3 right</source>
        <translation>%1: %2 su %3 giusti</translation>
    </message>
    <message>
        <source>%1 of %2 labelled %3 were called %4</source>
        <translation>%1 su %2 con etichetta %3 sono stati chiamati %4</translation>
    </message>
    <message>
        <source>After the first epoch.</source>
        <translation>Dopo la prima epoca.</translation>
    </message>
    <message>
        <source>what is thin</source>
        <translation>che cosa scarseggia</translation>
    </message>
    <message>
        <source>%1 · thin</source>
        <translation>%1 · poche</translation>
    </message>
    <message>
        <source>train %L1, validation %L2, test %L3, unused %L4</source>
        <translation>addestramento %L1, validazione %L2, test %L3, non usati %L4</translation>
    </message>
    <message>
        <source>%1 has none in the test part: its recall will not be known.</source>
        <translation>%1 non ne ha nella parte di test: la sua completezza non sarà nota.</translation>
    </message>
    <message>
        <source>%1 has %2 in the test part: its recall will be known to ± %3 only.</source>
        <translation>%1 ne ha %2 nella parte di test: la sua completezza sarà nota solo a ± %3.</translation>
    </message>
    <message>
        <source>Nothing to learn from yet.</source>
        <translation>Ancora niente da cui imparare.</translation>
    </message>
    <message>
        <source>Each class has enough in the test part for its recall to be known to ± 0.2.</source>
        <translation>Ogni classe ne ha abbastanza nella parte di test perché la completezza sia nota a ± 0.2.</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Segni</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>base</translation>
    </message>
    <message>
        <source>head</source>
        <translation>testa</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>densa</translation>
    </message>
    <message>
        <source>%1: '%2' is no number from %3 to %4</source>
        <translation>%1: '%2' non è un numero da %3 a %4</translation>
    </message>
    <message>
        <source>Correct the recipe.</source>
        <translation>Correggi la ricetta.</translation>
    </message>
    <message>
        <source>'%1' names no class</source>
        <translation>'%1' non nomina una classe</translation>
    </message>
    <message>
        <source>Write a class, a colon and its filter.</source>
        <translation>Scrivi una classe, due punti e il suo filtro.</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Affinamento</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Da zero</translation>
    </message>
    <message>
        <source>The model that ships</source>
        <translation>Il modello fornito</translation>
    </message>
    <message>
        <source>None: from scratch</source>
        <translation>Nessuno: da zero</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Predefinito: %1</translation>
    </message>
    <message>
        <source>Default: none yet</source>
        <translation>Predefinito: ancora nessuno</translation>
    </message>
    <message>
        <source>%1, %2 × %3 px</source>
        <translation>%1, %2 × %3 px</translation>
    </message>
    <message>
        <source>Whether this part learns; those before it do not unless it does</source>
        <translation>Se questa parte impara; quelle prima imparano solo se impara anche questa</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tutte</translation>
    </message>
    <message>
        <source>Nothing but the head learns</source>
        <translation>Impara soltanto la testa</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>conteggio…</translation>
    </message>
    <message>
        <source>%L1 labels of %L2 objects</source>
        <translation>%L1 etichette di %L2 oggetti</translation>
    </message>
    <message>
        <source>Validation %L1, test %L2. No object is in two parts.</source>
        <translation>Validazione %L1, test %L2. Nessun oggetto è in due parti.</translation>
    </message>
    <message>
        <source>%L1 left out: the model knows nothing of their label.</source>
        <translation>%L1 esclusi: il modello non conosce la loro etichetta.</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Ricetta</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Modello di base</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Pesi delle classi</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisione</translation>
    </message>
    <message>
        <source>A recipe from a file</source>
        <translation>Una ricetta da un file</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salva come…</translation>
    </message>
    <message>
        <source>This recipe into a file, for `vetrina train --recipe` too</source>
        <translation>Questa ricetta in un file, anche per `vetrina train --recipe`</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>Nuovo modello</translation>
    </message>
    <message>
        <source>its name in the library</source>
        <translation>il suo nome nella libreria</translation>
    </message>
    <message>
        <source>label</source>
        <translation>etichetta</translation>
    </message>
    <message>
        <source>Only where</source>
        <translation>Solo dove</translation>
    </message>
    <message>
        <source>every label</source>
        <translation>ogni etichetta</translation>
    </message>
    <message>
        <source>Learns from</source>
        <translation>Impara da</translation>
    </message>
    <message>
        <source>Which parts train</source>
        <translation>Quali parti imparano</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Ottimizzatore</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>Variazioni</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Divisione</translation>
    </message>
    <message>
        <source>Parts that train</source>
        <translation>Parti che imparano</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Specchio</translation>
    </message>
    <message>
        <source>Left and right, up and down, each with half a chance</source>
        <translation>Destra e sinistra, sopra e sotto, ognuno una volta su due</translation>
    </message>
    <message>
        <source>Right angles</source>
        <translation>Angoli retti</translation>
    </message>
    <message>
        <source>Turned by 0, 90, 180 or 270 degrees</source>
        <translation>Ruotato di 0, 90, 180 o 270 gradi</translation>
    </message>
    <message>
        <source>The column that names a candidate's class: label, label.USER, or any field</source>
        <translation>La colonna che nomina la classe di un candidato: label, label.UTENTE o un campo qualsiasi</translation>
    </message>
    <message>
        <source>The classes are given by filters</source>
        <translation>Le classi sono date da filtri</translation>
    </message>
    <message>
        <source>Frozen parts</source>
        <translation>Parti ferme</translation>
    </message>
    <message>
        <source>So many parts, from the image on, do not learn</source>
        <translation>Tante parti, a partire dall'immagine, non imparano</translation>
    </message>
    <message>
        <source>Rate by depth</source>
        <translation>Passo per profondità</translation>
    </message>
    <message>
        <source>The head learns at the rate, each part before it at so much of the next one's</source>
        <translation>La testa impara a quel passo, ogni parte prima a tanto di quello della successiva</translation>
    </message>
    <message>
        <source>Of learning, at its highest (AdamW)</source>
        <translation>Di apprendimento, al massimo (AdamW)</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>Decadimento</translation>
    </message>
    <message>
        <source>Of the weights (AdamW)</source>
        <translation>Dei pesi (AdamW)</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Avvio</translation>
    </message>
    <message>
        <source>Epochs until the rate is at its highest; then it falls as a cosine</source>
        <translation>Epoche fino al passo massimo; poi scende come un coseno</translation>
    </message>
    <message>
        <source>At the most</source>
        <translation>Al massimo</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Gruppo</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>Immagini per passo</translation>
    </message>
    <message>
        <source>Ends after so many epochs without a smaller validation loss; 0: never early</source>
        <translation>Finisce dopo tante epoche senza una perdita di validazione minore; 0: mai prima</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Of a moving average of the weights, which is then what is kept; 0: none</source>
        <translation>Di una media mobile dei pesi, che è poi ciò che si tiene; 0: nessuna</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <source>Of first weights, order and augmentation; the same gives the same model on the CPU</source>
        <translation>Dei primi pesi, dell'ordine e delle variazioni; lo stesso dà lo stesso modello sulla CPU</translation>
    </message>
    <message>
        <source>Shift, px</source>
        <translation>Spostamento, px</translation>
    </message>
    <message>
        <source>By up to so many whole pixels either way</source>
        <translation>Fino a tanti pixel interi in ogni verso</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rumore</translation>
    </message>
    <message>
        <source>Of so many times the stamp's own</source>
        <translation>Tante volte quello del ritaglio</translation>
    </message>
    <message>
        <source>Validation, %</source>
        <translation>Validazione, %</translation>
    </message>
    <message>
        <source>Of the objects: what chooses the best epoch</source>
        <translation>Degli oggetti: ciò che sceglie l'epoca migliore</translation>
    </message>
    <message>
        <source>Test, %</source>
        <translation>Test, %</translation>
    </message>
    <message>
        <source>Of the objects: never learned from, measured once at the end</source>
        <translation>Degli oggetti: mai usati per imparare, misurati una volta alla fine</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>Seme della divisione</translation>
    </message>
    <message>
        <source>The same seed puts an object into the same part</source>
        <translation>Lo stesso seme mette un oggetto nella stessa parte</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Ingresso</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classi</translation>
    </message>
    <message>
        <source>Classes by filters</source>
        <translation>Classi da filtri</translation>
    </message>
    <message>
        <source>or a filter for each class, a line each:
real: drb &gt; 0.5
bogus: drb &lt;= 0.5</source>
        <translation>o un filtro per ogni classe, uno per riga:
real: drb &gt; 0.5
bogus: drb &lt;= 0.5</translation>
    </message>
    <message>
        <source>by depth ×</source>
        <translation>per profondità ×</translation>
    </message>
    <message>
        <source>AdamW, cosine</source>
        <translation>AdamW, coseno</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>decad.</translation>
    </message>
    <message>
        <source>Epochs, batch</source>
        <translation>Epoche, gruppo</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>pazienza</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>seme</translation>
    </message>
    <message>
        <source>classes count alike</source>
        <translation>ogni classe conta uguale</translation>
    </message>
    <message>
        <source>images count alike</source>
        <translation>ogni immagine conta uguale</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>mixed, on a GPU</source>
        <translation>mista, su una GPU</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perdita</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>rumore</translation>
    </message>
    <message>
        <source>by object</source>
        <translation>per oggetto</translation>
    </message>
    <message>
        <source>The test is drawn by chance, so that it is a fair sample, and stays the same as labels are added: what tested yesterday's model is not learnt from today. Of the rest, validation has the same share of each class.</source>
        <translation>Il test è estratto a caso, perché sia un campione equo, e resta lo stesso quando si aggiungono etichette: da ciò che ieri provava il modello oggi non si impara. Del resto, la validazione ha la stessa quota di ogni classe.</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validazione</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Confusione</translation>
    </message>
    <message>
        <source>Loss by epoch</source>
        <translation>Perdita per epoca</translation>
    </message>
    <message>
        <source>AUC and macro F1 by epoch</source>
        <translation>AUC e macro F1 per epoca</translation>
    </message>
    <message>
        <source>train</source>
        <translation>addestr.</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validazione</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>macro F1</translation>
    </message>
    <message>
        <source>Epoch of the confusion matrix</source>
        <translation>Epoca della matrice di confusione</translation>
    </message>
    <message>
        <source>Drag back to see where a class was lost</source>
        <translation>Trascina indietro per vedere dove si è persa una classe</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoca</translation>
    </message>
    <message>
        <source>There is one epoch at the most</source>
        <translation>C'è al massimo un'epoca</translation>
    </message>
    <message>
        <source>validation, %L1</source>
        <translation>validazione, %L1</translation>
    </message>
    <message>
        <source>95 % intervals: %1 to %2, %3 to %4</source>
        <translation>Intervalli al 95 %: da %1 a %2, da %3 a %4</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>accuratezza</translation>
    </message>
    <message>
        <source>%1 recall</source>
        <translation>completezza %1</translation>
    </message>
    <message>
        <source>%1 of %2, %3 of %4</source>
        <translation>%1 su %2, %3 su %4</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Prova %1</translation>
    </message>
    <message>
        <source>DEFAULT</source>
        <translation>PREDEFINITO</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>IN CORSO</translation>
    </message>
    <message>
        <source>STOPPED</source>
        <translation>FERMA</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>FALLITA</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Stop, keep best</source>
        <translation>Ferma, tieni la migliore</translation>
    </message>
    <message>
        <source>The run in view</source>
        <translation>La prova in vista</translation>
    </message>
    <message>
        <source>The best so far becomes a model; the run can go on later</source>
        <translation>La migliore finora diventa un modello; la prova può riprendere più tardi</translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation>A che punto è l'addestramento</translation>
    </message>
    <message>
        <source>There is no run yet</source>
        <translation>Non c'è ancora nessuna prova</translation>
    </message>
    <message>
        <source>Run %1 is over</source>
        <translation>La prova %1 è finita</translation>
    </message>
    <message>
        <source>A run</source>
        <translation>Una prova</translation>
    </message>
    <message>
        <source>%1 · from %2 · %L3 labels</source>
        <translation>%1 · da %2 · %L3 etichette</translation>
    </message>
    <message>
        <source>scratch</source>
        <translation>zero</translation>
    </message>
    <message>
        <source>It is stopping</source>
        <translation>Si sta fermando</translation>
    </message>
    <message>
        <source>Stands still from here on; it can go on later</source>
        <translation>Si ferma qui; può riprendere più tardi</translation>
    </message>
    <message>
        <source>There is nothing to keep yet</source>
        <translation>Non c'è ancora niente da tenere</translation>
    </message>
    <message>
        <source>/ %1 epochs</source>
        <translation>/ %1 epoche</translation>
    </message>
    <message>
        <source>left at the most</source>
        <translation>al massimo ancora</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>immagini/s</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Si ferma…</translation>
    </message>
    <message>
        <source>on %1 · loss %2</source>
        <translation>su %1 · perdita %2</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>su %1</translation>
    </message>
    <message>
        <source>of %L1 images prepared</source>
        <translation>di %L1 immagini preparate</translation>
    </message>
    <message>
        <source>Measuring the best on the test part…</source>
        <translation>Misura della migliore sulla parte di test…</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Preparazione…</translation>
    </message>
    <message>
        <source>No run in view</source>
        <translation>Nessuna prova in vista</translation>
    </message>
    <message>
        <source>A run shows here how far it is, how fast, and how long it will take.</source>
        <translation>Una prova mostra qui a che punto è, a che velocità e quanto manca.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Riprendi</translation>
    </message>
    <message>
        <source>Goes on from its last checkpoint</source>
        <translation>Riprende dall'ultimo punto salvato</translation>
    </message>
    <message>
        <source>of training</source>
        <translation>di addestramento</translation>
    </message>
    <message>
        <source>the best epoch</source>
        <translation>l'epoca migliore</translation>
    </message>
    <message>
        <source>Stopped; it can go on</source>
        <translation>Ferma; può riprendere</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallita</translation>
    </message>
    <message>
        <source>Ended: no better for %1 epochs</source>
        <translation>Finita: non migliora da %1 epoche</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Finita</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoca %1</translation>
    </message>
    <message>
        <source>Millions of numbers of the network that learn</source>
        <translation>Milioni di numeri della rete che imparano</translation>
    </message>
    <message>
        <source>Of real against bogus, on the test part: candidates of objects it never learned from</source>
        <translation>Di reali contro falsi, sulla parte di test: candidati di oggetti da cui non ha mai imparato</translation>
    </message>
    <message>
        <source>The mean F1 of the classes, on the test part</source>
        <translation>La media degli F1 delle classi, sulla parte di test</translation>
    </message>
    <message>
        <source>run</source>
        <translation>prova</translation>
    </message>
    <message>
        <source>model</source>
        <translation>modello</translation>
    </message>
    <message>
        <source>starts from</source>
        <translation>parte da</translation>
    </message>
    <message>
        <source>M trained</source>
        <translation>M che imparano</translation>
    </message>
    <message>
        <source>time</source>
        <translation>tempo</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>state</source>
        <translation>stato</translation>
    </message>
    <message>
        <source>Runs, or what their labels are</source>
        <translation>Prove, o quali sono le etichette</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Prove</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Torna al precedente</translation>
    </message>
    <message>
        <source>Promote run %1</source>
        <translation>Promuovi la prova %1</translation>
    </message>
    <message>
        <source>This run made no model</source>
        <translation>Questa prova non ha prodotto modelli</translation>
    </message>
    <message>
        <source>%1 is the default already</source>
        <translation>%1 è già il predefinito</translation>
    </message>
    <message>
        <source>%1 becomes the default, and scores this project from now on</source>
        <translation>%1 diventa il predefinito e valuta questo progetto da ora in poi</translation>
    </message>
    <message>
        <source>No model was the default before this one</source>
        <translation>Nessun modello era il predefinito prima di questo</translation>
    </message>
    <message>
        <source>%1 becomes the default again</source>
        <translation>%1 torna a essere il predefinito</translation>
    </message>
    <message>
        <source>Parts of the labels</source>
        <translation>Parti delle etichette</translation>
    </message>
    <message>
        <source>train %L1, validation %L2, test %L3</source>
        <translation>addestramento %L1, validazione %L2, test %L3</translation>
    </message>
    <message>
        <source>train %1</source>
        <translation>addestr. %1</translation>
    </message>
    <message>
        <source>Train by this recipe</source>
        <translation>Addestra con questa ricetta</translation>
    </message>
    <message>
        <source>In the background</source>
        <translation>In secondo piano</translation>
    </message>
    <message>
        <source>Pause, or go on</source>
        <translation>Pausa, o riprendi</translation>
    </message>
    <message>
        <source>The training stands still, and goes on later where it was</source>
        <translation>L'addestramento si ferma, e riprende poi da dov'era</translation>
    </message>
    <message>
        <source>The best so far becomes a model</source>
        <translation>La migliore finora diventa un modello</translation>
    </message>
    <message>
        <source>No model is being trained</source>
        <translation>Nessun modello è in addestramento</translation>
    </message>
    <message>
        <source>Open a recipe…</source>
        <translation>Apri una ricetta…</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Da un file</translation>
    </message>
    <message>
        <source>Save the recipe as…</source>
        <translation>Salva la ricetta come…</translation>
    </message>
    <message>
        <source>For `vetrina train --recipe` too</source>
        <translation>Anche per `vetrina train --recipe`</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Apri una ricetta</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Ricette (*.json)</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Salva la ricetta</translation>
    </message>
    <message>
        <source>The recipe is in %1.</source>
        <translation>La ricetta è in %1.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Addestra</translation>
    </message>
    <message>
        <source>Models on your labels</source>
        <translation>Modelli sulle tue etichette</translation>
    </message>
    <message>
        <source>Labels and comparison</source>
        <translation>Etichette e confronto</translation>
    </message>
    <message>
        <source>Labels, comparison</source>
        <translation>Etichette, confronto</translation>
    </message>
    <message>
        <source>By this recipe, in the background</source>
        <translation>Con questa ricetta, in secondo piano</translation>
    </message>
    <message>
        <source>The recipe is being read</source>
        <translation>La ricetta viene letta</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>Ancora nessuna prova.</translation>
    </message>
    <message>
        <source>Train on your %L1 labels</source>
        <translation>Addestra sulle tue %L1 etichette</translation>
    </message>
    <message>
        <source>Fine-tune %1 on your %L2 labels</source>
        <translation>Affina %1 sulle tue %L2 etichette</translation>
    </message>
    <message>
        <source>No runs yet. Label some candidates in Scan, or give the classes by filters; then train.</source>
        <translation>Ancora nessuna prova. Etichetta qualche candidato in Esame, o dai le classi con filtri; poi addestra.</translation>
    </message>
    <message>
        <source>Nothing can be trained here</source>
        <translation>Qui non si può addestrare niente</translation>
    </message>
    <message>
        <source>A model is being trained</source>
        <translation>Un modello è in addestramento</translation>
    </message>
</context>
</TS>
