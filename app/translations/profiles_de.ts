<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Causes</name>
    <message>
        <source>%1 (groups: %2, documents: %3)</source>
        <translation>%1 (Gruppen: %2, Dokumente: %3)</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Reads every document of the collection; no index serves this.</source>
        <translation>Liest jedes Dokument der Sammlung; kein Index hilft dabei.</translation>
    </message>
    <message>
        <source>Looks up the rows in the index %1.</source>
        <translation>Sucht die Zeilen im Index %1.</translation>
    </message>
    <message>
        <source>Reads only the documents that the index names.</source>
        <translation>Liest nur die Dokumente, die der Index nennt.</translation>
    </message>
    <message>
        <source>Sorts what it found in memory.</source>
        <translation>Sortiert das Gefundene im Speicher.</translation>
    </message>
    <message>
        <source>Step: %1.</source>
        <translation>Schritt: %1.</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Another document already has %1; the unique index %2 allows one.</source>
        <translation>Ein anderes Dokument hat schon %1; der eindeutige Index %2 erlaubt nur eines.</translation>
    </message>
    <message>
        <source>Open the other document, or change the value here.</source>
        <translation>Öffnen Sie das andere Dokument, oder ändern Sie den Wert hier.</translation>
    </message>
    <message>
        <source>%1 documents share %2 values, so the unique index %3 cannot be made.</source>
        <translation>%1 Dokumente teilen sich %2 Werte, daher kann der eindeutige Index %3 nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Correct the fields that are marked.</source>
        <translation>Berichtigen Sie die markierten Felder.</translation>
    </message>
    <message>
        <source>This is not a document: %1, in line %2.</source>
        <translation>Das ist kein Dokument: %1, in Zeile %2.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Make the plan again.</source>
        <translation>Erstellen Sie den Plan neu.</translation>
    </message>
    <message>
        <source>Another program is writing to the store. Try again.</source>
        <translation>Ein anderes Programm schreibt gerade in den Speicher. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was changed. Free some space and try again.</source>
        <translation>Nichts wurde geändert. Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask who owns the file.</source>
        <translation>Nichts wurde geändert. Fragen Sie, wem die Datei gehört.</translation>
    </message>
    <message>
        <source>Open it as an export, or choose another file.</source>
        <translation>Öffnen Sie sie als Export, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Use the newer version of this program.</source>
        <translation>Nehmen Sie die neuere Version dieses Programms.</translation>
    </message>
    <message>
        <source>Something failed that has no name.</source>
        <translation>Etwas schlug fehl, das keinen Namen hat.</translation>
    </message>
    <message>
        <source>Show the groups, and resolve them by rules.</source>
        <translation>Zeigen Sie die Gruppen, und lösen Sie sie nach Regeln auf.</translation>
    </message>
    <message>
        <source>Nothing was changed. Put back what is missing, if you have it: the newer file, and what lay beside it. Else the page Health (Alt+0) restores a backup, or opens the store as it is.</source>
        <translation>Nichts wurde geändert. Legen Sie zurück, was fehlt, wenn Sie es haben: die neuere Datei und was neben ihr lag. Sonst stellt die Seite Zustand (Alt+0) eine Sicherung wieder her oder öffnet den Speicher, wie er ist.</translation>
    </message>
    <message>
        <source>Nothing was changed. The page Health (Alt+0) checks and repairs it, restores a backup, or reads what can be read into a new store.</source>
        <translation>Nichts wurde geändert. Die Seite Zustand (Alt+0) prüft und repariert ihn, stellt eine Sicherung wieder her oder liest in einen neuen Speicher, was lesbar ist.</translation>
    </message>
    <message>
        <source>Nothing was changed. Move the file that ends with -wal away, put back the one that belongs to the store, and open it again.</source>
        <translation>Nichts wurde geändert. Nehmen Sie die Datei weg, die auf -wal endet, legen Sie die zurück, die zum Speicher gehört, und öffnen Sie ihn noch einmal.</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>%1, the document %2: %3</source>
        <translation>%1, das Dokument %2: %3</translation>
    </message>
    <message>
        <source>%1, rows %2 to %3: %4</source>
        <translation>%1, Zeilen %2 bis %3: %4</translation>
    </message>
    <message>
        <source>%1, row %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>it was changed since</source>
        <translation>es wurde seither geändert</translation>
    </message>
    <message>
        <source>a later import builds on it</source>
        <translation>ein späterer Import baut darauf auf</translation>
    </message>
    <message>
        <source>another document now has its key</source>
        <translation>ein anderes Dokument hat jetzt seinen Schlüssel</translation>
    </message>
    <message>
        <source>the validator would refuse it</source>
        <translation>die Prüfregel würde es ablehnen</translation>
    </message>
    <message>
        <source>Nowhere in the store: %1.</source>
        <translation>Nirgends im Speicher: %1.</translation>
    </message>
    <message>
        <source>%1 bytes of %2 are in no document.</source>
        <translation>%1 Bytes von %2 gehören zu keinem Dokument.</translation>
    </message>
    <message>
        <source>%1 is not what was imported.</source>
        <translation>%1 ist nicht mehr, was importiert wurde.</translation>
    </message>
    <message>
        <source>The import was undone, so there is nothing to prove.</source>
        <translation>Der Import wurde zurückgenommen, daher gibt es nichts zu beweisen.</translation>
    </message>
    <message>
        <source>%1 was left: %2.</source>
        <translation>%1 blieb: %2.</translation>
    </message>
</context>
<context>
    <name>Incident</name>
    <message>
        <source>Window %1</source>
        <translation>Fenster %1</translation>
    </message>
    <message>
        <source>Two windows, the old way</source>
        <translation>Zwei Fenster, auf die alte Art</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>nothing: so create one</source>
        <translation>nichts: also eines anlegen</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>E11000 duplicate key: the page answers 500</source>
        <translation>E11000 duplicate key: die Seite antwortet mit 500</translation>
    </message>
    <message>
        <source>One of the two people at the screen saw an error.</source>
        <translation>Einer von zwei Menschen am Bildschirm sah einen Fehler.</translation>
    </message>
    <message>
        <source>Two windows, get_or_create</source>
        <translation>Zwei Fenster, get_or_create</translation>
    </message>
    <message>
        <source>the one profile</source>
        <translation>das eine Profil</translation>
    </message>
    <message>
        <source>Both windows show the same profile. Nobody saw an error.</source>
        <translation>Beide Fenster zeigen dasselbe Profil. Niemand sah einen Fehler.</translation>
    </message>
    <message>
        <source>Three sections, the old way</source>
        <translation>Drei Abschnitte, auf die alte Art</translation>
    </message>
    <message>
        <source>a profile with this section alone</source>
        <translation>ein Profil mit diesem Abschnitt allein</translation>
    </message>
    <message>
        <source>The user has %1 profiles; the page shows one, and in it %2 of 3 sections. So it went on, up to 187.</source>
        <translation>Der Nutzer hat %1 Profile; die Seite zeigt eines, und darin %2 von 3 Abschnitten. So ging es weiter, bis 187.</translation>
    </message>
    <message>
        <source>Three sections, one upsert each</source>
        <translation>Drei Abschnitte, je ein Upsert</translation>
    </message>
    <message>
        <source>created the profile</source>
        <translation>legte das Profil an</translation>
    </message>
    <message>
        <source>saved into it</source>
        <translation>speicherte hinein</translation>
    </message>
    <message>
        <source>One profile, and in it all %1 sections.</source>
        <translation>Ein Profil, und darin alle %1 Abschnitte.</translation>
    </message>
</context>
<context>
    <name>Indexes</name>
    <message>
        <source>after %1 s</source>
        <translation>nach %1 s</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>About Profiles</source>
        <translation>Über Profiles</translation>
    </message>
    <message>
        <source>Profiles %1

One profile per user: looks into exports full of duplicates and into stores, and makes clean stores of them with nothing lost.</source>
        <translation>Profiles %1

Ein Profil je Nutzer: zeigt, was in Exporten voller Duplikate und in Speichern ist, und macht daraus saubere Speicher, ohne dass etwas verloren geht.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen …</translation>
    </message>
    <message>
        <source>Open an export or a store</source>
        <translation>Export oder Speicher öffnen</translation>
    </message>
    <message>
        <source>&amp;Close the Store</source>
        <translation>Speicher &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo the Last Edit</source>
        <translation>Letzte Änderung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Find Documents</source>
        <translation>Dokumente &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Read Again</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Causes</source>
        <translation>&amp;Ursachen</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>&amp;Gruppen</translation>
    </message>
    <message>
        <source>&amp;Rules</source>
        <translation>&amp;Regeln</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>&amp;Plan</translation>
    </message>
    <message>
        <source>Co&amp;llections</source>
        <translation>&amp;Sammlungen</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Dokumente</translation>
    </message>
    <message>
        <source>&amp;Imports</source>
        <translation>&amp;Importe</translation>
    </message>
    <message>
        <source>C&amp;hanges</source>
        <translation>Ä&amp;nderungen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>The &amp;Incident</source>
        <translation>Der &amp;Vorfall</translation>
    </message>
    <message>
        <source>&amp;About Profiles</source>
        <translation>&amp;Über Profiles</translation>
    </message>
    <message>
        <source>H&amp;ealth</source>
        <translation>&amp;Zustand</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>%1: written by an application</source>
        <translation>%1: von einer Anwendung geschrieben</translation>
    </message>
    <message>
        <source> by %1</source>
        <translation> nach %1</translation>
    </message>
    <message>
        <source>%1: import %2, from %3%4</source>
        <translation>%1: Import %2, aus %3%4</translation>
    </message>
    <message>
        <source>Where its fields come from is not known: an application wrote this document.</source>
        <translation>Woher seine Felder kommen, ist nicht bekannt: eine Anwendung hat dieses Dokument geschrieben.</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>1 document</source>
        <translation>1 Dokument</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>%1 Dokumente</translation>
    </message>
    <message>
        <source>read: documents and other pieces of the export</source>
        <translation>gelesen: Dokumente und andere Stücke des Exports</translation>
    </message>
    <message>
        <source>inserted: become a new document</source>
        <translation>eingefügt: werden ein neues Dokument</translation>
    </message>
    <message>
        <source>updated: replace the store&apos;s document</source>
        <translation>ersetzt: treten an die Stelle des Dokuments im Speicher</translation>
    </message>
    <message>
        <source>unchanged: the store has them already</source>
        <translation>unverändert: der Speicher hat sie schon</translation>
    </message>
    <message>
        <source>merged: give way to another, and stay in the archive</source>
        <translation>zusammengeführt: weichen einem anderen und bleiben im Archiv</translation>
    </message>
    <message>
        <source>conflicted: to the quarantine, to be decided</source>
        <translation>im Konflikt: in die Quarantäne, zur Entscheidung</translation>
    </message>
    <message>
        <source>quarantined: cannot be imported</source>
        <translation>in Quarantäne: nicht importierbar</translation>
    </message>
    <message>
        <source>1 group</source>
        <translation>1 Gruppe</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 Gruppen</translation>
    </message>
    <message>
        <source>1 collection</source>
        <translation>1 Sammlung</translation>
    </message>
    <message>
        <source>%1 collections</source>
        <translation>%1 Sammlungen</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Reading users</source>
        <translation>Nutzer werden gelesen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Making indexes</source>
        <translation>Indizes anlegen</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Bringing the store up to date</source>
        <translation>Der Speicher wird auf den neuesten Stand gebracht</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation>Was lesbar ist, wird gelesen</translation>
    </message>
</context>
<context>
    <name>profiles::Application</name>
    <message>
        <source>Profiles</source>
        <translation>Profiles</translation>
    </message>
</context>
<context>
    <name>profiles::Window</name>
    <message>
        <source>Profiles</source>
        <translation>Profiles</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>An export</source>
        <translation>Ein Export</translation>
    </message>
    <message>
        <source>1  Causes</source>
        <translation>1  Ursachen</translation>
    </message>
    <message>
        <source>2  Groups</source>
        <translation>2  Gruppen</translation>
    </message>
    <message>
        <source>3  Rules</source>
        <translation>3  Regeln</translation>
    </message>
    <message>
        <source>4  Plan</source>
        <translation>4  Plan</translation>
    </message>
    <message>
        <source>A store</source>
        <translation>Ein Speicher</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>%1 — Profiles</source>
        <translation>%1 — Profiles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing is changed then</source>
        <translation>Nichts wird dann geändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>profiles::models::RowsModel</name>
    <message>
        <source>(deleted)</source>
        <translation>(gelöscht)</translation>
    </message>
</context>
<context>
    <name>profiles::models::TreeModel</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>profiles::pages::CausesPage</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Documents in groups</source>
        <translation>Dokumente in Gruppen</translation>
    </message>
    <message>
        <source>Largest group</source>
        <translation>Größte Gruppe</translation>
    </message>
    <message>
        <source>Distinct values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Names nobody</source>
        <translation>Nennt niemanden</translation>
    </message>
    <message>
        <source>If texts were normalised</source>
        <translation>Mit vereinheitlichten Texten</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Indizien</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Which field should be unique, what shares it now, and how that came about.</source>
        <translation>Welches Feld eindeutig sein sollte, was es jetzt teilt, und wie es dazu kam.</translation>
    </message>
    <message>
        <source>Fields that could be a key</source>
        <translation>Felder, die ein Schlüssel sein könnten</translation>
    </message>
    <message>
        <source>&amp;Use This Key</source>
        <translation>Diesen Schlüssel &amp;nehmen</translation>
    </message>
    <message>
        <source>Go on with the key that is chosen in the table</source>
        <translation>Mit dem Schlüssel weitermachen, der in der Tabelle gewählt ist</translation>
    </message>
    <message>
        <source>Another key</source>
        <translation>Ein anderer Schlüssel</translation>
    </message>
    <message>
        <source>another key: userId, or tenant,email</source>
        <translation>ein anderer Schlüssel: userId, oder tenant,email</translation>
    </message>
    <message>
        <source>E&amp;xamine</source>
        <translation>&amp;Untersuchen</translation>
    </message>
    <message>
        <source>The largest groups</source>
        <translation>Die größten Gruppen</translation>
    </message>
    <message>
        <source>Point at a bar, or use the arrow keys.</source>
        <translation>Zeigen Sie auf einen Balken, oder nehmen Sie die Pfeiltasten.</translation>
    </message>
    <message>
        <source>Looking for causes</source>
        <translation>Ursachen werden gesucht</translation>
    </message>
    <message>
        <source>no more groups</source>
        <translation>keine Gruppen mehr</translation>
    </message>
    <message>
        <source>No two documents share a value of %1.</source>
        <translation>Keine zwei Dokumente teilen einen Wert von %1.</translation>
    </message>
    <message>
        <source>%1: %2 more</source>
        <translation>%1: %2 mehr</translation>
    </message>
    <message>
        <source>%1 read.</source>
        <translation>%1 gelesen.</translation>
    </message>
    <message>
        <source>%1 read. Pieces that are not documents, and that an import sets aside: %2.</source>
        <translation>%1 gelesen. Stücke, die keine Dokumente sind und die ein Import beiseite legt: %2.</translation>
    </message>
    <message>
        <source>No field looks like a key. Type the one that should be unique beside Examine.</source>
        <translation>Kein Feld sieht wie ein Schlüssel aus. Schreiben Sie das, das eindeutig sein sollte, neben Untersuchen.</translation>
    </message>
    <message>
        <source>Choose a key in the table, or examine another one first.</source>
        <translation>Wählen Sie einen Schlüssel in der Tabelle, oder untersuchen Sie zuerst einen anderen.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::ChangesPage</name>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>What this and other programs write into the collection, as it happens.</source>
        <translation>Was dieses und andere Programme in die Sammlung schreiben, während es geschieht.</translation>
    </message>
    <message>
        <source>No collection is chosen.</source>
        <translation>Keine Sammlung ist gewählt.</translation>
    </message>
    <message>
        <source>&amp;Keep a log of the changes of this collection</source>
        <translation>Die Änderungen dieser Sammlung &amp;protokollieren</translation>
    </message>
    <message>
        <source>%1 keeps a log. Changes appear here as they are committed.</source>
        <translation>%1 führt ein Protokoll. Änderungen erscheinen hier, sobald sie geschrieben sind.</translation>
    </message>
    <message>
        <source>%1 keeps no log, so what changes in it cannot be listed. A log costs each write one more row.</source>
        <translation>%1 führt kein Protokoll, daher kann nicht aufgezählt werden, was sich ändert. Ein Protokoll kostet je Schreibvorgang eine Zeile mehr.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::DecisionsPanel</name>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>And</source>
        <translation>Und</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Decisions that are kept in the store</source>
        <translation>Entscheidungen, die der Speicher bewahrt</translation>
    </message>
    <message>
        <source>F&amp;orget the Decision</source>
        <translation>Entscheidung &amp;vergessen</translation>
    </message>
    <message>
        <source>this one stays</source>
        <translation>dieses bleibt</translation>
    </message>
    <message>
        <source>two persons</source>
        <translation>zwei Personen</translation>
    </message>
    <message>
        <source>The decision is kept in the store; it counts for this and all later imports.</source>
        <translation>Die Entscheidung wird im Speicher bewahrt; sie gilt für diesen und alle späteren Importe.</translation>
    </message>
    <message>
        <source>Choose a decision in the list first.</source>
        <translation>Wählen Sie zuerst eine Entscheidung in der Liste.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::DocumentsPage</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Filter, sort by a click, open to edit. What others write appears, marked for a moment.</source>
        <translation>Filtern, durch einen Klick sortieren, zum Bearbeiten öffnen. Was andere schreiben, erscheint, für einen Moment markiert.</translation>
    </message>
    <message>
        <source>The document that is chosen</source>
        <translation>Das gewählte Dokument</translation>
    </message>
    <message>
        <source>Edi&amp;t…</source>
        <translation>Bearbei&amp;ten …</translation>
    </message>
    <message>
        <source>&amp;Insert…</source>
        <translation>&amp;Einfügen …</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Ctrl+Z brings it back</source>
        <translation>Strg+Z holt es zurück</translation>
    </message>
    <message>
        <source>&amp;Where From</source>
        <translation>&amp;Woher</translation>
    </message>
    <message>
        <source>Which document of which export each field comes from</source>
        <translation>Aus welchem Dokument welches Exports jedes Feld kommt</translation>
    </message>
    <message>
        <source>Open a store and choose a collection first.</source>
        <translation>Öffnen Sie zuerst einen Speicher, und wählen Sie eine Sammlung.</translation>
    </message>
    <message>
        <source>Somebody else changed the document meanwhile; it was not deleted. Look at it again.</source>
        <translation>Jemand anders hat das Dokument inzwischen geändert; es wurde nicht gelöscht. Sehen Sie es sich noch einmal an.</translation>
    </message>
    <message>
        <source>Deleted. Ctrl+Z brings it back.</source>
        <translation>Gelöscht. Strg+Z holt es zurück.</translation>
    </message>
    <message>
        <source>There is no edit to undo.</source>
        <translation>Es gibt keine Änderung zurückzunehmen.</translation>
    </message>
    <message>
        <source>The document was changed since by somebody else, so the edit was not undone. Edit it by hand.</source>
        <translation>Jemand anders hat das Dokument seither geändert, daher wurde die Änderung nicht zurückgenommen. Bearbeiten Sie es von Hand.</translation>
    </message>
    <message>
        <source>The last edit was undone.</source>
        <translation>Die letzte Änderung wurde zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::EditDialog</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meines</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Genommen</translation>
    </message>
    <message>
        <source>New Document in %1</source>
        <translation>Neues Dokument in %1</translation>
    </message>
    <message>
        <source>Document in %1</source>
        <translation>Dokument in %1</translation>
    </message>
    <message>
        <source>The document as Extended JSON</source>
        <translation>Das Dokument als Extended JSON</translation>
    </message>
    <message>
        <source>The document as a tree</source>
        <translation>Das Dokument als Baum</translation>
    </message>
    <message>
        <source>Open the &amp;Other Document</source>
        <translation>Das &amp;andere Dokument öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Fields that were changed</source>
        <translation>Geänderte Felder</translation>
    </message>
    <message>
        <source>Take &amp;Mine</source>
        <translation>&amp;Meines nehmen</translation>
    </message>
    <message>
        <source>Take &amp;Theirs</source>
        <translation>A&amp;nderes nehmen</translation>
    </message>
    <message>
        <source>Go on with &amp;These</source>
        <translation>&amp;Damit weitermachen</translation>
    </message>
    <message>
        <source>Close without saving what you changed?</source>
        <translation>Schließen, ohne zu speichern, was Sie geändert haben?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing was done: %1, which this document is of, was closed. What you typed is kept here; open that store again, and try once more.</source>
        <translation>Nichts wurde getan: %1, wozu dieses Dokument gehört, wurde geschlossen. Was Sie getippt haben, bleibt hier; öffnen Sie jenen Speicher wieder, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Saved. Ctrl+Z takes it back.</source>
        <translation>Gespeichert. Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Saved in %1, which is closed now.</source>
        <translation>Gespeichert in %1, das jetzt geschlossen ist.</translation>
    </message>
    <message>
        <source>
%1: %2</source>
        <translation>
%1: %2</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>Somebody else deleted this document meanwhile. Save once more to insert it again, or cancel.</source>
        <translation>Jemand anders hat dieses Dokument inzwischen gelöscht. Speichern Sie noch einmal, um es wieder einzufügen, oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>meines</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>Somebody else changed this document meanwhile; nothing was written. Where only one changed a field, that is taken. Choose for the fields in red, and go on.</source>
        <translation>Jemand anders hat dieses Dokument inzwischen geändert; nichts wurde geschrieben. Wo nur einer ein Feld geändert hat, gilt das. Wählen Sie für die roten Felder, und machen Sie weiter.</translation>
    </message>
    <message>
        <source>Choose a field in the table first.</source>
        <translation>Wählen Sie zuerst ein Feld in der Tabelle.</translation>
    </message>
    <message>
        <source>Only one of you changed %1, so there is nothing to choose.</source>
        <translation>Nur einer von Ihnen hat %1 geändert, also ist nichts zu wählen.</translation>
    </message>
    <message>
        <source>This is what both of you wrote. Save it, or edit on.</source>
        <translation>Das ist, was Sie beide geschrieben haben. Speichern Sie es, oder bearbeiten Sie weiter.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>a filter of MongoDB&apos;s: {city: &quot;Oslo&quot;, age: {$gt: 30}}</source>
        <translation>ein Filter von MongoDB: {city: &quot;Oslo&quot;, age: {$gt: 30}}</translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;rklären</translation>
    </message>
    <message>
        <source>How this is found, in words</source>
        <translation>Wie das gefunden wird, in Worten</translation>
    </message>
    <message>
        <source>&amp;Columns…</source>
        <translation>S&amp;palten …</translation>
    </message>
</context>
<context>
    <name>profiles::pages::Flow</name>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>%1 is open, with what is there. Look whether it is what you need; the events of the page Collections tell of it, too.</source>
        <translation>%1 ist offen, mit dem, was da ist. Sehen Sie nach, ob es das ist, was Sie brauchen; auch die Ereignisse der Seite Sammlungen nennen es.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::GroupsPage</name>
    <message>
        <source>Value of the key</source>
        <translation>Wert des Schlüssels</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Survives</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden durch</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>Im Konflikt</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Documents that share a key. One of each group survives; the others stay in the archive.</source>
        <translation>Dokumente mit demselben Schlüssel. Eines jeder Gruppe bleibt; die anderen kommen ins Archiv.</translation>
    </message>
    <message>
        <source>Search the groups</source>
        <translation>Gruppen durchsuchen</translation>
    </message>
    <message>
        <source>search by the value of the key</source>
        <translation>nach dem Wert des Schlüssels suchen</translation>
    </message>
    <message>
        <source>Show groups of this verdict</source>
        <translation>Gruppen dieses Befunds zeigen</translation>
    </message>
    <message>
        <source>all verdicts</source>
        <translation>alle Befunde</translation>
    </message>
    <message>
        <source>Choose a group.</source>
        <translation>Wählen Sie eine Gruppe.</translation>
    </message>
    <message>
        <source>The documents of the group, field by field</source>
        <translation>Die Dokumente der Gruppe, Feld für Feld</translation>
    </message>
    <message>
        <source>This One &amp;Stays</source>
        <translation>Dieses bl&amp;eibt</translation>
    </message>
    <message>
        <source>The document of the column that is chosen survives its group</source>
        <translation>Das Dokument der gewählten Spalte bleibt von seiner Gruppe</translation>
    </message>
    <message>
        <source>These Are &amp;Two Persons</source>
        <translation>Das sind &amp;zwei Personen</translation>
    </message>
    <message>
        <source>The document of the column that is chosen is not the survivor&apos;s duplicate</source>
        <translation>Das Dokument der gewählten Spalte ist kein Duplikat des bleibenden</translation>
    </message>
    <message>
        <source>Forming groups</source>
        <translation>Gruppen werden gebildet</translation>
    </message>
    <message>
        <source>none: all are in conflict</source>
        <translation>keines: alle sind im Konflikt</translation>
    </message>
    <message>
        <source>%1 of %2 groups</source>
        <translation>%1 von %2 Gruppen</translation>
    </message>
    <message>
        <source>The export is being read, so that its documents can be shown…</source>
        <translation>Der Export wird gelesen, damit seine Dokumente gezeigt werden können …</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>in the store</source>
        <translation>im Speicher</translation>
    </message>
    <message>
        <source>survives · %1</source>
        <translation>bleibt · %1</translation>
    </message>
    <message>
        <source>survives by %1</source>
        <translation>bleibt nach %1</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>equal in all</source>
        <translation>in allen gleich</translation>
    </message>
    <message>
        <source>taken from another document</source>
        <translation>von einem anderen Dokument genommen</translation>
    </message>
    <message>
        <source>—</source>
        <translation>—</translation>
    </message>
    <message>
        <source> The first %1 are shown.</source>
        <translation> Die ersten %1 werden gezeigt.</translation>
    </message>
    <message>
        <source>%1: %2. The one in the first column survives by the rule %3.</source>
        <translation>%1: %2. Das in der ersten Spalte bleibt nach der Regel %3.</translation>
    </message>
    <message>
        <source>%1: all of the group are in conflict; nobody survives.</source>
        <translation>%1: alle der Gruppe sind im Konflikt; keines bleibt.</translation>
    </message>
    <message>
        <source>Choose a cell of a document that is not the survivor.</source>
        <translation>Wählen Sie eine Zelle eines Dokuments, das nicht das bleibende ist.</translation>
    </message>
    <message>
        <source>Choose a cell of the document that is to stay.</source>
        <translation>Wählen Sie eine Zelle des Dokuments, das bleiben soll.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::HealthPage</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Whether the store is whole, copies of it, and what can be done if it is damaged or does not open.</source>
        <translation>Ob der Speicher unversehrt ist, Kopien von ihm, und was zu tun ist, wenn er beschädigt ist oder sich nicht öffnen lässt.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Reads every page, document and key; changes nothing</source>
        <translation>Liest jede Seite, jedes Dokument und jeden Schlüssel; ändert nichts</translation>
    </message>
    <message>
        <source>&amp;Repair…</source>
        <translation>&amp;Reparieren …</translation>
    </message>
    <message>
        <source>Makes keys and indexes anew, and mends single bits</source>
        <translation>Legt Schlüssel und Indizes neu an und berichtigt einzelne Bits</translation>
    </message>
    <message>
        <source>&amp;Back Up…</source>
        <translation>&amp;Sichern …</translation>
    </message>
    <message>
        <source>A whole copy in a new file, checked, while others write</source>
        <translation>Eine ganze, geprüfte Kopie in einer neuen Datei, während andere schreiben</translation>
    </message>
    <message>
        <source>If a store is lost or damaged</source>
        <translation>Wenn ein Speicher verloren oder beschädigt ist</translation>
    </message>
    <message>
        <source>Re&amp;store a Backup…</source>
        <translation>Sicherung &amp;wiederherstellen …</translation>
    </message>
    <message>
        <source>Makes a new store of a backup; replaces nothing</source>
        <translation>Macht aus einer Sicherung einen neuen Speicher; ersetzt nichts</translation>
    </message>
    <message>
        <source>Read &amp;What Can Be Read…</source>
        <translation>&amp;Lesen, was lesbar ist …</translation>
    </message>
    <message>
        <source>Into a new store; the damaged one is copied first, and not touched</source>
        <translation>In einen neuen Speicher; der beschädigte wird zuerst kopiert und nicht angerührt</translation>
    </message>
    <message>
        <source>Open &amp;As It Is…</source>
        <translation>Öffnen, w&amp;ie er ist …</translation>
    </message>
    <message>
        <source>Goes on without the writes that are missing</source>
        <translation>Macht ohne die Änderungen weiter, die fehlen</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>%1 ist offen.</translation>
    </message>
    <message>
        <source>No store is open.</source>
        <translation>Kein Speicher ist offen.</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Der Speicher wird repariert</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>repariert</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1: not everything can be repaired. %2 checked; faults that are left: %3. Where two documents share a key, change or delete one of them; restore the rest from a backup, or read what can be read into a new store.</source>
        <translation>%1: nicht alles kann repariert werden. %2 geprüft; Fehler, die bleiben: %3. Wo zwei Dokumente einen Schlüssel teilen, ändern oder löschen Sie eines davon; stellen Sie das Übrige aus einer Sicherung wieder her, oder lesen Sie in einen neuen Speicher, was lesbar ist.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2 checked; faults: %3. Repair mends keys, indexes and single bits; restore the rest from a backup, or read what can be read into a new store.</source>
        <translation>%1 ist beschädigt: %2 geprüft; Fehler: %3. Reparieren berichtigt Schlüssel, Indizes und einzelne Bits; stellen Sie das Übrige aus einer Sicherung wieder her, oder lesen Sie in einen neuen Speicher, was lesbar ist.</translation>
    </message>
    <message>
        <source>%1 is repaired: %2 checked, no faults are left.</source>
        <translation>%1 ist repariert: %2 geprüft, keine Fehler sind geblieben.</translation>
    </message>
    <message>
        <source>%1 is whole: %2 checked, no faults.</source>
        <translation>%1 ist unversehrt: %2 geprüft, keine Fehler.</translation>
    </message>
    <message>
        <source>Back up the store</source>
        <translation>Den Speicher sichern</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The backup is made: %1, with %2 in %3, %4; checked, no faults.</source>
        <translation>Die Sicherung ist gemacht: %1, mit %2 in %3, %4; geprüft, keine Fehler.</translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation>Wählen Sie die Sicherung</translation>
    </message>
    <message>
        <source>Where the new store is to be</source>
        <translation>Wo der neue Speicher liegen soll</translation>
    </message>
    <message>
        <source>Restored from %1: %2, with %3 in %4; checked, no faults. It is open now.</source>
        <translation>Wiederhergestellt aus %1: %2, mit %3 in %4; geprüft, keine Fehler. Er ist jetzt offen.</translation>
    </message>
    <message>
        <source>Choose the damaged store</source>
        <translation>Wählen Sie den beschädigten Speicher</translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation>Was lesbar ist, wird gelesen</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>%1 found = %2 read + %3 lost</source>
        <translation>%1 gefunden = %2 gelesen + %3 verloren</translation>
    </message>
    <message>
        <source>; %1 had no digest to prove them</source>
        <translation>; %1 hatten keine Prüfsumme, die sie beweist</translation>
    </message>
    <message>
        <source>%1, index not made</source>
        <translation>%1, Index nicht angelegt</translation>
    </message>
    <message>
        <source>All of %1 could be read: %2 are in %3, which is open now.</source>
        <translation>Alles von %1 war lesbar: %2 sind in %3, der jetzt offen ist.</translation>
    </message>
    <message>
        <source>Not all of %1 could be read: %2 are in %3, which is open now. What is lost is listed.</source>
        <translation>Nicht alles von %1 war lesbar: %2 sind in %3, der jetzt offen ist. Was verloren ist, ist aufgezählt.</translation>
    </message>
    <message>
        <source>Open %1 as it is? The writes that are missing are given up: from then on what is there is its state. If you may still find the newer file or what lay beside it, look for that first. A log that cannot be read whole is kept beside it.</source>
        <translation>%1 öffnen, wie er ist? Die Änderungen, die fehlen, sind damit aufgegeben: von da an gilt, was da ist. Wenn Sie die neuere Datei oder was neben ihr lag vielleicht noch finden, suchen Sie zuerst danach. Ein Vorausprotokoll, das nicht ganz lesbar ist, bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>Open As It Is</source>
        <translation>Öffnen, wie er ist</translation>
    </message>
    <message>
        <source>Repair %1? It makes keys and indexes anew from the documents, and gives documents back a single bit that has changed. What it cannot repair it leaves. To be safe, copy its files first, while no program has it open.</source>
        <translation>%1 reparieren? Schlüssel und Indizes werden aus den Dokumenten neu angelegt, und Dokumente bekommen ein einzelnes Bit zurück, das sich geändert hat. Was nicht repariert werden kann, bleibt, wie es ist. Kopieren Sie sicherheitshalber zuerst die Dateien, während kein Programm sie offen hat.</translation>
    </message>
    <message>
        <source>The store that is open: %1</source>
        <translation>Der Speicher, der offen ist: %1</translation>
    </message>
    <message>
        <source>The store that is open: none</source>
        <translation>Der Speicher, der offen ist: keiner</translation>
    </message>
    <message>
        <source>%1 could not be opened: %2
%3</source>
        <translation>%1 konnte nicht geöffnet werden: %2
%3</translation>
    </message>
    <message>
        <source>A head mark lies beside it, so it was a store: restore a backup, or read what can be read into a new store.</source>
        <translation>Eine Kopfmarke liegt daneben, es war also ein Speicher: stellen Sie eine Sicherung wieder her, oder lesen Sie in einen neuen Speicher, was lesbar ist.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::ImportsPage</name>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>When (UTC)</source>
        <translation>Wann (UTC)</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation>Ins Archiv</translation>
    </message>
    <message>
        <source>To the quarantine</source>
        <translation>In die Quarantäne</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>What became of them</source>
        <translation>Was aus ihnen wurde</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Kept in its place</source>
        <translation>An seiner Stelle</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>What was imported into this store, where every document of it is, and the way back.</source>
        <translation>Was in diesen Speicher importiert wurde, wo jedes Dokument davon ist, und der Weg zurück.</translation>
    </message>
    <message>
        <source>Imports of the store</source>
        <translation>Importe des Speichers</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Nachprüfen</translation>
    </message>
    <message>
        <source>Read the export again, and account for every document and byte</source>
        <translation>Den Export noch einmal lesen, und jedes Dokument und Byte nachweisen</translation>
    </message>
    <message>
        <source>&amp;Undo the Import…</source>
        <translation>Import &amp;zurücknehmen …</translation>
    </message>
    <message>
        <source>Undo for &amp;One User…</source>
        <translation>Für &amp;einen Nutzer zurücknehmen …</translation>
    </message>
    <message>
        <source>The ledger</source>
        <translation>Die Bilanz</translation>
    </message>
    <message>
        <source>&amp;Ledger</source>
        <translation>B&amp;ilanz</translation>
    </message>
    <message>
        <source>The archive</source>
        <translation>Das Archiv</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archiv</translation>
    </message>
    <message>
        <source>The quarantine</source>
        <translation>Die Quarantäne</translation>
    </message>
    <message>
        <source>&amp;Quarantine</source>
        <translation>&amp;Quarantäne</translation>
    </message>
    <message>
        <source>The piece as it was in its source</source>
        <translation>Das Stück, wie es in seiner Quelle war</translation>
    </message>
    <message>
        <source>in part</source>
        <translation>zum Teil</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>This store has no imports.</source>
        <translation>Dieser Speicher hat keine Importe.</translation>
    </message>
    <message>
        <source>From %1. Not verified yet.</source>
        <translation>Aus %1. Noch nicht nachgeprüft.</translation>
    </message>
    <message>
        <source>from the store</source>
        <translation>aus dem Speicher</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 read = %2 live + %3 changed since + %4 merged into others + %5 in the archive + %6 in the quarantine + %7 undone; %8.</source>
        <translation>%1 gelesen = %2 lebend + %3 seither geändert + %4 in andere zusammengeführt + %5 im Archiv + %6 in der Quarantäne + %7 zurückgenommen; %8.</translation>
    </message>
    <message>
        <source>Proven: every document and every byte is accounted for. </source>
        <translation>Bewiesen: jedes Dokument und jedes Byte ist nachgewiesen. </translation>
    </message>
    <message>
        <source>Not proven. </source>
        <translation>Nicht bewiesen. </translation>
    </message>
    <message>
        <source>Undo for one user</source>
        <translation>Für einen Nutzer zurücknehmen</translation>
    </message>
    <message>
        <source>The value of the key, as 643700f2…:</source>
        <translation>Der Wert des Schlüssels, wie 643700f2…:</translation>
    </message>
    <message>
        <source>Undo the Import</source>
        <translation>Import zurücknehmen</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Undone: %1 removed, %2 restored, %3 restored with later changes kept, %4 left. </source>
        <translation>Zurückgenommen: %1 entfernt, %2 wiederhergestellt, %3 mit späteren Änderungen wiederhergestellt, %4 geblieben. </translation>
    </message>
    <message>
        <source>Nothing was set aside, or none of it is chosen.</source>
        <translation>Nichts wurde beiseite gelegt, oder nichts davon ist gewählt.</translation>
    </message>
    <message>
        <source>Follow &amp;References…</source>
        <translation>&amp;Verweise nachführen …</translation>
    </message>
    <message>
        <source>Leads references to merged documents to those that were kept</source>
        <translation>Führt Verweise auf zusammengeführte Dokumente zu denen, die geblieben sind</translation>
    </message>
    <message>
        <source>Choose an import first.</source>
        <translation>Wählen Sie zuerst einen Import.</translation>
    </message>
    <message>
        <source>made unique</source>
        <translation>eindeutig gemacht</translation>
    </message>
    <message>
        <source>merged by hand</source>
        <translation>von Hand zusammengeführt</translation>
    </message>
    <message>
        <source>references followed</source>
        <translation>Verweise nachgeführt</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Undo import %1? What it created is removed, and documents of this store that it replaced or set aside come back. The others of an export are in its file, as ever. What was changed since stays as it is.</source>
        <translation>Import %1 zurücknehmen? Was er angelegt hat, wird entfernt, und Dokumente dieses Speichers, die er ersetzt oder beiseite gelegt hat, kommen zurück. Die anderen eines Exports sind in dessen Datei, wie zuvor. Was seither geändert wurde, bleibt, wie es ist.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::IncidentDialog</name>
    <message>
        <source>The Incident</source>
        <translation>Der Vorfall</translation>
    </message>
    <message>
        <source>A profile page that finds, else creates; opened in two windows, and saved in three sections, at the same moment. On the left the old way, on the right this library&apos;s.</source>
        <translation>Eine Profilseite, die sucht und sonst anlegt; in zwei Fenstern geöffnet, und in drei Abschnitten gespeichert, im selben Augenblick. Links die alte Art, rechts die dieser Bibliothek.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>Tut</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Steps of run %1</source>
        <translation>Schritte von Lauf %1</translation>
    </message>
    <message>
        <source>Play &amp;Again</source>
        <translation>&amp;Noch einmal abspielen</translation>
    </message>
</context>
<context>
    <name>profiles::pages::IndexDialog</name>
    <message>
        <source>Value of the key</source>
        <translation>Wert des Schlüssels</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Survives</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation>Ins Archiv</translation>
    </message>
    <message>
        <source>Not merged</source>
        <translation>Nicht zusammengeführt</translation>
    </message>
    <message>
        <source>Fields taken</source>
        <translation>Genommene Felder</translation>
    </message>
    <message>
        <source>New Index of %1</source>
        <translation>Neuer Index von %1</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>userId, or tenant,email</source>
        <translation>userId, oder tenant,email</translation>
    </message>
    <message>
        <source>&amp;Unique: no two documents share the key</source>
        <translation>&amp;Eindeutig: keine zwei Dokumente teilen den Schlüssel</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>Fehlende Werte</translation>
    </message>
    <message>
        <source>refused (reject)</source>
        <translation>abgelehnt (reject)</translation>
    </message>
    <message>
        <source>any number (distinct)</source>
        <translation>beliebig viele (distinct)</translation>
    </message>
    <message>
        <source>exempt, null is a value (sparse)</source>
        <translation>ausgenommen, null ist ein Wert (sparse)</translation>
    </message>
    <message>
        <source>one document (collide)</source>
        <translation>ein Dokument (collide)</translation>
    </message>
    <message>
        <source>Only documents that match</source>
        <translation>Nur Dokumente, die passen</translation>
    </message>
    <message>
        <source>a filter; empty: all documents</source>
        <translation>ein Filter; leer: alle Dokumente</translation>
    </message>
    <message>
        <source>Texts that are one key</source>
        <translation>Texte, die ein Schlüssel sind</translation>
    </message>
    <message>
        <source>trim, case, email …; empty: equal ones</source>
        <translation>trim, case, email …; leer: gleiche</translation>
    </message>
    <message>
        <source>&amp;Fields:</source>
        <translation>&amp;Felder:</translation>
    </message>
    <message>
        <source>&amp;Missing values:</source>
        <translation>Fehlende &amp;Werte:</translation>
    </message>
    <message>
        <source>&amp;Only documents that match:</source>
        <translation>&amp;Nur Dokumente, die passen:</translation>
    </message>
    <message>
        <source>&amp;Texts that are one key:</source>
        <translation>&amp;Texte, die ein Schlüssel sind:</translation>
    </message>
    <message>
        <source>Who survives</source>
        <translation>Wer bleibt</translation>
    </message>
    <message>
        <source>What the survivor takes</source>
        <translation>Was der Bleibende nimmt</translation>
    </message>
    <message>
        <source>nothing; or fill, union:tags …</source>
        <translation>nichts; oder fill, union:tags …</translation>
    </message>
    <message>
        <source>Who &amp;survives:</source>
        <translation>Wer &amp;bleibt:</translation>
    </message>
    <message>
        <source>What the survivor ta&amp;kes:</source>
        <translation>Was der Bleibende n&amp;immt:</translation>
    </message>
    <message>
        <source>Show the &amp;Groups</source>
        <translation>&amp;Gruppen zeigen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Make Uni&amp;que</source>
        <translation>Ein&amp;deutig machen</translation>
    </message>
    <message>
        <source>Keep the survivor of each group, and create the index</source>
        <translation>Den Bleibenden jeder Gruppe behalten, und den Index anlegen</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Nothing was done: %1 was closed. Open it again, and try once more.</source>
        <translation>Nichts wurde getan: %1 wurde geschlossen. Öffnen Sie es wieder, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Show the groups again: the form has changed.</source>
        <translation>Zeigen Sie die Gruppen noch einmal: das Formular hat sich geändert.</translation>
    </message>
    <message>
        <source>Creating the index…</source>
        <translation>Der Index wird angelegt …</translation>
    </message>
    <message>
        <source>Creating an index</source>
        <translation>Ein Index wird angelegt</translation>
    </message>
    <message>
        <source>The index %1 is there.</source>
        <translation>Der Index %1 ist da.</translation>
    </message>
    <message>
        <source>Forming groups</source>
        <translation>Gruppen werden gebildet</translation>
    </message>
    <message>
        <source>Making unique</source>
        <translation>Wird eindeutig gemacht</translation>
    </message>
    <message>
        <source>The index is unique now. The page Imports undoes it, as number %1.</source>
        <translation>Der Index ist jetzt eindeutig. Die Seite Importe nimmt das zurück, als Nummer %1.</translation>
    </message>
    <message>
        <source>%1: %2 to the archive, %3 to the quarantine. It can be undone.</source>
        <translation>%1: %2 ins Archiv, %3 in die Quarantäne. Es kann zurückgenommen werden.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::OpenPage</name>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Drop an export here: a file, the folder of a dump, or an archive. Or a store. Nothing is changed by looking.</source>
        <translation>Ziehen Sie einen Export hierher: eine Datei, den Ordner eines Dumps, ein Archiv. Oder einen Speicher. Ansehen ändert nichts.</translation>
    </message>
    <message>
        <source>O&amp;pen Files…</source>
        <translation>D&amp;ateien öffnen …</translation>
    </message>
    <message>
        <source>Open a &amp;Dump&apos;s Folder…</source>
        <translation>Ordner eines Dum&amp;ps öffnen …</translation>
    </message>
    <message>
        <source>&amp;New Store…</source>
        <translation>&amp;Neuer Speicher …</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>Nichts ist offen.</translation>
    </message>
    <message>
        <source>Collections of the export</source>
        <translation>Sammlungen des Exports</translation>
    </message>
    <message>
        <source>Recen&amp;t</source>
        <translation>&amp;Zuletzt</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>Forget Recent Files</source>
        <translation>Zuletzt geöffnete vergessen</translation>
    </message>
    <message>
        <source>Open an export or a store</source>
        <translation>Export oder Speicher öffnen</translation>
    </message>
    <message>
        <source>Open the folder of a dump</source>
        <translation>Ordner eines Dumps öffnen</translation>
    </message>
    <message>
        <source>New store</source>
        <translation>Neuer Speicher</translation>
    </message>
    <message>
        <source>The store that it is for</source>
        <translation>Der Speicher, für den er ist</translation>
    </message>
    <message>
        <source>The collection in that store</source>
        <translation>Die Sammlung in jenem Speicher</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>&amp;Store that it is for:</source>
        <translation>&amp;Speicher, für den er ist:</translation>
    </message>
    <message>
        <source>&amp;Collection in it:</source>
        <translation>Sa&amp;mmlung darin:</translation>
    </message>
    <message>
        <source>&amp;Look for Causes</source>
        <translation>Nach &amp;Ursachen suchen</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4.</source>
        <translation>%1: %2, %3, %4.</translation>
    </message>
    <message>
        <source>Nothing in it is a document. Say above how it is written, and read it so.</source>
        <translation>Nichts darin ist ein Dokument. Sagen Sie oben, wie es geschrieben ist, und lesen Sie es so.</translation>
    </message>
    <message>
        <source>It is not whole: %1.</source>
        <translation>Es ist nicht vollständig: %1.</translation>
    </message>
    <message>
        <source>There is a file %1 already, and nothing was changed. Open it by Open Files, or choose another name.</source>
        <translation>Es gibt schon eine Datei %1, und nichts wurde geändert. Öffnen Sie sie mit Dateien öffnen, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2
No export is open.</source>
        <translation>%1 kann nicht gelesen werden: %2
Kein Export ist offen.</translation>
    </message>
    <message>
        <source>What the program calls --at, --map-key, --type and --encoding is above: fill it in, and press Read It So.</source>
        <translation>Was das Programm --at, --map-key, --type und --encoding nennt, steht oben: füllen Sie es aus, und drücken Sie So lesen.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Pieces that are no documents, as the page Plan lists them: %1. If there should be none, say above how it is written.</source>
        <translation>Stücke, die keine Dokumente sind und die die Seite Plan aufzählt: %1. Wenn es keine geben sollte, sagen Sie oben, wie der Export geschrieben ist.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::PlanPage</name>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>What becomes of them</source>
        <translation>Was aus ihnen wird</translation>
    </message>
    <message>
        <source>Value of the key</source>
        <translation>Wert des Schlüssels</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Survives</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden durch</translation>
    </message>
    <message>
        <source>To the archive</source>
        <translation>Ins Archiv</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>Im Konflikt</translation>
    </message>
    <message>
        <source>Fields taken</source>
        <translation>Genommene Felder</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>Why they go to the quarantine</source>
        <translation>Warum sie in die Quarantäne kommen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>What the import will do. It does exactly this, or nothing; `profilestore apply` takes the same file.</source>
        <translation>Was der Import tun wird. Er tut genau das, oder nichts; `profilestore apply` nimmt dieselbe Datei.</translation>
    </message>
    <message>
        <source>Make the Plan &amp;Again</source>
        <translation>Plan neu &amp;erstellen</translation>
    </message>
    <message>
        <source>&amp;Save Plan…</source>
        <translation>Plan &amp;speichern …</translation>
    </message>
    <message>
        <source>Load P&amp;lan…</source>
        <translation>Plan &amp;laden …</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Do what the plan says</source>
        <translation>Tun, was der Plan sagt</translation>
    </message>
    <message>
        <source>Counts of the plan</source>
        <translation>Zahlen des Plans</translation>
    </message>
    <message>
        <source>In &amp;numbers</source>
        <translation>In &amp;Zahlen</translation>
    </message>
    <message>
        <source>Groups of the plan</source>
        <translation>Gruppen des Plans</translation>
    </message>
    <message>
        <source>By g&amp;roup</source>
        <translation>Nach Gru&amp;ppen</translation>
    </message>
    <message>
        <source>Reasons for the quarantine</source>
        <translation>Gründe für die Quarantäne</translation>
    </message>
    <message>
        <source>&amp;Quarantine</source>
        <translation>&amp;Quarantäne</translation>
    </message>
    <message>
        <source>Open an export first.</source>
        <translation>Öffnen Sie zuerst einen Export.</translation>
    </message>
    <message>
        <source>Making the plan</source>
        <translation>Der Plan wird erstellt</translation>
    </message>
    <message>
        <source>There is no plan yet.</source>
        <translation>Es gibt noch keinen Plan.</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>Plan speichern</translation>
    </message>
    <message>
        <source>Saved: %1. `profilestore apply` takes it, too.</source>
        <translation>Gespeichert: %1. `profilestore apply` nimmt das auch.</translation>
    </message>
    <message>
        <source>Load a plan</source>
        <translation>Einen Plan laden</translation>
    </message>
    <message>
        <source>Reading the plan</source>
        <translation>Der Plan wird gelesen</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Import läuft</translation>
    </message>
    <message>
        <source>Imported as number %1: %2 inserted, %3 to the archive, %4 to the quarantine.</source>
        <translation>Importiert als Nummer %1: %2 eingefügt, %3 ins Archiv, %4 in die Quarantäne.</translation>
    </message>
    <message>
        <source>Into %1, collection %2: %3 to stay; %4 with one survivor each.</source>
        <translation>Nach %1, Sammlung %2: %3 bleiben; %4 mit je einem Bleibenden.</translation>
    </message>
    <message>
        <source>Import the &amp;Whole Dump…</source>
        <translation>Ganzen Dump i&amp;mportieren …</translation>
    </message>
    <message>
        <source>This collection as the plan says, and all others of its database</source>
        <translation>Diese Sammlung, wie der Plan sagt, und alle anderen ihrer Datenbank</translation>
    </message>
    <message>
        <source>References to merged documents are not changed by it; afterwards, Follow References on the page Imports does that.</source>
        <translation>Verweise auf zusammengeführte Dokumente ändert er nicht; danach tut das Verweise nachführen auf der Seite Importe.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>A whole dump is imported under the names that its collections have. Call the collection in the store %1 on the page Open, or import it alone.</source>
        <translation>Ein ganzer Dump wird unter den Namen seiner Sammlungen importiert. Nennen Sie die Sammlung im Speicher auf der Seite Öffnen %1, oder importieren Sie sie allein.</translation>
    </message>
    <message>
        <source>Import all collections into %1, all or nothing? %2 as the plan says. Of the others, documents with the same _id become one: %3. Their indexes are not made.</source>
        <translation>Alle Sammlungen in %1 importieren, alles oder nichts? %2, wie der Plan sagt. Von den anderen werden Dokumente mit derselben _id eines: %3. Ihre Indizes werden nicht angelegt.</translation>
    </message>
    <message>
        <source>Import the Whole Dump</source>
        <translation>Ganzen Dump importieren</translation>
    </message>
    <message>
        <source>%1 as number %2: %3 inserted, %4 to the archive, %5 to the quarantine</source>
        <translation>%1 als Nummer %2: %3 eingefügt, %4 ins Archiv, %5 in die Quarantäne</translation>
    </message>
    <message>
        <source>Imported: %1.</source>
        <translation>Importiert: %1.</translation>
    </message>
    <message>
        <source>No key was chosen, so only documents with the same _id count as one: duplicates stay. Choose a key on the page Causes or Rules.</source>
        <translation>Es wurde kein Schlüssel gewählt, daher gelten nur Dokumente mit derselben _id als eines: Duplikate bleiben. Wählen Sie einen Schlüssel auf der Seite Ursachen oder Regeln.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::ReadingForm</name>
    <message>
        <source>How the export is written</source>
        <translation>Wie der Export geschrieben ist</translation>
    </message>
    <message>
        <source>JSON or BSON, as it looks</source>
        <translation>JSON oder BSON, je nach Aussehen</translation>
    </message>
    <message>
        <source>CSV: values between commas</source>
        <translation>CSV: Werte zwischen Kommas</translation>
    </message>
    <message>
        <source>TSV: values between tabs</source>
        <translation>TSV: Werte zwischen Tabulatoren</translation>
    </message>
    <message>
        <source>The encoding of the export</source>
        <translation>Die Kodierung des Exports</translation>
    </message>
    <message>
        <source>UTF-8, or UTF-16 by its look</source>
        <translation>UTF-8, oder nach Aussehen UTF-16</translation>
    </message>
    <message>
        <source>&amp;Read It So</source>
        <translation>So &amp;lesen</translation>
    </message>
    <message>
        <source>Reads the export that was opened last in this way</source>
        <translation>Liest den zuletzt geöffneten Export auf diese Art</translation>
    </message>
    <message>
        <source>&amp;Written as:</source>
        <translation>Ges&amp;chrieben als:</translation>
    </message>
    <message>
        <source>Encod&amp;ing:</source>
        <translation>&amp;Kodierung:</translation>
    </message>
    <message>
        <source>What is between two values</source>
        <translation>Was zwischen zwei Werten steht</translation>
    </message>
    <message>
        <source>Names of the columns</source>
        <translation>Namen der Spalten</translation>
    </message>
    <message>
        <source>Names end with t&amp;ypes</source>
        <translation>Namen enden mit &amp;Typen</translation>
    </message>
    <message>
        <source>A column is named as age.int32() or born.date(2006-01-02)</source>
        <translation>Eine Spalte heißt etwa age.int32() oder born.date(2006-01-02)</translation>
    </message>
    <message>
        <source>No fields of e&amp;mpty values</source>
        <translation>Leere W&amp;erte geben kein Feld</translation>
    </message>
    <message>
        <source>Where the documents are in one object</source>
        <translation>Wo die Dokumente in einem Objekt sind</translation>
    </message>
    <message>
        <source>The field for the names in a map</source>
        <translation>Das Feld für die Namen in einem Objekt</translation>
    </message>
    <message>
        <source>between two values: comma</source>
        <translation>zwischen zwei Werten: Komma</translation>
    </message>
    <message>
        <source>columns, if no line names them: userId,email</source>
        <translation>Spalten, wenn keine Zeile sie nennt: userId,email</translation>
    </message>
    <message>
        <source>within one object, as data.users</source>
        <translation>in einem Objekt, etwa data.users</translation>
    </message>
    <message>
        <source>names in a map become a field, as _id</source>
        <translation>Namen darin werden ein Feld, etwa _id</translation>
    </message>
</context>
<context>
    <name>profiles::pages::ReferencesAction</name>
    <message>
        <source>Looking for references</source>
        <translation>Verweise werden gesucht</translation>
    </message>
    <message>
        <source>Left as they are, since they would break a unique index or a validator: %1.</source>
        <translation>Bleiben, wie sie sind, da sie einen eindeutigen Index oder eine Prüfregel verletzten: %1.</translation>
    </message>
    <message>
        <source>Not looked for: references to %1 whose _id is a number or a plain text; `profilestore references --in` takes the places where they stand.</source>
        <translation>Nicht gesucht: Verweise auf %1, deren _id eine Zahl oder ein einfacher Text ist; `profilestore references --in` nimmt die Stellen, an denen sie stehen.</translation>
    </message>
    <message>
        <source>No value in this store refers to a document of %1 that was merged into another.</source>
        <translation>Kein Wert in diesem Speicher verweist auf ein Dokument von %1, das in ein anderes zusammengeführt wurde.</translation>
    </message>
    <message>
        <source>%1: %2 to merged documents, %3 to others</source>
        <translation>%1: %2 auf zusammengeführte Dokumente, %3 auf andere</translation>
    </message>
    <message>
        <source>References to documents of %1 that were merged stand in %2. Shall they name the documents that were kept? The documents as they were go to the archive, and each collection can be undone on this page.</source>
        <translation>Verweise auf Dokumente von %1, die zusammengeführt wurden, stehen in %2. Sollen sie die Dokumente nennen, die geblieben sind? Die Dokumente, wie sie waren, kommen ins Archiv, und jede Sammlung kann auf dieser Seite zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Follow the References</source>
        <translation>Verweise nachführen</translation>
    </message>
    <message>
        <source>Following references</source>
        <translation>Verweise werden nachgeführt</translation>
    </message>
    <message>
        <source>Done: %1 changed, import %2.</source>
        <translation>Fertig: %1 geändert, Import %2.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::RulesPage</name>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>What becomes of them</source>
        <translation>Was aus ihnen wird</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Who survives a group, and what it takes from the others. The counts follow what you choose; nothing is written.</source>
        <translation>Wer von einer Gruppe bleibt, und was er von den anderen nimmt. Die Zahlen folgen Ihrer Wahl; nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>userId, or tenant,email; empty: _id</source>
        <translation>userId, oder tenant,email; leer: _id</translation>
    </message>
    <message>
        <source>A missing key</source>
        <translation>Ein fehlender Schlüssel</translation>
    </message>
    <message>
        <source>to the quarantine (reject)</source>
        <translation>in die Quarantäne (reject)</translation>
    </message>
    <message>
        <source>any number may lack it (distinct)</source>
        <translation>beliebig vielen darf er fehlen (distinct)</translation>
    </message>
    <message>
        <source>those that lack it stay, null is a value (sparse)</source>
        <translation>wem er fehlt, der bleibt; null ist ein Wert (sparse)</translation>
    </message>
    <message>
        <source>one may lack it (collide)</source>
        <translation>einem darf er fehlen (collide)</translation>
    </message>
    <message>
        <source>Texts that are one key</source>
        <translation>Texte, die ein Schlüssel sind</translation>
    </message>
    <message>
        <source>trim, case, nfc, email, gmail, digits, hex-id; empty: equal ones</source>
        <translation>trim, case, nfc, email, gmail, digits, hex-id; leer: gleiche</translation>
    </message>
    <message>
        <source>Who survives</source>
        <translation>Wer bleibt</translation>
    </message>
    <message>
        <source>What the survivor takes</source>
        <translation>Was der Bleibende nimmt</translation>
    </message>
    <message>
        <source>nothing. One rule a line:
fill
union:tags
sum:logins</source>
        <translation>nichts. Eine Regel je Zeile:
fill
union:tags
sum:logins</translation>
    </message>
    <message>
        <source>What tells persons apart</source>
        <translation>Was Personen unterscheidet</translation>
    </message>
    <message>
        <source>email; empty: nothing</source>
        <translation>email; leer: nichts</translation>
    </message>
    <message>
        <source>If the store has a document of the key</source>
        <translation>Wenn der Speicher ein Dokument des Schlüssels hat</translation>
    </message>
    <message>
        <source>both compete (merge)</source>
        <translation>beide wetteifern (merge)</translation>
    </message>
    <message>
        <source>the store&apos;s stays (keep)</source>
        <translation>das des Speichers bleibt (keep)</translation>
    </message>
    <message>
        <source>the imported one replaces it (replace)</source>
        <translation>das importierte ersetzt es (replace)</translation>
    </message>
    <message>
        <source>the newer one stays (newest)</source>
        <translation>das neuere bleibt (newest)</translation>
    </message>
    <message>
        <source>&amp;Key: what one document has</source>
        <translation>&amp;Schlüssel: was ein Dokument hat</translation>
    </message>
    <message>
        <source>A document &amp;without the key</source>
        <translation>Ein Dokument &amp;ohne den Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Texts that are one key</source>
        <translation>&amp;Texte, die ein Schlüssel sind</translation>
    </message>
    <message>
        <source>&amp;Accounts: who owns a document without the key</source>
        <translation>&amp;Konten: wem ein Dokument ohne den Schlüssel gehört</translation>
    </message>
    <message>
        <source>Who &amp;survives: the first rule that tells two apart</source>
        <translation>We&amp;r bleibt: die erste Regel, die zwei unterscheidet</translation>
    </message>
    <message>
        <source>What the s&amp;urvivor takes from the others</source>
        <translation>Was der Bleibende von den anderen &amp;nimmt</translation>
    </message>
    <message>
        <source>&amp;Identity: who differs here is another person</source>
        <translation>&amp;Identität: wer sich hier unterscheidet, ist jemand anders</translation>
    </message>
    <message>
        <source>If the st&amp;ore has a document of the key</source>
        <translation>&amp;Wenn der Speicher ein Dokument des Schlüssels hat</translation>
    </message>
    <message>
        <source>&amp;Load rules.json…</source>
        <translation>rules.json lad&amp;en …</translation>
    </message>
    <message>
        <source>Sa&amp;ve rules.json…</source>
        <translation>rules.json s&amp;peichern …</translation>
    </message>
    <message>
        <source>An export of the accounts</source>
        <translation>Ein Export der Konten</translation>
    </message>
    <message>
        <source>users.json; empty: nobody is looked up</source>
        <translation>users.json; leer: niemand wird nachgeschlagen</translation>
    </message>
    <message>
        <source>What finds an account, and what it gives</source>
        <translation>Was ein Konto findet, und was es gibt</translation>
    </message>
    <message>
        <source>A document whose userId is missing gets the _id of the account that has its email: email=email:userId=_id</source>
        <translation>Ein Dokument, dessen userId fehlt, bekommt die _id des Kontos, das seine E-Mail hat: email=email:userId=_id</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Open an export to see what the rules give.</source>
        <translation>Öffnen Sie einen Export, um zu sehen, was die Regeln ergeben.</translation>
    </message>
    <message>
        <source>What the rules give</source>
        <translation>Was die Regeln ergeben</translation>
    </message>
    <message>
        <source>Make the &amp;Plan</source>
        <translation>P&amp;lan erstellen</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>With these rules; the accounts tell the owners of %1, and not of %2:</source>
        <translation>Mit diesen Regeln; die Konten sagen, wem %1 gehören, und bei %2 nicht:</translation>
    </message>
    <message>
        <source>With these rules:</source>
        <translation>Mit diesen Regeln:</translation>
    </message>
    <message>
        <source>Load rules</source>
        <translation>Regeln laden</translation>
    </message>
    <message>
        <source>Save rules</source>
        <translation>Regeln speichern</translation>
    </message>
    <message>
        <source>Saved: %1. `profilestore import --rules` takes it.</source>
        <translation>Gespeichert: %1. `profilestore import --rules` nimmt das.</translation>
    </message>
</context>
<context>
    <name>profiles::pages::StorePage</name>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>Validator</source>
        <translation>Prüfregel</translation>
    </message>
    <message>
        <source>Changes in its log</source>
        <translation>Änderungen im Protokoll</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>Eindeutig</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>Fehlende Werte</translation>
    </message>
    <message>
        <source>Only if</source>
        <translation>Nur wenn</translation>
    </message>
    <message>
        <source>Equal texts</source>
        <translation>Gleiche Texte</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Verfällt</translation>
    </message>
    <message>
        <source>Last (UTC)</source>
        <translation>Zuletzt (UTC)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>What is in the store, by which rules, and what went against them.</source>
        <translation>Was im Speicher ist, nach welchen Regeln, und was gegen sie ging.</translation>
    </message>
    <message>
        <source>No store is open.</source>
        <translation>Kein Speicher ist offen.</translation>
    </message>
    <message>
        <source>Show &amp;Documents</source>
        <translation>D&amp;okumente zeigen</translation>
    </message>
    <message>
        <source>Show &amp;Changes</source>
        <translation>Ä&amp;nderungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Indexes</source>
        <translation>&amp;Indizes</translation>
    </message>
    <message>
        <source>&amp;Validator</source>
        <translation>&amp;Prüfregel</translation>
    </message>
    <message>
        <source>Eve&amp;nts</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>Indexes of the collection</source>
        <translation>Indizes der Sammlung</translation>
    </message>
    <message>
        <source>Create an Inde&amp;x…</source>
        <translation>Inde&amp;x anlegen …</translation>
    </message>
    <message>
        <source>&amp;Remove the Index…</source>
        <translation>Index ent&amp;fernen …</translation>
    </message>
    <message>
        <source>What the documents must match</source>
        <translation>Was auf die Dokumente zutreffen muss</translation>
    </message>
    <message>
        <source>Any document passes. A filter, or {&quot;$jsonSchema&quot;: {…}}.</source>
        <translation>Jedes Dokument besteht. Ein Filter, oder {&quot;$jsonSchema&quot;: {…}}.</translation>
    </message>
    <message>
        <source>Which writes are checked</source>
        <translation>Welche Schreibvorgänge geprüft werden</translation>
    </message>
    <message>
        <source>every write is checked (strict)</source>
        <translation>jeder Schreibvorgang wird geprüft (strict)</translation>
    </message>
    <message>
        <source>documents that fail already are left alone (moderate)</source>
        <translation>Dokumente, die schon durchfallen, bleiben (moderate)</translation>
    </message>
    <message>
        <source>nothing is checked (off)</source>
        <translation>nichts wird geprüft (off)</translation>
    </message>
    <message>
        <source>&amp;Set the Validator</source>
        <translation>Prüfregel &amp;setzen</translation>
    </message>
    <message>
        <source>What went against the rules</source>
        <translation>Was gegen die Regeln ging</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none is kept</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Choose an index first.</source>
        <translation>Wählen Sie zuerst einen Index.</translation>
    </message>
    <message>
        <source>Remove the index %1? If it is unique, duplicates can then be written.</source>
        <translation>Den Index %1 entfernen? Wenn er eindeutig ist, können danach Duplikate geschrieben werden.</translation>
    </message>
    <message>
        <source>Remove the Index</source>
        <translation>Index entfernen</translation>
    </message>
    <message>
        <source>Removing the index</source>
        <translation>Der Index wird entfernt</translation>
    </message>
    <message>
        <source>Setting the validator</source>
        <translation>Die Prüfregel wird gesetzt</translation>
    </message>
    <message>
        <source>Set; every document passes.</source>
        <translation>Gesetzt; jedes Dokument besteht.</translation>
    </message>
    <message>
        <source>Set; %1 fail. They stay as they are.</source>
        <translation>Gesetzt; %1 fallen durch. Sie bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1: %2 in %3, %4; its write-ahead log (-wal) has %5.</source>
        <translation>%1: %2 in %3, %4; das Vorausprotokoll (-wal) hat %5.</translation>
    </message>
    <message>
        <source>Ne&amp;w Collection…</source>
        <translation>Neue Samm&amp;lung …</translation>
    </message>
    <message>
        <source>Choose a collection first; a store without any needs a new one, or an import.</source>
        <translation>Wählen Sie zuerst eine Sammlung; ein Speicher ohne Sammlung braucht eine neue oder einen Import.</translation>
    </message>
    <message>
        <source>Open a store first.</source>
        <translation>Öffnen Sie zuerst einen Speicher.</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>The name of the collection:</source>
        <translation>Der Name der Sammlung:</translation>
    </message>
    <message>
        <source>Making the collection</source>
        <translation>Die Sammlung wird angelegt</translation>
    </message>
</context>
<context>
    <name>profiles::pages::Timeline</name>
    <message>
        <source>When the documents of groups were created</source>
        <translation>Wann die Dokumente von Gruppen entstanden</translation>
    </message>
    <message>
        <source>No times: these documents have no ObjectIds, or there are no groups.</source>
        <translation>Keine Zeiten: diese Dokumente haben keine ObjectIds, oder es gibt keine Gruppen.</translation>
    </message>
    <message>
        <source>%1 created from %2 to %3 (UTC)</source>
        <translation>%1 entstanden von %2 bis %3 (UTC)</translation>
    </message>
</context>
</TS>
